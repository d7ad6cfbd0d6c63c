/** What started a run, and how the journal limits what is known. */
import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRunHistory } from '../../../electron/engine/runs/run-history.ts';
import { createJournalFiles } from '../../../electron/system/journal/access.ts';
import { createJournalctl } from '../../../electron/system/journal/journalctl.ts';
import { quietFor } from '../../quiet.ts';
import { files, person, property, service, temporaryFolder, until } from '../workbench/bench.ts';
import { runner, unique } from '../workbench/journal.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { begin, bench, historyOf, open, reaches, runsOf, sh } from './runs-bench.ts';

describe('what started a run', () => {
  test('Hearth, for its own buttons, and nobody for others', async () => {
    await open();
    const unit = unique('mine');
    await service(unit, ['[Service]', 'ExecStart=/bin/sleep 1000']);
    await bench.inventory.refresh();
    expect(await bench.handlers.actOnUnit({ unit, action: 'start' })).toBeNull();
    expect((await runsOf(unit)).map(({ startedBy }) => startedBy)).toEqual(['you']);
    await bench.handlers.actOnUnit({ unit, action: 'stop' });
    await quietFor(2000, 'a start right after a command of Hearth counts as its own');
    await begin(unit);
    expect((await runsOf(unit)).map(({ startedBy }) => startedBy)).toEqual(['unknown', 'you']);
  });

  test('a timer', async () => {
    await open();
    const unit = unique('timed');
    const timer = unit.replace('.service', '.timer');
    await service(unit, ['[Service]', 'Type=oneshot', sh('exit 0')]);
    await service(timer, ['[Timer]', 'OnActiveSec=1s', 'AccuracySec=1ms']);
    await systemctl('start', timer);
    await until('a run', async () => (await runsOf(unit)).length === 1);
    expect((await runsOf(unit))[0]).toMatchObject({ startedBy: 'trigger', trigger: timer });
  });

  test('a path unit', async () => {
    await open();
    const unit = unique('watching');
    const watcher = unit.replace('.service', '.path');
    const file = path.join(await temporaryFolder(), 'inbox');
    await writeFile(file, '');
    await service(unit, ['[Service]', 'ExecStart=/bin/sleep 1000']);
    await service(watcher, ['[Path]', `PathChanged=${file}`]);
    await systemctl('start', watcher);
    await bench.inventory.refresh();
    await utimes(file, new Date(), new Date());
    await writeFile(file, 'x');
    await reaches(unit, 'active');
    await until(
      'the watcher’s state',
      () => bench.store.state().units[watcher]?.subState === 'running',
    );
    expect((await runsOf(unit))[0]).toMatchObject({ startedBy: 'trigger', trigger: watcher });
  });

  test('a path unit, also once the run has ended, and not for a start by hand', async () => {
    await open();
    const unit = unique('ended');
    const watcher = unit.replace('.service', '.path');
    const file = path.join(await temporaryFolder(), 'inbox');
    await writeFile(file, '');
    await service(unit, ['[Service]', 'Type=oneshot', sh('sleep 0.3')]);
    await service(watcher, ['[Path]', `PathChanged=${file}`]);
    await systemctl('start', watcher);
    await quietFor(1100, 'the path waits for longer than a run may be apart from its end');
    await writeFile(file, 'x');
    await bench.inventory.refresh();
    await until('the run', async () => (await runsOf(unit))[0]?.outcome === 'success');
    await until('the row', async () => (await runsOf(unit))[0]?.trigger === watcher);
    await quietFor(2000, 'what starts later than this after the end of a run is another one');
    await begin(unit);
    await until('the second', async () => (await runsOf(unit)).length === 2);
    expect((await runsOf(unit)).map(({ trigger }) => trigger)).toEqual([null, watcher]);
  });
});

describe('a journal', () => {
  const { runRecords } = createJournalctl({
    runner,
    uid: person.uid,
    readsSystem: () => Promise.resolve(false),
  });

  test('read newest first, only as far as wanted', async () => {
    await open();
    const unit = unique('many');
    await service(unit, [
      ...['[Unit]', 'StartLimitIntervalSec=0', '[Service]', 'Type=oneshot'],
      sh('exit 0'),
    ]);
    for (let round = 0; round < 6; round += 1) await begin(unit);
    const all = await historyOf(unit);
    expect(all.runs).toHaveLength(6);
    expect(all.complete).toBe(true);
    const some = await historyOf(unit, 3);
    expect(some.complete).toBe(false);
    expect(some.runs.map(({ invocation }) => invocation)).toEqual(
      all.runs.slice(0, 3).map(({ invocation }) => invocation),
    );
    const { ended, records } = await runRecords(unit, 2);
    expect(ended).toBe(false);
    expect(records.length).toBeLessThan(20);
  });

  test('that can’t be read leaves the current run, and says so', async () => {
    await open();
    const unit = unique('unread');
    await service(unit, ['[Service]', 'ExecStart=/bin/sleep 1000']);
    await begin(unit);
    const history = createRunHistory({
      store: bench.store,
      inventory: bench.inventory,
      commandLog: { of: () => [] },
      runRecords: () => Promise.resolve({ records: [], ended: true }),
      files: createJournalFiles(files, 4242, await temporaryFolder()),
      lingersSince: () => Promise.resolve(null),
    });
    const { runs, readable, access } = await history({ unit, count: 5 });
    expect({ readable, access }).toEqual({ readable: false, access: 'no-journal' });
    expect(runs).toMatchObject([
      { outcome: 'running', invocation: await property(unit, 'InvocationID') },
    ]);
  });

  test('without a record of the unit gives no runs', async () => {
    await open();
    expect(await historyOf(unique('never'))).toMatchObject({ runs: [], complete: true });
  });
});
