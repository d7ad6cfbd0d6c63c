/** A log of a million lines, opened, read and searched, taking turns with journalctl. */
import { execa } from 'execa';
import type { Page } from 'playwright-core';
import { journalFields } from '../../../electron/core/logs/entry.ts';
import { wholeLog } from '../../../electron/core/logs/query.ts';
import { fillJournal, removeBulk } from '../../e2e/driving/journal.ts';
import { openHearth } from '../hearth-window.ts';
import { nextClickPainted, readLines, searchPainted } from '../log-page.ts';
import { clearUnits, layUnits, unitName } from '../own-units.ts';
import { rowOf, type Group, type Row } from '../row.ts';

const lines = 1_000_000;
/** The only line that matches the search; most of the log is between it and the end, where the search starts. */
const rareLine = 100_000;
const rareWord = 'needle';
const readCount = 100_000;
const rounds = { open: 7, read: 3, search: 3 };

const unit = unitName(0);

/** Milliseconds that journalctl takes; its output is discarded. */
const journalctl = async (...words: string[]): Promise<number> => {
  const began = performance.now();
  await execa('journalctl', ['--user', '-u', unit, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 120_000,
  });
  return performance.now() - began;
};

/** Runs both in turns, this many times; the first turn only warms them up. */
const inTurns = async (
  count: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<{ runs: number[]; peer: number[] }> => {
  const [runs, peer]: [number[], number[]] = [[], []];
  for (let i = 0; i <= count; i += 1) {
    const [mine, other] = [await ours(), await theirs()];
    if (i === 0) continue;
    runs.push(mine);
    peer.push(other);
  }
  return { runs, peer };
};

const tab = (page: Page, name: string) => page.getByRole('tab', { name });

const measureOpen = async (page: Page): Promise<Row> => {
  const firstScreens: number[] = [];
  const ours = async (): Promise<number> => {
    await tab(page, 'Overview').click();
    const painted = await nextClickPainted(page, 1000);
    await tab(page, 'Log').click();
    const { first, all } = await painted();
    firstScreens.push(Math.round(first));
    return all;
  };
  const theirs = () => journalctl('-n', '1000', '-o', 'json');
  const { runs, peer } = await inTurns(rounds.open, ours, theirs);
  return rowOf({
    name: 'logs.open',
    measured:
      'click on Logs → painted at the end, with the last 1,000 of 1,000,000 lines in the view',
    unit: 'ms',
    runs,
    peer: { name: 'journalctl -n 1000 -o json', runs: peer },
    goal: { ratioAtMost: 3 },
    details: { firstScreenMs: firstScreens.slice(1) },
  });
};

const measureRead = async (page: Page): Promise<Row> => {
  const query = { ...wholeLog, units: [unit] };
  const perSecond = (ms: number): number => readCount / (ms / 1000);
  const ours = async () => perSecond(await readLines(page, query, readCount));
  const fields = `--output-fields=${journalFields.join(',')}`;
  const theirs = async () =>
    perSecond(await journalctl('--reverse', '-n', String(readCount), '-o', 'json', fields));
  const { runs, peer } = await inTurns(rounds.read, ours, theirs);
  return rowOf({
    name: 'logs.read',
    measured: `lines a second from the journal through main into rows in the window, ${readCount} of them`,
    unit: 'lines/s',
    runs,
    peer: { name: 'journalctl -o json with the same fields', runs: peer },
    goal: { ratioAtLeast: 0.8 },
  });
};

const measureSearch = async (page: Page): Promise<Row> => {
  await tab(page, 'Log').click();
  const ours = () => searchPainted(page, rareWord);
  const theirs = () => journalctl('--reverse', '-n', '1', '-o', 'json', `--grep=${rareWord}`);
  const { runs, peer } = await inTurns(rounds.search, ours, theirs);
  return rowOf({
    name: 'logs.search',
    measured:
      'a rare word entered → its line painted; 900,000 of 1,000,000 lines are searched before it',
    unit: 'ms',
    runs,
    peer: { name: 'journalctl --reverse -n 1 --grep', runs: peer },
    goal: { ratioAtMost: 1.2 },
  });
};

export const logs: Group = {
  names: ['logs.open', 'logs.read', 'logs.search'],
  measure: async (tell) => {
    await removeBulk();
    await layUnits({ count: 20, running: 10 });
    await fillJournal({
      unit,
      lines,
      message: (index) =>
        index === rareLine
          ? `the ${rareWord} is here`
          : `request ${index} handled in ${index % 977} ms for client ${index % 5003}`,
      priority: (index) => (index % 1000 === 0 ? 3 : 6),
    });
    const { page, close } = await openHearth();
    try {
      await page.getByRole('treeitem', { name: unit.replace('.service', '') }).click();
      for (const measure of [measureOpen, measureRead, measureSearch]) tell(await measure(page));
    } finally {
      await close();
      await clearUnits();
      await removeBulk();
    }
  },
};
