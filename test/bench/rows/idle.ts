/** What an app costs while nobody is looking: memory, CPU time, wake-ups, programs started. */
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import { copyElectron, makeProfile, paintOf, startApp, type App, type AppName } from '../apps.ts';
import { clearUnits, layUnits } from '../own-units.ts';
import { cpuOf, memoryOf, treeOf, wakeUpsOf, type Memory } from '../process-tree.ts';
import { rowOf, type Group, type Row } from '../row.ts';

export const idleSeconds = 60;
/**
 * From the last action on an app until it counts as idle. V8 collects garbage once more, about 30 s after the window
 * was closed, and then never again; that belongs to the closing. Seen with strace, in both apps.
 */
const settleMs = 45_000;
const memoryRounds = 3;
const memorySettleMs = 4000;

type Life = 'window' | 'closed' | 'hidden';

type How = Pick<Parameters<typeof startApp>[1], 'profile' | 'scope' | 'electron'>;

/** Starts an app and brings it into the state to be measured. */
export const bringTo = async (name: AppName, life: Life, how: How) => {
  const app = startApp(name, { ...how, args: life === 'hidden' ? ['--hidden'] : [] });
  if (life !== 'hidden') await paintOf(app);
  if (life === 'closed') {
    await pause(1000);
    app.closeWindow();
  }
  return app;
};

const memoryIn = async (name: AppName, life: Life, how: How): Promise<Memory> => {
  const app = await bringTo(name, life, how);
  try {
    await pause(memorySettleMs);
    return await memoryOf(app.pid);
  } finally {
    await app.end();
  }
};

const measureMemory = async (): Promise<Row[]> => {
  const [mine, theirs] = [await makeProfile(), await makeProfile()];
  const hello: Memory[] = [];
  const hidden: Memory[] = [];
  const closed: Memory[] = [];
  const copy = await copyElectron();
  const { electron } = copy;
  try {
    // One at a time: two Electrons share pages, and PSS would halve them.
    for (let i = 0; i < memoryRounds; i += 1) {
      hello.push(await memoryIn('hello', 'window', { profile: theirs.folder, electron }));
      hidden.push(await memoryIn('hearth', 'hidden', { profile: mine.folder, electron }));
      closed.push(await memoryIn('hearth', 'closed', { profile: mine.folder, electron }));
    }
  } finally {
    await mine.remove();
    await theirs.remove();
    await copy.remove();
  }
  const total = (runs: readonly Memory[]): number[] => runs.map(({ bytes }) => bytes / 1e6);
  const byKind = (runs: readonly Memory[]) => runs.map(({ kinds }) => kinds);
  const peer = { name: 'hello-world with its window', runs: total(hello) };
  return [
    rowOf({
      name: 'idle.memory',
      measured: 'PSS of all processes, started hidden',
      unit: 'MB',
      runs: total(hidden),
      peer,
      goal: { ratioAtMost: 0.75 },
      details: { hearth: byKind(hidden), hello: byKind(hello) },
    }),
    rowOf({
      name: 'idle.memory.closed',
      measured: 'PSS of all processes, after the window was closed',
      unit: 'MB',
      runs: total(closed),
      peer,
      goal: { ratioAtMost: 0.85 },
      details: { hearth: byKind(closed) },
    }),
  ];
};

export interface Use {
  cpuMs: number;
  wakeUps: number;
  /** By thread, busiest first. */
  threads: Record<string, number>;
}

export const useOf = async (app: App, waited: Promise<unknown>): Promise<Use> => {
  const [cpu, before] = [await cpuOf(app.pid), await wakeUpsOf(app.pid)];
  await waited;
  const [cpuAfter, after] = [await cpuOf(app.pid), await wakeUpsOf(app.pid)];
  const byThread = [...after]
    .map(([thread, count]): [string, number] => [thread, count - (before.get(thread) ?? 0)])
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  return {
    cpuMs: (cpuAfter - cpu) / 1000,
    wakeUps: byThread.reduce((sum, [, count]) => sum + count, 0),
    threads: Object.fromEntries(byThread.slice(0, 8)),
  };
};

/** The programs that an app starts: strace is attached to each of its processes. */
const programsOf = async (app: App): Promise<string[]> => {
  const pids = (await treeOf(app.pid)).flatMap((pid) => ['-p', String(pid)]);
  const words = ['-f', '-q', '-e', 'trace=execve', ...pids];
  const began = performance.now();
  const { stderr } = await execa(
    'sudo',
    ['-n', 'timeout', String(idleSeconds), 'strace', ...words],
    { reject: false, stdin: 'ignore' },
  );
  if (performance.now() - began < idleSeconds * 1000 - 500)
    throw new Error(`strace ended early: ${stderr}`);
  return stderr.split('\n').filter((line) => line.includes('execve('));
};

/** The two rows of what an idle app costs. `measured` says in which state the processor time was. */
export const useRows = (
  name: string,
  measured: string,
  mine: readonly Use[],
  theirs: readonly Use[],
): Row[] => [
  rowOf({
    name,
    measured,
    unit: 'ms',
    runs: mine.map(({ cpuMs }) => cpuMs),
    peer: { name: 'hello-world, tray only', runs: theirs.map(({ cpuMs }) => cpuMs) },
    goal: { ratioAtMost: 1.1 },
  }),
  rowOf({
    name: `${name}.wakeups`,
    measured: `voluntary context switches of all threads in the same ${idleSeconds} s`,
    unit: '',
    runs: mine.map(({ wakeUps }) => wakeUps),
    peer: { name: 'hello-world, tray only', runs: theirs.map(({ wakeUps }) => wakeUps) },
    goal: { ratioAtMost: 1.1 },
    details: { hearth: mine[0]?.threads, hello: theirs[0]?.threads },
  }),
];

const idleRows = (mine: readonly Use[], theirs: readonly Use[], programs: string[]): Row[] => [
  ...useRows(
    'idle.cpu',
    `processor time of all processes in ${idleSeconds} s, tray only, from ${settleMs / 1000} s after the window was closed`,
    mine,
    theirs,
  ),
  rowOf({
    name: 'idle.spawns',
    measured: `programs started in ${idleSeconds} idle seconds, by strace on another Hearth`,
    unit: '',
    runs: [programs.length],
    goal: { atMost: 0 },
    ...(programs.length > 0 ? { details: { programs } } : {}),
  }),
];

/** All at once: idle apps do not disturb one another, and a busy machine affects all alike. */
const measureIdle = async (): Promise<Row[]> => {
  const lives = ['hearth', 'hello', 'hearth', 'hello', 'hearth'] as const;
  const profiles = await Promise.all(lives.map(makeProfile));
  const apps: App[] = [];
  try {
    for (const [i, name] of lives.entries())
      apps.push(await bringTo(name, 'closed', { profile: profiles[i]?.folder ?? '', scope: true }));
    await pause(settleMs);
    const [a, b, c, d, straced] = apps;
    if (!a || !b || !c || !d || !straced) throw new Error('not all apps started');
    const waited = pause(idleSeconds * 1000);
    const uses = [a, b, c, d].map((app) => useOf(app, waited));
    const programs = await programsOf(straced);
    const [mine, theirs, mineToo, theirsToo] = await Promise.all(uses);
    if (!mine || !theirs || !mineToo || !theirsToo) throw new Error('not all apps were measured');
    return idleRows([mine, mineToo], [theirs, theirsToo], programs);
  } finally {
    await Promise.all(apps.map((app) => app.end()));
    await Promise.all(profiles.map((profile) => profile.remove()));
  }
};

const withUnits = async (measure: () => Promise<Row[]>): Promise<Row[]> => {
  await layUnits({ count: 20, running: 10 });
  try {
    return await measure();
  } finally {
    await clearUnits();
  }
};

export const memory: Group = {
  names: ['idle.memory', 'idle.memory.closed'],
  measure: async (tell) => {
    tell(...(await withUnits(measureMemory)));
  },
};

export const idle: Group = {
  names: ['idle.cpu', 'idle.cpu.wakeups', 'idle.spawns'],
  measure: async (tell) => {
    tell(...(await withUnits(measureIdle)));
  },
};
