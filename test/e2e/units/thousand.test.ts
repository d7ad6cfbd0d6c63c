/** A thousand units, in a Hearth that no debugger slows down: only its page is driven. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sleeper, unitPath } from '../driving/files.ts';
import { attach, startAlone } from '../driving/hearth.ts';
import { said, until } from '../driving/outside.ts';
import { answersLine, answersOf, answerTo } from './answers.ts';

const profile = '/tmp/hearth-thousand';

let app: ReturnType<typeof startAlone>;
let detach: () => Promise<void>;
let page: Page;

const row = (name: RegExp) => page.getByRole('treeitem', { name });

const many = Array.from({ length: 1000 }, (_, at) => `list-many-${String(at)}.service`);

beforeAll(async () => {
  await rm(profile, { recursive: true, force: true });
  app = startAlone(profile);
  ({ detach, page } = await attach(profile));
  await mkdir(path.dirname(unitPath('list-aaa.service')), { recursive: true });
  await Promise.all(many.map((unit) => writeFile(unitPath(unit), sleeper(`Number ${unit}`))));
  await said('systemctl', '--user', 'daemon-reload');
  await row(/list-many-1\.service/).waitFor();
});
afterAll(async () => {
  await detach();
  app.kill('SIGTERM');
  await app;
  await rm(profile, { recursive: true, force: true });
  await said('systemctl', '--user', 'stop', 'list-many-*');
  await Promise.all(many.map((unit) => rm(unitPath(unit), { force: true })));
  await rm(unitPath('list-aaa.service'), { force: true });
  await said('systemctl', '--user', 'daemon-reload');
});

const tree = () => page.getByRole('tree', { name: 'Services' });
const top = () => tree().evaluate((element) => element.scrollTop);
/** How far a row is below the top edge of the list. */
const place = async (name: RegExp): Promise<number> =>
  ((await row(name).boundingBox())?.y ?? 0) - ((await tree().boundingBox())?.y ?? 0);

test('visible rows stay in place while others are added, removed and changed', async () => {
  await tree().evaluate((element) => {
    element.scrollTop = 8200;
  });
  await row(/list-many-270\.service/).click();
  const before = await place(/list-many-270\.service/);
  const from = await top();
  await writeFile(unitPath('list-aaa.service'), sleeper('Comes first'));
  await until('the list to grow above', async () => (await top()) === from + 30);
  expect(await place(/list-many-270\.service/)).toBeCloseTo(before, 0);
  await said('systemctl', '--user', 'start', 'list-many-270.service');
  await row(/list-many-270\.service.*running/).waitFor();
  await rm(unitPath('list-aaa.service'));
  await until('the list to shrink above', async () => (await top()) === from);
  expect(await place(/list-many-270\.service/)).toBeCloseTo(before, 0);
  expect(await row(/list-many-270\.service/).getAttribute('aria-selected')).toBe('true');
});

test('stays responsive while 300 services restart at once', { timeout: 120_000 }, async () => {
  const some = many.slice(0, 300);
  await said('systemctl', '--user', 'start', ...some);
  const waits: number[] = [];
  const restart = () => said('systemctl', '--user', 'restart', ...some);
  let storm: Promise<void> | null = null;
  // One storm has room for a dozen clicks: again, until there were enough for a median to judge by.
  while (storm !== null || waits.length <= 40) {
    storm ??= restart().then(() => {
      storm = null;
    });
    const name = waits.length % 2 === 0 ? 'Log' : 'Overview';
    waits.push(await answerTo(page, name));
  }
  const answers = answersOf(waits);
  console.log(answersLine(answers));
  // Never frozen; how fast it is overall is measured by the benchmark change.storm.
  expect(answers.median).toBeLessThan(100);
  expect(answers.longest).toBeLessThan(1000);
  const words = '--user list-units --state=active --plain --no-legend list-many-*'.split(' ');
  expect((await said('systemctl', ...words)).split('\n')).toHaveLength(300);
});
