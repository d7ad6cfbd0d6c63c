/**
 * More than a hundred services, broken in as many ways on the real systemd: Hearth must name the cause of each with its
 * evidence, claim nothing else, and admit what it doesn’t know. Its safe remedies must mend them, and be undone.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Diagnosis } from '../../../electron/core/diagnosis/cause.ts';
import { ProblemError } from '../../../electron/core/problems/problem.ts';
import { inside } from '../../machine/paths.ts';
import { localHost, openHearth } from '../../open-engine.ts';
import { until } from '../workbench/bench.ts';
import { breakIt, forEach, makeBroken, openUnitFolder, type Subject } from './breaking.ts';
import { allCases } from './cases/all-cases.ts';
import { judge, readMessages, scoreOf, tableOf, type Judged } from './judging.ts';
import { openLogin } from './login-session.ts';
import { atTheEnd, brokenFolder, endAll, systemctlQuietly } from './making.ts';
import { trySafeRemedies, type Tried } from './remedies.ts';

const wanted = allCases.filter(({ isPossible }) => isPossible !== false);
const judged = new Map<string, Judged>();
/** Services that didn’t break as meant, or weren’t diagnosed, and why. */
const unbroken: string[] = [];
/** Units that Hearth knows nothing of. */
const unlisted = new Set<string>();

const openEngine = async (name: string) => {
  const host = localHost();
  // It answers from what it knows, as the Hearth of somebody who is logged in does.
  await host.loginEnvironment(20_000);
  const bugs: unknown[] = [];
  const opened = openHearth(
    { stateFolder: path.join(brokenFolder, `state-${name}`) },
    { report: (bug) => bugs.push(bug) },
    host,
  );
  atTheEnd(() => {
    opened.dispose();
    expect(bugs).toEqual([]);
  });
  await until('the manager', () => opened.store.state().account.manager.kind === 'running');
  await opened.inventory.refresh();
  return opened;
};

const breakAll = async (): Promise<Subject[]> => {
  const subjects: Subject[] = [];
  for (const broken of wanted) subjects.push(await makeBroken(broken));
  await systemctlQuietly('daemon-reload');
  const slowFirst = [...subjects].sort(
    (a, b) => Number(b.broken.isSlow ?? false) - Number(a.broken.isSlow ?? false),
  );
  await forEach(slowFirst, 12, async (subject) => {
    await breakIt(subject).catch((error: unknown) => {
      unbroken.push(`${subject.broken.name}: ${String(error)}`);
    });
  });
  return subjects;
};

beforeAll(async () => {
  const since = Date.now();
  await openUnitFolder();
  await openLogin();
  const subjects = await breakAll();
  const engine = await openEngine('reader');
  const diagnoses = new Map<string, Diagnosis>();
  await forEach(subjects, 4, async ({ unit, broken }) => {
    try {
      diagnoses.set(unit, await engine.handlers.diagnose({ unit }));
    } catch (error) {
      const code = error instanceof ProblemError ? error.problem.code : String(error);
      if (code === 'no-such-unit' && broken.mayBeUnlisted === true) unlisted.add(broken.name);
      else unbroken.push(`${broken.name}: ${code}`);
    }
  });
  const messages = await readMessages(since);
  for (const subject of subjects) {
    const diagnosis = diagnoses.get(subject.unit);
    if (diagnosis !== undefined)
      judged.set(subject.broken.name, await judge(subject, diagnosis, messages));
  }
  console.log(tableOf([...judged.values()]));
  const answers = [...judged].map(([name, { diagnosis }]) => [name, diagnosis] as const);
  await writeFile(
    path.join(inside.out, 'diagnosis.json'),
    JSON.stringify(Object.fromEntries(answers), null, 2),
  );
}, 150_000);

afterAll(endAll, 60_000);

test('breaks each service as meant', () => {
  expect(unbroken).toEqual([]);
  expect(new Set(wanted.map(({ name }) => name)).size).toBe(wanted.length);
  expect(judged.size + unlisted.size).toBe(wanted.length);
});

test.each(wanted)('claims nothing wrong: $what ($name)', ({ name }) => {
  const one = judged.get(name);
  expect(one !== undefined || unlisted.has(name)).toBe(true);
  expect([...(one?.wrong ?? []), ...(one?.faults ?? [])]).toEqual([]);
});

test('finds the cause with its evidence, and admits what it doesn’t know', () => {
  const score = scoreOf([...judged.values()]);
  console.log(score.words.join('\n'));
  expect(score.known).toBeGreaterThanOrEqual(80);
  expect(score.unnamed).toBeGreaterThanOrEqual(25);
  expect(score.precision).toBe(1);
  expect(score.missed, 'missed').toEqual(score.recall >= 0.95 ? score.missed : []);
});

test('mends with each safe remedy, and undoes it', { timeout: 240_000 }, async () => {
  const tried: Tried[] = [];
  const left = [...judged.values()];
  // A Hearth undoes one change at a time, so several share the work.
  await forEach(['one', 'two', 'three'], 3, async (name) => {
    const engine = await openEngine(name);
    for (let one = left.shift(); one !== undefined; one = left.shift())
      tried.push(...(await trySafeRemedies(engine, one, one.diagnosis.causes)));
  });
  console.log(
    tried
      .map(({ unit, remedy, ms, fault }) => `${unit}: ${remedy}, ${ms} ms: ${fault ?? 'ok'}`)
      .join('\n'),
  );
  const kinds = new Set(tried.map(({ remedy }) => remedy));
  console.log(`${tried.length} safe remedies applied, of ${kinds.size} kinds`);
  expect(kinds.size).toBeGreaterThan(10);
  expect(tried.filter(({ fault }) => fault !== null)).toEqual([]);
});
