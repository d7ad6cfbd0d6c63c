/** What a page may ask: much at once, or much in one call. */
import { expect, test, vi } from 'vitest';
import { emptyForm } from '../../../electron/core/create/service-form.ts';
import { wholeLog } from '../../../electron/core/logs/query.ts';
import { createFloodGate } from '../../../electron/ipc/floods.ts';
import { isSmall } from '../../../electron/ipc/input-size.ts';
import { methodNames, type Handlers } from '../../../electron/ipc/contract/index.ts';
import { answer } from '../../../electron/ipc/server.ts';
import { measureTurns } from '../../hostile/longest-turn.ts';
import { randomOfRun, type Random } from '../../fuzz/random.ts';

/** Works that end when told to. */
const createWorks = () => {
  const ends: (() => void)[] = [];
  return {
    begun: (): number => ends.length,
    work: vi.fn(
      () =>
        new Promise<number>((resolve) =>
          ends.push(() => {
            resolve(ends.length);
          }),
        ),
    ),
    endAll: async (): Promise<void> => {
      // Those that begin meanwhile, too.
      for (const end of ends) {
        end();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
};

test('runs four questions of a kind at once, and equal ones that wait only once', async () => {
  const floods = createFloodGate();
  const { work, begun, endAll } = createWorks();
  const asked = Array.from({ length: 500 }, () =>
    floods.take('logFields', { cursor: 's=1' }, work),
  );
  const other = floods.take('unitHistory', { unit: 'a.service' }, work);
  await Promise.resolve();
  expect(begun()).toBe(5);
  await endAll();
  expect((await Promise.all(asked)).length).toBe(500);
  await other;
  expect(work).toHaveBeenCalledTimes(6);
});

test('a question that is asked while an equal one runs sees what happened since', async () => {
  const floods = createFloodGate();
  let now = 'old';
  const look = (): Promise<string> => {
    const seen = now;
    return new Promise((resolve) => setImmediate(resolve, seen));
  };
  const first = floods.take('unitSource', { unit: 'a.service' }, look);
  now = 'new';
  expect(await floods.take('unitSource', { unit: 'a.service' }, look)).toBe('new');
  expect(await first).toBe('old');
});

test('runs every action, a few at once in their order, and refuses too many', async () => {
  const floods = createFloodGate();
  const { work, begun, endAll } = createWorks();
  const asked = Array.from({ length: 500 }, () =>
    floods.take('reloadManager', { unit: 'a.service' }, work),
  );
  const outcomes = Promise.allSettled(asked);
  await Promise.resolve();
  expect(begun()).toBe(16);
  await endAll();
  const done = (await outcomes).map(({ status }) => status);
  expect(done.filter((status) => status === 'fulfilled')).toHaveLength(216);
  expect(done.slice(0, 216)).not.toContain('rejected');
  await expect(asked[300]).rejects.toMatchObject({ problem: { code: 'busy' } });
});

test('goes on after a call that fails', async () => {
  const floods = createFloodGate();
  const failing = Array.from({ length: 50 }, () =>
    floods.take('actOnUnit', {}, () => Promise.reject(new Error('no'))),
  );
  expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(
    true,
  );
  expect(await floods.take('actOnUnit', {}, () => Promise.resolve(1))).toBe(1);
});

const none = {} as Handlers;
const huge = 'x'.repeat(20e6);
const bad: [what: string, name: (typeof methodNames)[number], input: unknown][] = [
  [
    'two million numbers as names',
    'whyLogEmpty',
    { ...wholeLog, units: Array.from({ length: 2e6 }, (_, at) => at) },
  ],
  [
    'a few thousand numbers as names',
    'whyLogEmpty',
    { ...wholeLog, units: Array.from({ length: 5e3 }, (_, at) => at) },
  ],
  [
    'a text of 20 MB as a version',
    'removeDropIn',
    { unit: 'a.service', name: 'a.conf', version: huge },
  ],
  [
    'a text of 1 MB as a version',
    'removeDropIn',
    { unit: 'a.service', name: 'a.conf', version: 'x'.repeat(1e6) },
  ],
  ['a key of 1 MB', 'checkForm', { ...emptyForm(), ['k'.repeat(1e6)]: 1 }],
  [
    'a text of 1 MB as a section',
    'openWindow',
    { kind: 'unit', unit: 'a.service', section: 'x'.repeat(1e6) },
  ],
  ['a text of 1 MB instead of an object', 'unitDetails', 'x'.repeat(1e6)],
];
test.each(bad)('refuses %s at its first fault, in a line', async (_, name, input) => {
  const longest = measureTurns();
  const refused = await answer(none, name, input, () => undefined);
  expect(longest()).toBeLessThan(100);
  expect(refused.ok).toBe(false);
  expect(JSON.stringify(refused).length).toBeLessThan(600);
});

test('a bug’s message is cut, whatever it quotes', async () => {
  const handlers = {
    snapshot: () => {
      throw new Error('x'.repeat(1e6));
    },
  } as unknown as Handlers;
  const refused = await answer(handlers, 'snapshot', undefined, () => undefined);
  expect(JSON.stringify(refused).length).toBeLessThan(600);
});

test('measures an input without walking through more than it allows', () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  let deep: unknown = 1;
  for (let depth = 0; depth < 1e5; depth += 1) deep = { deep };
  expect([cycle, deep, huge, new Uint8Array(40e6), Array(1e6)].map(isSmall)).toEqual(
    Array(5).fill(false),
  );
  expect([undefined, null, 1, 'a', new Uint8Array(8e6), { a: [1, 'b'] }].map(isSmall)).toEqual(
    Array(6).fill(true),
  );
});

const randomInput = (random: Random, depth = 0): unknown => {
  const keys = [
    'unit',
    'file',
    'version',
    'bytes',
    'name',
    'kind',
    'query',
    'cursor',
    'id',
    '__proto__',
    'enable',
  ];
  switch (random.number(depth > 3 ? 6 : 8)) {
    case 0:
      return random.number(1e9) - 5e8;
    case 1:
      return random.pick([
        'a.service',
        'fragment',
        'drop-in',
        '../../x',
        '\0',
        '',
        's=1;i=2',
        'a@.timer',
        '💥'.repeat(300),
      ]);
    case 2:
      return random.pick([null, undefined, true, NaN, Infinity, -0, 10n]);
    case 3:
      return new Uint8Array(random.number(5000));
    case 4:
      return new Date(random.number(1e9));
    case 5:
      return new Map([[1, 2]]);
    case 6:
      return random.list(5, () => randomInput(random, depth + 1));
    default:
      return Object.fromEntries(
        random.list(6, () => [random.pick(keys), randomInput(random, depth + 1)]),
      );
  }
};

test('no random input throws, or is quoted over a line', { timeout: 30_000 }, async () => {
  const seed = Number(process.env['HEARTH_TEST_SEED'] ?? Date.now() % 1_000_000);
  console.log(`random inputs: HEARTH_TEST_SEED=${String(seed)}`);
  const handlers = Object.fromEntries(
    methodNames.map((name) => [name, () => null]),
  ) as unknown as Handlers;
  let refused = 0;
  for (let run = 0; run < 2000; run += 1) {
    const random = randomOfRun(seed, run);
    const outcome = await answer(
      handlers,
      random.pick(methodNames),
      randomInput(random),
      () => undefined,
    );
    if (outcome.ok) continue;
    refused += 1;
    expect(JSON.stringify(outcome).length).toBeLessThan(600);
  }
  expect(refused).toBeGreaterThan(1000);
});
