/** Processes as /proc shows them. Never kill by pid alone: another process may have got it since. */
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process, and when it started (in clock ticks since boot), which no later process with the same pid shares. */
export interface Identity {
  pid: number;
  started: string;
}

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** The fields of /proc/PID/stat from the third on (state first); proc(5). The second, the name, may contain anything. */
const statFields = (pid: number) =>
  read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');

export const identify = (pid: number): Identity | undefined => {
  const started = statFields(pid)?.[19];
  return started === undefined ? undefined : { pid, started };
};

/** Alive, and still the same process. A zombie is dead. */
export const isAlive = ({ pid, started }: Identity): boolean => {
  const fields = statFields(pid);
  return fields?.[19] === started && fields[0] !== 'Z';
};

export const childrenOf = (pid: number): number[] =>
  (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean).map(Number);

/** Every process that runs this program and was given this exact word. */
export const findProcesses = (program: string, word: string): Identity[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const [path, ...words] = (read(`/proc/${pid}/cmdline`) ?? '').split('\0');
      return path?.split('/').at(-1) === program && words.includes(word);
    })
    .flatMap((pid) => identify(Number(pid)) ?? []);

/** Sends a signal; ignores a process that has already ended. A negative pid is a process group. */
export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // ESRCH: it has ended.
  }
};

export const kill = (process: Identity, name: NodeJS.Signals): void => {
  if (isAlive(process)) signal(process.pid, name);
};

/** Asks every 20 ms until the answer is true; returns false if it was not within `limit` ms. */
export const until = async (
  limit: number,
  ask: () => boolean | Promise<boolean>,
): Promise<boolean> => {
  const end = performance.now() + limit;
  while (!(await ask())) {
    if (performance.now() > end) return false;
    await sleep(20);
  }
  return true;
};
