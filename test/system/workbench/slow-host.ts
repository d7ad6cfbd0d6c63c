/**
 * A slow and unreliable host: delays each call, counts calls by kind, and refuses some writes, as if the disk filled up
 * and was cleared again.
 */
import { fail } from '../../../electron/core/problems/problem.ts';
import type { Host } from '../../../electron/host/host.ts';
import type { HostFiles } from '../../../electron/host/host-files.ts';

/** Calls that write and may fail, without those that promise never to throw. */
const writes: ReadonlySet<string> = new Set<keyof HostFiles>([
  'put',
  'putPrivate',
  'append',
  'take',
  'remove',
  'link',
  'unlink',
  'unmask',
  'makeFolders',
  'makeFolder',
  'removeFolder',
  'setMode',
]);

type Call = (...args: never[]) => Promise<unknown>;

export interface SlowHost {
  host: Host;
  /** The kind of each call since the last `forget`. */
  calls(): string[];
  forget(): void;
  /** Refuses this share of writes from now on, from 0 to 1. Returns how many were refused so far. */
  refuse(part: number): number;
}

/** @param options.delayMs added to each call. @param options.random decides which writes to refuse. */
export const slowHost = (
  real: Host,
  options: { delayMs: number; random: () => number },
): SlowHost => {
  let calls: string[] = [];
  let part = 0;
  let refused = 0;
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, options.delayMs));

  const refusal = async (name: string, args: never[]): Promise<Error | null> => {
    if (!writes.has(name) || options.random() >= part) return null;
    refused += 1;
    const [path, several] = args as unknown as [string | readonly string[], unknown];
    // Of several files, write all but the last.
    if (name === 'putPrivate' && Array.isArray(several)) {
      await real.files.putPrivate(path as string, several.slice(0, -1) as []);
    }
    return fail('disk-full', { path: typeof path === 'string' ? path : (path[0] ?? '') });
  };

  const slowed =
    (name: string, call: Call): Call =>
    async (...args) => {
      const [, wanted] = args as unknown as [unknown, { texts?: readonly string[] } | undefined];
      // Reading the list covers all types; reading one unit names it.
      const isList = name === 'readTree' && wanted?.texts?.includes('.service') === true;
      calls.push(isList ? 'list' : name);
      await pause();
      const error = await refusal(name, args);
      if (error !== null) throw error;
      return call(...args);
    };

  const slowAll = <Calls extends object>(all: Calls): Calls =>
    Object.fromEntries(
      Object.entries(all).map(([name, call]) => [name, slowed(name, call as Call)]),
    ) as Calls;

  const { run, stream, has, pathOf, bus, usage, mounts, processes } = real;
  const host: Host = {
    ...real,
    ...slowAll({ run, stream, has, pathOf, bus, usage, mounts, processes }),
    files: slowAll(real.files),
    checks: slowAll(real.checks),
    watch: (folders, changed) => {
      calls.push('watch');
      const watch = real.watch(folders, changed);
      return {
        ...watch,
        follow: (wanted) => {
          calls.push('follow');
          watch.follow(wanted);
        },
      };
    },
    watchFile: (path, changed) => {
      calls.push('watchFile');
      return real.watchFile(path, changed);
    },
  };
  return {
    host,
    calls: () => calls,
    forget: () => {
      calls = [];
    },
    refuse: (now) => {
      part = now;
      return refused;
    },
  };
};
