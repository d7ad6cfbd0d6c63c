import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '../../build/problem.ts';
import { machineName } from './paths.ts';

/**
 * An abstract socket (unix(7)): binding it is atomic, leaves no file, and the kernel releases it when this process
 * ends, however it ends.
 */
const take = (name: string) =>
  new Promise<Server | undefined>((done, fail) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') done(undefined);
      else fail(error);
    });
    server.listen(`\0${machineName}-${name}`, () => {
      done(server);
    });
  });

/** Does the work while no other process of this checkout holds the lock with that name; waits up to `limit` ms for it. */
export const withLock = async <T>(
  name: string,
  limit: number,
  work: () => Promise<T>,
): Promise<T> => {
  const end = performance.now() + limit;
  let server = await take(name);
  while (server === undefined) {
    if (performance.now() > end)
      throw new ProblemError({
        what: `The test machine's ${name} is in use.`,
        why: `Another process has held it for ${Math.round(limit / 1000)} s.`,
        remedy: 'Wait for that process to end, or end it.',
        command: `ss -xlp | grep ${machineName}-${name}`,
      });
    await sleep(100);
    server = await take(name);
  }
  try {
    return await work();
  } finally {
    server.close();
  }
};
