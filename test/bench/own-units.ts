/** Gives a person many services for a measurement, and removes them. */
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import { unitFolder } from '../e2e/driving/files.ts';

const systemctl = (...words: string[]) => execa('systemctl', ['--user', ...words]);

/** The prefix of everything a measurement creates; it sorts before anything else the person has. */
const prefix = 'a-bench-';

export const unitName = (index: number): string =>
  `${prefix}${String(index).padStart(4, '0')}.service`;

export const firstNames = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => unitName(i));

const unitText = (index: number, exec: string, proof: readonly string[]): string =>
  `# Written for the benchmark\n[Unit]\nDescription=Worker number ${index}\nAfter=network.target\n\n` +
  `[Service]\nType=exec\nExecStart=${exec}\nRestartSec=5\n\n[Install]\nWantedBy=default.target\n` +
  (proof.length === 0 ? '' : `\n[X-Hearth]\n${proof.join('\n')}\n`);

interface Wanted {
  count: number;
  /** How many are started, from the first on. */
  running: number;
  /** What the unit runs; sleeps by default. */
  exec?: (index: number) => string;
  /** The settings of its proof; none by default. */
  proof?: (index: number) => readonly string[];
}

/** Stops and removes what was created, also by a run that was killed. */
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

/** Enables every tenth by its link and gives every twenty-fifth a drop-in, like real people's services. */
export const layUnits = async ({
  count,
  running,
  exec = () => '/bin/sleep infinity',
  proof = () => [],
}: Wanted) => {
  await clearUnits();
  const wants = path.join(unitFolder, 'default.target.wants');
  await mkdir(wants, { recursive: true });
  for (const [index, name] of firstNames(count).entries()) {
    const file = path.join(unitFolder, name);
    await writeFile(file, unitText(index, exec(index), proof(index)));
    if (index % 10 === 0) await symlink(file, path.join(wants, name));
    if (index % 25 === 0) {
      await mkdir(`${file}.d`);
      await writeFile(`${file}.d/limits.conf`, '[Service]\nTasksMax=100\n');
    }
  }
  // Files must be older than the last reload by more than the file system's clock resolution, as people's are.
  await pause(1500);
  await systemctl('daemon-reload');
  if (running > 0) await systemctl('start', ...firstNames(running));
};

/** ActiveState by name, as systemctl reports it now, of the created units that are loaded. */
export const activeStates = async (): Promise<Map<string, string>> => {
  const { stdout } = await systemctl('list-units', '--all', '--output=json', `${prefix}*`);
  const rows = JSON.parse(stdout) as { unit: string; active: string }[];
  return new Map(rows.map(({ unit, active }) => [unit, active]));
};
