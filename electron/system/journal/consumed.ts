/**
 * What each unit used in its last run, as the manager logs it when a run ends (SD_MESSAGE_UNIT_RESOURCES).
 *
 * systemd 252, measured: a run that used little is logged as debug, which no journal keeps; MEMORY_PEAK comes with 256.
 */
import { consumedRecords } from '../../core/commands.ts';
import { messageIds } from '../../core/logs/message-ids.ts';
import type { UnitLoad } from '../../core/survival/review.ts';
import type { Runner } from '../../host/runner.ts';

const recordsMax = 2000;
const fields = ['USER_UNIT', 'CPU_USAGE_NSEC', 'MEMORY_PEAK'] as const;

const numberOf = (value: unknown): number | null =>
  typeof value === 'string' && /^\d{1,19}$/.test(value) ? Number(value) : null;

/** @param lines of `journalctl --output=json`, newest first. */
export const consumedIn = (lines: string): Map<string, UnitLoad> => {
  const loads = new Map<string, UnitLoad>();
  for (const line of lines.split('\n')) {
    if (!line.startsWith('{') || !line.endsWith('}')) continue;
    const record = JSON.parse(line) as Partial<Record<(typeof fields)[number], unknown>>;
    const unit = record.USER_UNIT;
    if (typeof unit !== 'string' || loads.has(unit)) continue;
    loads.set(unit, {
      from: 'last-run',
      cpuNanoseconds: numberOf(record.CPU_USAGE_NSEC),
      seconds: null,
      memoryBytes: numberOf(record.MEMORY_PEAK),
    });
  }
  return loads;
};

interface Deps {
  runner: Runner;
  uid: number;
  /** Whether the system journal may be read; see access.ts. */
  readsSystem: () => Promise<boolean>;
}

/** By unit; empty where the journal can’t be read. */
export const createConsumed =
  ({ runner, uid, readsSystem }: Deps) =>
  async (): Promise<Map<string, UnitLoad>> => {
    const record = await runner.run(
      consumedRecords([
        ...((await readsSystem()) ? [] : ['--user']),
        `--lines=${String(recordsMax)}`,
        '--since=-30d',
        `--output-fields=${fields.join(',')}`,
        `MESSAGE_ID=${messageIds.resources}`,
        // Any process may send such a message; only the manager is there.
        '_SYSTEMD_USER_UNIT=init.scope',
        `_UID=${String(uid)}`,
      ]),
    );
    return consumedIn(record.stdout);
  };
