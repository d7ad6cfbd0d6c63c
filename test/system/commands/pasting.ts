/** What the tests of shown commands share: a line goes into a real shell as a person would paste it. */
import { readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { person, shell } from '../workbench/bench.ts';

/** @param code what the shell must exit with. Answers what was printed. */
export const paste = async (line: string, code = 0): Promise<string> => {
  const options = { stdin: 'ignore', env: { LC_ALL: 'C' }, reject: false } as const;
  const { stdout, stderr, exitCode } = await execa('sh', ['-c', line], options);
  if (exitCode !== code) throw new Error(`${line}\nexit code ${String(exitCode)}\n${stderr}`);
  return stdout;
};

/** Every name below a folder, of links with what they lead to. */
const namesIn = async (folder: string, below = ''): Promise<string[]> => {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch(() => []);
  const found = entries.map(async (entry) => {
    const at = path.join(below, entry.name);
    if (entry.isSymbolicLink()) return [`${at} -> ${await readlink(path.join(folder, at))}`];
    return entry.isDirectory() ? [at, ...(await namesIn(folder, at))] : [at];
  });
  return (await Promise.all(found)).flat().sort();
};

export const runtimeUnits = path.join(person.runtimeFolder, 'systemd/user');

/** Of the person's two folders of units. */
export const namesOfUnits = async (): Promise<string[]> => [
  ...(await namesIn(person.unitFolder)),
  ...(await namesIn(runtimeUnits)).map((name) => `/run: ${name}`),
];

const asked =
  'Id,LoadState,ActiveState,SubState,UnitFileState,Result,Description,NeedDaemonReload,CPUWeight';

/** What systemd says of units, and the files and links there are. */
export const stateOf = async (
  ...units: readonly string[]
): Promise<{ said: string; names: string[] }> => ({
  said: await shell('systemctl', '--user', 'show', `--property=${asked}`, '--', ...units),
  names: await namesOfUnits(),
});
