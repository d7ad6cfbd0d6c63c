/**
 * The user manager’s systemctl: runs what core/commands.ts writes, and judges what comes back.
 *
 * What systemctl 252 really does, measured:
 * - It waits for the job it started. Killed at a time limit it leaves the job running in the manager, so a
 *   limit of ours means "not yet", never "undone".
 * - Exit codes: 0 done; 1 refused or failed, its words on stderr; 3 for `reload` of what cannot reload; 5 the
 *   unit, or one that it requires, is not there (start, stop, restart). `enable` and `reset-failed` of a missing
 *   unit and `kill` of one that is not loaded exit with 1; `mask` of a missing unit succeeds. `status` exits 3 when
 *   the unit is not running, 4 when there is none.
 * - `mask` fails ("File … already exists") for a unit whose own file lies in the person's unit folder.
 * - It speaks on stderr when it succeeds, too: "Created symlink …".
 */
import type { CommandRecord } from '../../core/app/command-record.ts';
import { onManager, onUnit, type Command } from '../../core/commands.ts';
import { fail } from '../../core/problems/problem.ts';
import type { UnitAction, UnitFileState } from '../../core/units/unit.ts';
import { expectSuccess, wordsOf, type Runner } from '../programs/runner.ts';

export interface Systemctl {
  /**
   * Ends when the action has ended; aborted, it answers a record with failure `cancelled`.
   * @param options.fileState what the unit's files make it now, where that matters: `onUnit`.
   * @throws start-failed, action-failed, start-timed-out, stop-timed-out, no-such-unit, program-timed-out.
   */
  act(
    unit: string,
    action: UnitAction,
    options?: { signal?: AbortSignal; fileState?: UnitFileState },
  ): Promise<CommandRecord>;
  /** Enables, and with `now` starts as well; aborted and @throws as `act` does. */
  enable(unit: string, options: { now: boolean; signal?: AbortSignal }): Promise<CommandRecord>;
  /** Its stdout is what S10 looks at, whether the unit runs or not. @throws program-failed, program-timed-out. */
  status(unit: string): Promise<CommandRecord>;
  /** @param unit on whose behalf, for the record. @throws program-failed, program-timed-out. */
  daemonReload(unit?: string): Promise<CommandRecord>;
}

export interface Limits {
  /** Milliseconds. Start, stop, restart and reload: over systemd's own 90 s, so that its verdict comes first. */
  jobMs: number;
  reloadMs: number;
  otherMs: number;
}

const defaultLimits: Limits = { jobMs: 95_000, reloadMs: 60_000, otherMs: 15_000 };

/** systemctl(1), "Exit status": no such unit; its words say which. */
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
  const isThisOne = [`Unit ${unit} not found.`, `Unit ${unit} not loaded.`].some((words) =>
    record.stderr.includes(words),
  );
  if (record.exitCode === noSuchUnit && isThisOne) {
    throw fail('no-such-unit', { unit }, wordsOf(record));
  }
  const code = action === 'start' || action === 'restart' ? 'start-failed' : 'action-failed';
  throw fail(code, { unit, line: record.line }, wordsOf(record));
};

/** @param limits time limits in milliseconds, where they differ from the usual ones. */
export const createSystemctl = (runner: Runner, limits: Partial<Limits> = {}): Systemctl => {
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
    act: async (unit, action, { signal, fileState = '' } = {}) => {
      const timeoutMs = waitsForJob.has(action) ? jobMs : otherMs;
      const record = await systemctl(unit, onUnit(action, unit, { fileState }), timeoutMs, signal);
      return judge(unit, action, record);
    },
    enable: async (unit, { now, signal }) =>
      judge(
        unit,
        now ? 'start' : 'enable',
        await systemctl(unit, onUnit('enable', unit, { now }), now ? jobMs : otherMs, signal),
      ),
    status: async (unit) => {
      const record = await systemctl(unit, onUnit('status', unit), otherMs);
      if (record.exitCode !== null && statusCodes.includes(record.exitCode)) return record;
      return expectSuccess(record);
    },
    daemonReload: async (unit) => {
      const record = await runner.run(onManager('daemon-reload'), {
        unit: unit ?? null,
        timeoutMs: reloadMs,
      });
      return expectSuccess(record);
    },
  };
};
