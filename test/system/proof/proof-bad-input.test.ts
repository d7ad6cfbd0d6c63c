/** Proofs that hang, fork, print without end, lead elsewhere, or are where nothing answers. */
import { utimes, writeFile } from 'node:fs/promises';
import { createServer as createWebServer } from 'node:http';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { quietFor } from '../../quiet.ts';
import { afterwards, shell, temporaryFolder, until } from '../workbench/bench.ts';
import { expectFreeThreads, farAway } from '../workbench/far-away.ts';
import { listen, prove, quick, unit } from './proof-bench.ts';

describe('bad input', { timeout: 120_000 }, () => {
  test('an address that never answers is given up', async () => {
    const server = createWebServer(() => undefined);
    const port = await listen(server, 0);
    afterwards(() => {
      server.closeAllConnections();
    });
    const { becomes, state } = await prove([
      `ProofHTTP=http://127.0.0.1:${String(port)}/`,
      ...quick,
    ]);
    await becomes('lost');
    expect(state()?.why).toBe('It didn’t answer within 1 s.');
  });

  test('a redirect to another computer is reported, and not followed', async () => {
    const server = createWebServer((_, response) => {
      response.writeHead(301, { location: 'http://example.org/secret' }).end();
    });
    const port = await listen(server, 0);
    const { becomes, state } = await prove([
      `ProofHTTP=http://127.0.0.1:${String(port)}/`,
      ...quick,
    ]);
    await becomes('lost');
    expect(state()?.why).toBe(
      'It answered 301 and sends the caller to http://example.org/secret, which isn’t on this computer.',
    );
  });

  test('redirects in circles end', async () => {
    const server = createWebServer((_, response) => {
      response.writeHead(302, { location: '/' }).end();
    });
    const port = await listen(server, 0);
    const { becomes, state } = await prove([
      `ProofHTTP=http://127.0.0.1:${String(port)}/`,
      ...quick,
    ]);
    await becomes('lost');
    expect(state()?.why).toContain('from one address to the next');
  });

  test('commands that hang, fork or print without end leave nothing behind', async () => {
    const { hearth, becomes } = await prove([
      'ProofExec=/bin/sh -c "sleep 6543211 & sleep 6543212"',
      'ProofPeriodSec=1s',
      'ProofExec=/usr/bin/yes',
      'ProofPeriodSec=1s',
    ]);
    await becomes('lost');
    const commands = await until('both to be ended', async () => {
      const all = await hearth.handlers.commands({ unit });
      return all.filter(({ failure }) => failure === 'timed-out').length > 1 && all;
    });
    for (const { stdout } of commands) expect(stdout.length).toBeLessThan(70_000);
    await shell('systemctl', '--user', 'stop', '--', unit);
    await until('all to be gone', () =>
      shell('pgrep', '-f', 'sleep 654321').then(
        () => false,
        () => true,
      ),
    );
  });

  test('commands that hang don’t keep other proofs waiting', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
    });
    const port = await listen(server, 0);
    const hanging = Array.from(
      { length: 49 },
      (_, index) => `ProofExec=/bin/sleep 100${String(index)}`,
    );
    const { state } = await prove(['ProofPeriodSec=2s', ...hanging, `ProofSocket=${String(port)}`]);
    await until('a proof', () => state() !== undefined);
    await quietFor(11_000, 'five periods, in which every command hangs');
    expect(connections).toBeGreaterThanOrEqual(4);
  });

  test('a proof on a mount that doesn’t answer is unknown, not lost, and costs no thread', async () => {
    const far = await farAway({ log: 'alive\n' });
    const { becomes, state } = await prove([`ProofFile=${far.point}/log`, ...quick]);
    await until('a first look', () => state() !== undefined);
    await far.stall();
    await becomes('unreadable');
    await quietFor(2500, 'longer than until a proof is lost');
    expect(state()).toMatchObject({ status: 'unreadable', misses: 0 });
    await expectFreeThreads();
    await far.answer();
    await until('it to be read again', () => state()?.status !== 'unreadable', 20_000);
  });

  test('a clock that is set makes no file late, whether its times are in the future or long ago', async () => {
    const file = `${await temporaryFolder()}/log`;
    await writeFile(file, '1\n');
    const { becomes, state } = await prove([
      `ProofFile=${file}`,
      'ProofPeriodSec=2s',
      'ProofGraceSec=4s',
    ]);
    await becomes('fresh');
    // What a file looks like that was written with a clock a day ahead, then with one a day behind.
    for (const days of [1, 1.1, -1, -1.1, 1]) {
      const at = Date.now() / 1000 + days * 86_400;
      await utimes(file, at, at);
      await quietFor(1500, 'most of a period');
      expect(state()?.status).not.toBe('lost');
    }
    await becomes('lost');
  });

  test('a pattern that takes for ever is called what it is', async () => {
    const file = `${await temporaryFolder()}/log`;
    await writeFile(file, `${'a'.repeat(40)}b\n`);
    const { becomes, state } = await prove([`ProofFile=${file}`, 'ProofMatch=^(a+)+$', ...quick]);
    await becomes('unreadable');
    expect(state()?.why).toContain('takes too long');
  });

  test('50 proofs due at once are all looked at, and none is late', async () => {
    const servers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const looks = { count: 0 };
        const server = createServer((socket) => {
          looks.count += 1;
          socket.on('error', () => undefined);
        });
        return { looks, port: await listen(server, 0) };
      }),
    );
    const { hearth, becomes } = await prove([
      'ProofPeriodSec=1s',
      ...servers.map(({ port }) => `ProofSocket=${String(port)}`),
    ]);
    await becomes('fresh');
    const bad: string[] = [];
    const timer = setInterval(() => {
      const status = hearth.store.state().proofs[unit]?.status;
      if (status !== 'fresh') bad.push(String(status));
    }, 50);
    afterwards(() => {
      clearInterval(timer);
    });
    await until('three looks each', () => servers.every(({ looks }) => looks.count >= 3), 20_000);
    expect(bad).toEqual([]);
  });
});
