/** Only what is running is looked at, and what a lost proof leads to. */
import { appendFile, readFile, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { quietFor } from '../../quiet.ts';
import { property, service, shell, temporaryFolder, until } from '../workbench/bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import { listen, prove, quick, sleeper, start, unit } from './proof-bench.ts';

describe('only what is running is looked at', { timeout: 60_000 }, () => {
  test('nobody connects before the start and after the stop', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
    });
    const port = await listen(server, 0);
    await service(unit, [
      '[Service]',
      sleeper,
      '[X-Hearth]',
      `ProofSocket=${String(port)}`,
      ...quick,
    ]);
    const hearth = await openWorkbench(`${await temporaryFolder()}/state`);
    await quietFor(2500, 'two periods in which nothing may be asked');
    expect(connections).toBe(0);
    await start();
    await until('a proof', () => hearth.store.state().proofs[unit]?.status === 'fresh');
    await shell('systemctl', '--user', 'stop', '--', unit);
    await until('it to be forgotten', () => hearth.store.state().proofs[unit] === undefined);
    const before = connections;
    await quietFor(2500, 'two periods in which nothing may be asked');
    expect(connections).toBe(before);
  });

  test('asks no more often than the period', async () => {
    const times: number[] = [];
    const server = createServer((socket) => {
      times.push(Date.now());
      socket.on('error', () => undefined);
    });
    const port = await listen(server, 0);
    const { becomes } = await prove([`ProofSocket=127.0.0.1:${String(port)}`, 'ProofPeriodSec=2s']);
    await becomes('fresh');
    await until('four looks', () => times.length >= 4, 20_000);
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? at));
    expect(Math.min(...pauses)).toBeGreaterThan(1900);
  });

  test('a new run has to prove itself anew', async () => {
    const file = `${await temporaryFolder()}/log`;
    await writeFile(file, 'from before\n');
    const old = Date.now() / 1000 - 3600;
    await utimes(file, old, old);
    const { becomes, state } = await prove([`ProofFile=${file}`, 'ProofPeriodSec=1h']);
    await becomes('waiting');
    await until('a reason', () => state()?.why?.includes('since the service started') === true);
    await appendFile(file, 'now\n');
    await becomes('fresh');
    await utimes(file, old, old);
    await shell('systemctl', '--user', 'restart', '--', unit);
    await becomes('waiting');
  });

  test('a proof that is set, changed and removed while the service runs', async () => {
    const server = createServer();
    const port = await listen(server, 0);
    const { hearth, becomes, state } = await prove([]);
    const { store, handlers } = hearth;
    expect(state()).toBeUndefined();
    const put = async (lines: readonly string[]): Promise<void> => {
      const file = `${store.state().person.unitFolder}/${unit}`;
      await writeFile(file, ['[Service]', sleeper, '[X-Hearth]', ...lines, ''].join('\n'));
    };
    await put([`ProofSocket=${String(port)}`, ...quick]);
    await becomes('fresh');
    expect(await handlers.proofOffers({ unit })).toEqual([]);
    await put(['ProofHTTP=http://example.org/']);
    await becomes('unreadable');
    expect(state()?.why).toContain('mistake');
    await put([]);
    await until('none', () => state() === undefined);
  });
});

describe('a lost proof', { timeout: 60_000 }, () => {
  test('restarts the service only if the unit file says so, once for each loss', async () => {
    const folder = await temporaryFolder();
    const { becomes } = await prove([
      `ProofExec=/usr/bin/test -e ${folder}/flag`,
      'ProofPeriodSec=1s',
      'ProofGraceSec=1s',
      'ProofRestartAfter=2',
    ]);
    const first = await property(unit, 'InvocationID');
    await until(
      'the restart',
      async () => (await property(unit, 'InvocationID')) !== first,
      20_000,
    );
    await writeFile(`${folder}/flag`, '');
    await becomes('fresh');
    const second = await property(unit, 'InvocationID');
    await quietFor(3000, 'longer than until the next restart');
    expect(await property(unit, 'InvocationID')).toBe(second);
  });

  test('leaves the service alone otherwise', async () => {
    const { becomes } = await prove([
      'ProofExec=/bin/false',
      'ProofPeriodSec=1s',
      'ProofGraceSec=0',
    ]);
    const first = await property(unit, 'InvocationID');
    await becomes('lost');
    await quietFor(2500, 'several missed proofs');
    expect(await property(unit, 'InvocationID')).toBe(first);
    expect(await readFile(`/proc/${await property(unit, 'MainPID')}/comm`, 'utf8')).toBe('sleep\n');
  });
});
