/** Shared by the tests of shown commands: pastes a line into a real shell, as a person would. */
import { readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { person, shell } from '../workbench/bench.ts';

/** Returns what was printed. @param code the expected exit code. */
export const paste = async (line: string, code = 0): Promise<string> => {
  const options = { stdin: 'ignore', env: { LC_ALL: 'C' }, reject: false } as const;
  const { stdout, stderr, exitCode } = await execa('sh', ['-c', line], options);
  if (exitCode !== code) throw new Error(`${line}\nexit code ${String(exitCode)}\n${stderr}`);
  return stdout;
};

/** Every name below a folder; links with their target. */
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

/** Every name in the person's two unit folders, persistent and runtime. */
export const namesOfUnits = async (): Promise<string[]> => [
  ...(await namesIn(person.unitFolder)),
  ...(await namesIn(runtimeUnits)).map((name) => `/run: ${name}`),
];

const asked =
  'Id,LoadState,ActiveState,SubState,UnitFileState,Result,Description,NeedDaemonReload,CPUWeight';

/** What systemd reports about units, and which files and links exist. */
export const stateOf = async (
  ...units: readonly string[]
): Promise<{ said: string; names: string[] }> => ({
  said: await shell('systemctl', '--user', 'show', `--property=${asked}`, '--', ...units),
  names: await namesOfUnits(),
});
