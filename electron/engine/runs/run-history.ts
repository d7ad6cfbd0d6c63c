/** The runs of a unit: from the journal, from systemd, and from the commands that Hearth itself ran. */
import { onUnit, shellLine } from '../../core/commands.ts';
import type { AccountStore } from '../../core/app/store.ts';
import {
  withCurrent,
  withEnds,
  withStarters,
  type CurrentRun,
  type RunCauses,
} from '../../core/runs/run-context.ts';
import type { RunHistory } from '../../core/runs/run.ts';
import { managerStartsOf, runsOf } from '../../core/runs/runs-of.ts';
import { isUp, type ManagerDetails } from '../../core/units/unit.ts';
import type { JournalFiles } from '../../system/journal/access.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { CommandLog } from '../units/command-log.ts';
import type { Inventory } from '../units/inventory.ts';

export interface RunHistoryDeps {
  store: Pick<AccountStore, 'state'>;
  inventory: Pick<Inventory, 'details'>;
  commandLog: Pick<CommandLog, 'of'>;
  runRecords: Journalctl['runRecords'];
  files: Pick<JournalFiles, 'access'>;
  /** Since when this person lingers, in milliseconds since the epoch; null if they don’t. */
  lingersSince(): Promise<number | null>;
}

/** The commands of Hearth that start a unit. */
const startLines = (unit: string): ReadonlySet<string> =>
  new Set(
    [
      onUnit('start', unit),
      onUnit('restart', unit),
      onUnit('enable', unit, { now: true }),
      onUnit('enable', unit, { now: true, runtime: true }),
    ].map(shellLine),
  );

export const createRunHistory = (deps: RunHistoryDeps) => {
  /** null for a unit systemd doesn’t know, or while there is no manager to ask. */
  const details = (unit: string): Promise<ManagerDetails | null> =>
    deps.inventory.details(unit).catch(() => null);

  /** When a timer, a socket or a path unit last started something; null if that isn’t known. */
  const firedAt = async (trigger: string): Promise<{ at: number; ended: boolean } | null> => {
    const known = await details(trigger);
    if (known?.kind === 'timer')
      return known.lastAt === null ? null : { at: known.lastAt, ended: false };
    const row = deps.store.state().units[trigger];
    const at = row?.changedAt ?? null;
    if (known === null || row === undefined || at === null) return null;
    // In this state since it started its unit.
    if (row.subState === 'running') return { at, ended: false };
    // It watches again since the end of what it started; a start by hand doesn’t change its state.
    const watchesAgain = known.kind === 'path' && at > (known.stateSince ?? at);
    return watchesAgain ? { at, ended: true } : null;
  };

  const triggersOf = async (service: ManagerDetails | null): Promise<RunCauses['triggers']> => {
    const units = service?.triggeredBy ?? [];
    const times = await Promise.all(units.map(firedAt));
    return units.flatMap((unit, index) => {
      const fired = times[index] ?? null;
      return fired === null ? [] : [{ unit, ...fired }];
    });
  };

  return async ({ unit: name, count }: { unit: string; count: number }): Promise<RunHistory> => {
    // The journal knows a unit by its own name only.
    const unit = deps.store.state().units[name]?.aliasOf ?? name;
    const looked = details(unit);
    const [access, { records, ended }, now, triggers, lingersSince] = await Promise.all([
      deps.files.access(),
      deps.runRecords(unit, count),
      looked,
      looked.then(triggersOf),
      deps.lingersSince(),
    ]);
    const current: CurrentRun | null = now?.kind === 'service' ? now : null;
    const lines = startLines(unit);
    const own = deps.commandLog
      .of(unit)
      .filter(({ line }) => lines.has(line))
      .map(({ startedAt, durationMs }) => ({ from: startedAt, to: startedAt + durationMs }));
    const row = deps.store.state().units[unit];
    const isOver = row !== undefined && !isUp(row);
    const found = withEnds(withCurrent(runsOf(records, isOver), current), {
      seen: now?.kind === 'service' ? now.endedProcesses : [],
      downSince: isOver ? row.changedAt : null,
    });
    const all = withStarters(found, {
      own,
      triggers,
      managerStarts: managerStartsOf(records),
      lingersSince,
    });
    return {
      runs: all.slice(0, count),
      complete: ended && all.length <= count && all.every((run) => run.startedAt !== null),
      readable: access === 'readable',
      access,
    };
  };
};
