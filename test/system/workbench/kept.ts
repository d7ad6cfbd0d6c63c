/** Keeps an inventory during a test, and compares it with what systemctl reports. */
import { execa } from 'execa';
import { expect } from 'vitest';
import type { Unit } from '../../../electron/core/units/unit.ts';
import { openHearth } from '../../open-engine.ts';
import { afterwards, temporaryFolder, until } from './bench.ts';
import { systemctl } from './manager-bench.ts';

/** Opens an inventory over alice's manager, waits until it is complete, and keeps it until the test ends. */
export const keep = async () => {
  const bugs: unknown[] = [];
  const engine = openHearth(
    { stateFolder: await temporaryFolder() },
    { report: (bug) => bugs.push(bug) },
  );
  const { inventory } = engine;
  const store = engine.store.account;
  const events: { changed: Unit[]; removed: string[] }[] = [];
  engine.store.subscribe((_, event) => {
    if (event.kind === 'units') events.push(event);
  });
  afterwards(() => {
    engine.dispose();
    expect(bugs).toEqual([]);
  });
  const isRunning = () => store.state().manager.kind === 'running';
  await until('the inventory is complete', isRunning);
  const units = () => store.state().units;
  return { units, events, inventory, isRunning, unit: (name: string) => units()[name] };
};

type Row = Record<string, string>;

/** What `systemctl list-unit-files` reports for every unit file. */
const saidOfFiles = async (): Promise<Row> => {
  const said = await systemctl('list-unit-files', '--all', '--no-legend', '--no-pager', '--plain');
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
const keptOf = (
  units: Readonly<Record<string, Unit>>,
  names: string[],
  tell: (unit: Unit) => string,
): Row =>
  Object.fromEntries(
    names.map((name) => {
      const unit = units[name];
      return [name, unit === undefined ? 'not there' : tell(unit)];
    }),
  );

/** Fails unless the kept state matches systemctl within a few seconds, for every unit file and loaded unit. */
export const expectTrue = async (units: () => Readonly<Record<string, Unit>>): Promise<number> => {
  const files = await saidOfFiles();
  const memory = await saidOfMemory();
  const keptFiles = () => keptOf(units(), Object.keys(files), (unit) => unit.unitFileState);
  const keptMemory = () =>
    keptOf(units(), Object.keys(memory), (unit) =>
      [
        unit.activeState,
        unit.subState,
        unit.description,
        unit.needDaemonReload ? 'reload' : '',
      ].join(' | '),
    );
  /** Units that systemctl doesn't know, except stopped instances of templates. */
  const tooMany = () =>
    Object.values(units())
      .filter(({ name }) => files[name] === undefined && memory[name] === undefined)
      .filter(({ name, activeState }) => !name.includes('@') || activeState !== 'inactive')
      .map(({ name }) => name);
  const same = (a: Row, b: Row) => JSON.stringify(a) === JSON.stringify(b);
  await until(
    'the kept state matches systemctl',
    () => same(keptFiles(), files) && same(keptMemory(), memory) && tooMany().length === 0,
    4000,
  ).catch(() => undefined);
  expect(keptFiles()).toEqual(files);
  expect(keptMemory()).toEqual(memory);
  expect(tooMany()).toEqual([]);
  return Object.keys(files).length + Object.keys(memory).length;
};
