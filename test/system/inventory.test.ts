import { expect, test } from 'vitest';
import { unitFileLookup } from '../../electron/core/unit-file-state.ts';
import { createAnalyze } from '../../electron/system/analyze.ts';
import { createUnitTree } from '../../electron/system/unit-tree.ts';
import { createBench, person } from './bench.ts';
import { systemctl } from './manager-bench.ts';
import { layOutOddUnits } from './odd-units.ts';
import { emptyFolder } from './unit-folder.ts';

/** What `systemctl list-unit-files` says of every unit file. */
const saidOfFiles = async (): Promise<Record<string, string>> => {
  const said = await systemctl('list-unit-files', '--all', '--no-legend', '--no-pager', '--plain');
  return Object.fromEntries(
    said
      .split('\n')
      .map((line) => line.split(/\s+/))
      .filter((words): words is [string, string] => words.length > 1),
  );
};

test('the state of every unit file is what systemctl says, in every odd case', async () => {
  await emptyFolder();
  await layOutOddUnits();
  const searchPath = await createAnalyze(createBench().runner).unitPaths();
  const tree = createUnitTree({ searchPath, ...person });
  await tree.read(null);
  const lookup = unitFileLookup(tree.folders(), { upholds: false });
  const names = new Set(tree.folders().flatMap(({ entries }) => [...entries.keys()]));
  const states = Object.fromEntries(
    [...names].flatMap((name) => {
      const found = lookup(name);
      return found === null ? [] : [[name, found.state]];
    }),
  );
  const said = await saidOfFiles();
  console.log(JSON.stringify(Object.entries(said).filter(([name]) => name.startsWith('odd')), null, 0));
  expect(states).toEqual(said);
});
