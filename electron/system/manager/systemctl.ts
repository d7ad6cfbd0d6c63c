/**
 * The user manager’s systemctl: runs commands from core/commands.ts and checks the result.
 *
 * systemctl 252, measured:
 * - It waits for the job it started. If we kill it at a time limit, the job keeps running in the manager, so our limit
 *   means "not yet", never "undone".
 * - Exit codes: 0 done; 1 refused or failed, reason on stderr; 3 for `reload` of a unit that can't reload; 5 if the
 *   unit or a required unit is missing (start, stop, restart). `enable` and `reset-failed` of a missing unit and
 *   `kill` of an unloaded unit exit with 1; `mask` of a missing unit succeeds. `status` exits with 3 if the unit isn't
 *   running, 4 if there is none.
 * - `mask` fails ("File … already exists") if the unit's file is in the user's unit folder.
 * - It also writes to stderr on success: "Created symlink …".
 */
import type { CommandRecord } from '../../core/app/command-record.ts';
import { addWants, onManager, onUnit, setProperties, type Command } from '../../core/commands.ts';
import { fail } from '../../core/problems/problem.ts';
import type { UnitAction, UnitFileState } from '../../core/units/unit.ts';
import { expectSuccess, wordsOf, type Runner } from '../../host/runner.ts';

export interface Limits {
  /** Milliseconds for start, stop, restart and reload: above systemd's 90 s, so that systemd decides first. */
  jobMs: number;
  reloadMs: number;
  otherMs: number;
}

/** Throws where systemd would hang over a mount that doesn't answer. */
export interface MountGuard {
  /** Before systemd looks at a unit's files. */
  unit(name: string): void;
  /** Before systemd reads all files. */
  reload(): void;
}

const unguarded: MountGuard = { unit: () => undefined, reload: () => undefined };

/** These read no file: they act on a unit in memory. */
const inMemory: ReadonlySet<UnitAction> = new Set(['kill', 'reset-failed']);

const defaultLimits: Limits = { jobMs: 95_000, reloadMs: 60_000, otherMs: 15_000 };

/** systemctl(1), "Exit status": no such unit; the output says which. */
const noSuchUnit = 5;
/** systemctl(1), "Exit status", for status: not running, and no such unit. */
const statusCodes = [0, 3, 4];

const waitsForJob: ReadonlySet<UnitAction> = new Set(['start', 'stop', 'restart', 'reload']);

const timeOut = (unit: string, action: UnitAction, record: CommandRecord): Error => {
  const seconds = Math.round(record.durationMs / 1000);
  const output = wordsOf(record);
  if (action === 'start' || action === 'restart') {
    return fail('start-timed-out', { unit, seconds }, output);
  }
  if (action === 'stop') return fail('stop-timed-out', { unit, seconds }, output);
  return fail('program-timed-out', { line: record.line, seconds }, output);
};

const judge = (unit: string, action: UnitAction, record: CommandRecord): CommandRecord => {
  if (record.exitCode === 0 || record.failure === 'cancelled') return record;
  if (record.failure === 'timed-out') throw timeOut(unit, action, record);
  // systemctl itself didn't get to the end, so it says nothing of the unit.
  if (record.exitCode === null) return expectSuccess(record);
  const isThisOne = [`Unit ${unit} not found.`, `Unit ${unit} not loaded.`].some((words) =>
    record.stderr.includes(words),
  );
  if (record.exitCode === noSuchUnit && isThisOne) {
    throw fail('no-such-unit', { unit }, wordsOf(record));
  }
  const code = action === 'start' || action === 'restart' ? 'start-failed' : 'action-failed';
  throw fail(code, { unit, line: record.line }, wordsOf(record));
};

/**
 * @param limits overrides for the default time limits.
 * @param guard throws mount-silent and reload-would-hang instead of what this says it throws.
 */
export const createSystemctl = (
  runner: Runner,
  limits: Partial<Limits> = {},
  guard: MountGuard = unguarded,
) => {
  const { jobMs, reloadMs, otherMs } = { ...defaultLimits, ...limits };
  const systemctl = (
    unit: string,
    command: Command,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<CommandRecord> =>
    runner.run(command, {
      unit,
      timeoutMs,
      ...(signal === undefined ? {} : { signal }),
    });
  return {
    /**
     * Resolves when the action ends; if aborted, with a record of failure `cancelled`.
     * @param options.fileState the unit file state, where it matters: see `onUnit`.
     * @throws start-failed, action-failed, start-timed-out, stop-timed-out, no-such-unit, program-failed, program-timed-out.
     */
    act: async (
      unit: string,
      action: UnitAction,
      { signal, fileState = '' }: { signal?: AbortSignal; fileState?: UnitFileState } = {},
    ): Promise<CommandRecord> => {
      if (waitsForJob.has(action)) guard.unit(unit);
      else if (!inMemory.has(action)) guard.reload();
      const timeoutMs = waitsForJob.has(action) ? jobMs : otherMs;
      const record = await systemctl(unit, onUnit(action, unit, { fileState }), timeoutMs, signal);
      return judge(unit, action, record);
    },
    /** Enables, and with `now` also starts; aborts and throws as `act`. */
    enable: async (
      unit: string,
      { now, signal }: { now: boolean; signal?: AbortSignal },
    ): Promise<CommandRecord> => {
      guard.reload();
      return judge(
        unit,
        now ? 'start' : 'enable',
        await systemctl(unit, onUnit('enable', unit, { now }), now ? jobMs : otherMs, signal),
      );
    },
    /** Links the unit into the target’s folder, in the person’s unit folder. @throws action-failed, program-timed-out. */
    addWants: async (target: string, unit: string): Promise<CommandRecord> => {
      guard.reload();
      return judge(unit, 'enable', await systemctl(unit, addWants(target, unit), otherMs));
    },
    /** Sets properties until the manager ends. @throws program-failed, program-timed-out. */
    hold: async (unit: string, assignments: readonly string[]): Promise<CommandRecord> => {
      guard.unit(unit);
      const command = setProperties(unit, assignments, { runtime: true });
      return expectSuccess(await systemctl(unit, command, otherMs));
    },
    /** Its stdout is for S10, whether the unit runs or not. @throws program-failed, program-timed-out. */
    status: async (unit: string): Promise<CommandRecord> => {
      guard.unit(unit);
      const record = await systemctl(unit, onUnit('status', unit), otherMs);
      if (record.exitCode !== null && statusCodes.includes(record.exitCode)) return record;
      return expectSuccess(record);
    },
    /** @param unit to list the command under. @throws program-failed, program-timed-out. */
    daemonReload: async (unit?: string): Promise<CommandRecord> => {
      guard.reload();
      const record = await runner.run(onManager('daemon-reload'), {
        unit: unit ?? null,
        timeoutMs: reloadMs,
      });
      return expectSuccess(record);
    },
  };
};

export type Systemctl = ReturnType<typeof createSystemctl>;
