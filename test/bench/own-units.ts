/** A person with many services of their own, made and taken away for a measurement. */
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import { unitFolder } from '../e2e/driving/files.ts';

const systemctl = (...words: string[]) => execa('systemctl', ['--user', ...words]);

/** All that a measurement lays down begins so, and sorts before whatever else the person has. */
const prefix = 'a-bench-';

export const unitName = (index: number): string =>
  `${prefix}${String(index).padStart(4, '0')}.service`;

export const firstNames = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => unitName(i));

const unitText = (index: number, exec: string): string =>
  `# Written for the benchmark\n[Unit]\nDescription=Worker number ${index}\nAfter=network.target\n\n` +
  `[Service]\nType=exec\nExecStart=${exec}\nRestartSec=5\n\n[Install]\nWantedBy=default.target\n`;

interface Wanted {
  count: number;
  /** The first so many are started. */
  running: number;
  /** What the unit runs; sleeps unless said. */
  exec?: (index: number) => string;
}

/** Stops and removes what was laid down, also by a run that was killed. */
export const clearUnits = async (): Promise<void> => {
  await systemctl('stop', `${prefix}*`).catch(() => undefined);
  const folders = [unitFolder, path.join(unitFolder, 'default.target.wants')];
  for (const folder of folders) {
    const entries = await readdir(folder).catch(() => []);
    for (const entry of entries.filter((each) => each.startsWith(prefix)))
      await rm(path.join(folder, entry), { recursive: true });
  }
  await systemctl('daemon-reload');
  await systemctl('reset-failed');
};

/** Every tenth is enabled by its link, every twenty-fifth has a drop-in: as people have them. */
export const layUnits = async ({ count, running, exec = () => '/bin/sleep infinity' }: Wanted) => {
  await clearUnits();
  const wants = path.join(unitFolder, 'default.target.wants');
  await mkdir(wants, { recursive: true });
  for (const [index, name] of firstNames(count).entries()) {
    const file = path.join(unitFolder, name);
    await writeFile(file, unitText(index, exec(index)));
    if (index % 10 === 0) await symlink(file, path.join(wants, name));
    if (index % 25 === 0) {
      await mkdir(`${file}.d`);
      await writeFile(`${file}.d/limits.conf`, '[Service]\nTasksMax=100\n');
    }
  }
  // The files of a person are older than the last reload by more than a file system's clock is coarse.
  await pause(1500);
  await systemctl('daemon-reload');
  if (running > 0) await systemctl('start', ...firstNames(running));
};

/** ActiveState by name, as systemctl says it now; of what is laid down and in memory. */
export const activeStates = async (): Promise<Map<string, string>> => {
  const { stdout } = await systemctl('list-units', '--all', '--output=json', `${prefix}*`);
  const rows = JSON.parse(stdout) as { unit: string; active: string }[];
  return new Map(rows.map(({ unit, active }) => [unit, active]));
};
