/** What systemctl reports about every unit, and what Hearth’s state says about the same ones. */
import { execa } from 'execa';
import type { Unit } from '../../../electron/core/units/unit.ts';

export type Units = Readonly<Record<string, Unit>>;
type Row = Record<string, string>;

const systemctl = async (...words: string[]): Promise<string> =>
  (await execa('systemctl', ['--user', ...words])).stdout;

/** What `systemctl list-unit-files` reports for the unit files that match. */
const saidOfFiles = async (pattern: string): Promise<Row> => {
  const words = ['--all', '--no-legend', '--no-pager', '--plain', '--', pattern];
  const said = await systemctl('list-unit-files', ...words);
  return Object.fromEntries(
    said
      .split('\n')
      .map((line) => line.split(/\s+/))
      .filter((words): words is [string, string] => words.length > 1),
  );
};

interface Listed {
  unit: string;
  load: string;
  active: string;
  sub: string;
  description: string;
}

const listed = async (): Promise<Listed[]> => {
  const said = await systemctl('list-units', '--all', '--no-pager', '--output=json');
  return (JSON.parse(said) as Listed[]).filter(
    ({ load, active }) => load !== 'not-found' || active !== 'inactive',
  );
};

/** State, description and need for a reload of everything in memory. */
const saidOfMemory = async (): Promise<Row> => {
  const show = async () =>
    execa('systemctl', [
      ...['--user', 'show', '--property=Id,NeedDaemonReload', '--'],
      ...(await listed()).map(({ unit }) => unit),
    ]);
  // systemd sees new drop-in folders only once it loads something: the first look makes it do that, halfway through.
  await show();
  const shown = await show();
  const needs = new Map(
    shown.stdout.split('\n\n').map((block) => {
      const [, id = ''] = /^Id=(.*)$/m.exec(block) ?? [];
      return [id, /^NeedDaemonReload=yes$/m.test(block)];
    }),
  );
  // List only now: `show` makes systemd retry loading failed units, which changes their description.
  return Object.fromEntries(
    (await listed()).map(({ unit, active, sub, description }) => [
      unit,
      [active, sub, description, needs.get(unit) === true ? 'reload' : ''].join(' | '),
    ]),
  );
};

/** The same from Hearth's state, for the names that systemctl reported. */
const keptOf = (units: Units, names: string[], tell: (unit: Unit) => string): Row =>
  Object.fromEntries(
    names.map((name) => {
      const unit = units[name];
      return [name, unit === undefined ? 'not there' : tell(unit)];
    }),
  );

export interface Said {
  /** The state of each unit file. */
  files: Row;
  /** Of everything in memory. */
  memory: Row;
  /** Units that systemctl doesn’t know, except stopped instances of templates. */
  tooMany: string[];
}

/** @param files of which files to ask: of 5,000, systemd 252 takes half a minute to answer. */
export const systemctlSays = async (files = '*'): Promise<Said> => ({
  files: await saidOfFiles(files),
  memory: await saidOfMemory(),
  tooMany: [],
});

/** The same from Hearth’s state. @param asked as `systemctlSays`: only if it is all files, there can be too many. */
export const hearthSays = (units: Units, { files, memory }: Said, asked = '*'): Said => ({
  files: keptOf(units, Object.keys(files), (unit) => unit.unitFileState),
  memory: keptOf(units, Object.keys(memory), (unit) =>
    [unit.activeState, unit.subState, unit.description, unit.needDaemonReload ? 'reload' : ''].join(
      ' | ',
    ),
  ),
  tooMany: Object.values(units)
    .filter(({ name }) => files[name] === undefined && memory[name] === undefined && asked === '*')
    .filter(({ name, activeState }) => !name.includes('@') || activeState !== 'inactive')
    .map(({ name }) => name),
});
