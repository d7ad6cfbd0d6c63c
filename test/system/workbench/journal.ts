/** Shared by the tests of the journal. */
import { writeFile } from 'node:fs/promises';
import type { JournalEntry } from '../../../electron/core/logs/entry.ts';
import {
  wholeLog,
  type LogDirection,
  type LogPlace,
  type LogQuery,
} from '../../../electron/core/logs/query.ts';
import { openJournal } from '../../../electron/system/journal/journalctl.ts';
import {
  createBench,
  files,
  person,
  property,
  service,
  shell,
  sudo,
  temporaryFolder,
  until,
} from './bench.ts';

export const { runner } = createBench();
export const { journalctl } = openJournal(runner, files, person.uid);

/** Keeps unit names unique per run, because the journal outlives a test. */
const run = Date.now().toString(36);
export const unique = (name: string): string => `${name}-${run}.service`;
export const of = (unit: string, more: Partial<LogQuery> = {}): LogQuery => ({
  ...wholeLog,
  units: [unit],
  ...more,
});

/**
 * A service that logs from the shell itself: journald must see the process alive to know its unit, and a child such as
 * `seq` would be gone too soon.
 */
export const says = async (name: string, script: string): Promise<void> => {
  const file = `${await temporaryFolder()}/says.sh`;
  await writeFile(file, `${script}\nsleep 0.3\n`);
  await service(name, ['[Service]', 'Type=oneshot', `ExecStart=/bin/sh ${file}`]);
};
export const count = (to: number): string =>
  `i=0; while [ $i -lt ${String(to)} ]; do i=$((i + 1)); echo line $i; done`;
export const start = (name: string) => shell('systemctl', '--user', 'start', '--', name);
export const sync = () => sudo('journalctl', '--sync');

const journald = (signal: 'STOP' | 'CONT') =>
  sudo('systemctl', 'kill', `--signal=${signal}`, 'systemd-journald.service');

/** Starts a service while journald can't look, until it has failed: no line of it gets a unit. */
export const runUnseen = async (unit: string): Promise<void> => {
  await journald('STOP');
  try {
    await start(unit);
    await until('it ended', async () => (await property(unit, 'ActiveState')) === 'failed');
  } finally {
    await journald('CONT');
  }
  await sync();
};

export const read = async (
  query: LogQuery,
  place: LogPlace,
  direction: LogDirection,
  wanted = 10_000,
  reader = journalctl,
): Promise<{ entries: JournalEntry[]; ended: boolean; said: string[] }> => {
  const entries: JournalEntry[] = [];
  const ended = await reader.read(query, place, direction, {
    count: wanted,
    signal: AbortSignal.timeout(20_000),
    onEntries: (more) => entries.push(...more),
  });
  const said = entries.filter(({ from }) => from === 'service').map(({ message }) => message);
  return { entries, ended, said };
};
export const all = (query: LogQuery) => read(query, { kind: 'start' }, 'newer');
export const lines = (from: number, to: number): string[] => {
  const step = from <= to ? 1 : -1;
  return Array.from(
    { length: Math.abs(to - from) + 1 },
    (_, at) => `line ${String(from + at * step)}`,
  );
};
