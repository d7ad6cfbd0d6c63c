/** Everything that an operation may change, as one value to compare. */
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { person } from '../workbench/bench.ts';
import { autostartFolder, scriptFolder } from './operation.ts';

/** Every entry at and below a path, with its kind, mode, and text or link target. */
const tree = async (at: string): Promise<Record<string, string>> => {
  const facts = await lstat(at).catch(() => null);
  if (facts === null) return {};
  const mode = (facts.mode & 0o7777).toString(8);
  if (facts.isSymbolicLink()) return { [at]: `link to ${await readlink(at)}` };
  if (!facts.isDirectory()) return { [at]: `${mode} ${await readFile(at, 'utf8')}` };
  const below = await Promise.all((await readdir(at)).map((name) => tree(path.join(at, name))));
  return Object.assign({ [at]: `folder ${mode}` }, ...below) as Record<string, string>;
};

const facts = [
  'TasksCurrent',
  'MainPID',
  'LoadState',
  'ActiveState',
  'UnitFileState',
  'NeedDaemonReload',
  'FragmentPath',
];

/** @param units the names that the operation may change. */
export const world = async (...units: readonly string[]): Promise<Record<string, string>> => {
  const [crontab, ...worlds] = await Promise.all([crontabNow(), ...units.map(worldOf)]);
  return Object.assign({ crontab }, ...worlds) as Record<string, string>;
};

/** Byte for byte; what crontab(1) says if there is none. */
const crontabNow = async (): Promise<string> => {
  const { stdout, stderr } = await execa('crontab', ['-l'], {
    stdin: 'ignore',
    reject: false,
    encoding: 'latin1',
    stripFinalNewline: false,
  });
  return `${stdout}${stderr}`;
};

const worldOf = async (unit: string): Promise<Record<string, string>> => {
  const { stdout } = await execa(
    'systemctl',
    ['--user', 'show', '--property', facts.join(','), '--', unit],
    { stdin: 'ignore' },
  );
  const script = path.join(scriptFolder, unit.replace('.service', '.sh'));
  const entry = path.join(autostartFolder, unit.replace('.service', '.desktop'));
  const trees = await Promise.all([person.unitFolder, script, entry].map(tree));
  const all = Object.assign({}, ...trees) as Record<string, string>;
  const own = Object.entries(all).filter(
    ([file]) => file.includes(unit) || [script, entry].includes(file) || file.includes('/.hearth-'),
  );
  const listed = await Promise.all(
    [scriptFolder, autostartFolder].map((folder) => readdir(folder).catch(() => [])),
  );
  const temporary = listed.flat().filter((name) => name.startsWith('.hearth-'));
  return {
    ...Object.fromEntries(own),
    // Only whether there is a process, not which.
    [`systemd on ${unit}`]: stdout.replace(/^(MainPID|TasksCurrent)=[1-9]\d*$/gm, '$1=some'),
    temporary: temporary.join(' '),
  };
};
