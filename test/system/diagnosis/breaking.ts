/** Makes broken services, and breaks them, many at once: whoever waits shares one look at systemd. */
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { person, sudo } from '../workbench/bench.ts';
import { isOver, type Broken, type Shown } from './broken.ts';
import {
  atTheEnd,
  brokenFolder,
  createPlace,
  run,
  systemctlQuietly,
  type Place,
} from './making.ts';

const properties = [
  ...['Id', 'LoadState', 'ActiveState', 'SubState', 'Result', 'Job', 'NRestarts', 'UnitFileState'],
  ...['ExecMainCode', 'ExecMainStatus'],
];

/** What systemd shows of these units, by name. */
const shownOf = async (units: readonly string[]): Promise<ReadonlyMap<string, Shown>> => {
  const names = `--property=${properties.join(',')}`;
  const { stdout } = await systemctlQuietly('show', names, '--', ...units);
  return new Map(
    stdout.split('\n\n').map((block, index) => {
      const rows = block.split('\n').map((line): [string, string] => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)];
      });
      return [units[index] ?? '', Object.fromEntries(rows)];
    }),
  );
};

interface Awaited {
  unit: string;
  isThere(shown: Shown): boolean;
  latest: number;
  resolve(): void;
  reject(error: Error): void;
}

const awaited = new Set<Awaited>();
let isLooking = false;

const look = async (): Promise<void> => {
  isLooking = true;
  while (awaited.size > 0) {
    const now = [...awaited];
    const shown = await shownOf([...new Set(now.map(({ unit }) => unit))]);
    for (const one of now) {
      const seen = shown.get(one.unit) ?? {};
      if (one.isThere(seen)) {
        awaited.delete(one);
        one.resolve();
      } else if (Date.now() > one.latest) {
        awaited.delete(one);
        one.reject(new Error(`${one.unit} stays so: ${JSON.stringify(seen)}`));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  isLooking = false;
};

/** Waits until systemd shows a unit so; throws with what it shows instead. */
export const untilShown = (
  unit: string,
  isThere: (shown: Shown) => boolean,
  limitMs: number,
): Promise<void> =>
  new Promise((resolve, reject) => {
    awaited.add({ unit, isThere, latest: Date.now() + limitMs, resolve, reject });
    if (isLooking) return;
    look().catch((error: unknown) => {
      isLooking = false;
      for (const one of awaited)
        one.reject(error instanceof Error ? error : new Error(String(error)));
      awaited.clear();
    });
  });

/** Does the work for each, a few at once. */
export const forEach = async <Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

/** Empties alice’s unit folder until the end, when everything of this run goes. */
export const openUnitFolder = async (): Promise<void> => {
  const { unitFolder } = person;
  const aside = `${unitFolder}-${run}`;
  await mkdir(unitFolder, { recursive: true });
  await rename(unitFolder, aside);
  await mkdir(unitFolder);
  await mkdir(brokenFolder);
  atTheEnd(async () => {
    await systemctlQuietly('kill', '--signal=SIGKILL', '--', `*-${run}.*`);
    await systemctlQuietly('stop', '--', `*-${run}.*`);
    await sudo('rm', '-rf', '--', unitFolder, brokenFolder);
    await rename(aside, unitFolder);
    await systemctlQuietly('daemon-reload');
    await systemctlQuietly('reset-failed');
  });
};

export interface Subject {
  broken: Broken;
  at: Place;
  /** The unit to ask about. */
  unit: string;
}

/** Makes one, not yet loaded. */
export const makeBroken = async (broken: Broken): Promise<Subject> => {
  const at = createPlace(broken.name);
  await mkdir(at.folder, { recursive: true });
  await broken.make(at);
  return { broken, at, unit: broken.diagnose?.(at) ?? at.unit };
};

/** Does what breaks it. */
export const runBroken = async ({ broken, at }: Subject): Promise<void> => {
  if (broken.run === undefined) await at.start();
  else if (broken.run !== false) await broken.run(at);
};

/** Breaks it, and waits until it’s broken. */
export const breakIt = async (subject: Subject): Promise<void> => {
  await runBroken(subject);
  await untilShown(subject.unit, subject.broken.isBroken ?? isOver, 20_000);
};

/** The folders where units, links and data of broken services are. */
export const watchedFolders = [
  person.unitFolder,
  path.join(person.home, '.local/share/systemd/user'),
  path.join(person.runtimeFolder, 'systemd/user'),
];
