/** Other files on a mount whose server doesn't answer: proofs, what a unit names, and Hearth's own. */
import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ProofReading } from '../../../electron/core/proof/proof-reading.ts';
import { readLintFacts } from '../../../electron/system/lint/disk-facts.ts';
import { watchProof } from '../../../electron/system/proof/proof-file.ts';
import { waitingForm } from '../create/waiting-forms.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import { mountStalling } from '../../hostile/stalling-mount.ts';
import { afterwards, files, host, problemOf, shell, temporaryFolder } from '../workbench/bench.ts';
import {
  expectFreeThreads,
  farAway,
  measureHolds,
  timed,
  told,
  until,
} from '../workbench/far-away.ts';

const text = '[Service]\nExecStart=/bin/true\n';

test('a mount that is taken away is noticed', { timeout: 120_000 }, async () => {
  const far = await farAway({ log: 'alive\n' });
  await far.stall();
  const readings: ProofReading[] = [];
  const watch = watchProof(host, `${far.point}/log`, (reading) => readings.push(reading));
  afterwards(watch.close);
  await until('unreadable', () => readings.at(-1)?.kind === 'unreadable');
  await far.unmount();
  await until('missing', () => readings.at(-1)?.kind === 'missing');
});

test('a mount in place of a silent one is noticed', { timeout: 120_000 }, async () => {
  const far = await farAway({ log: 'alive\n' });
  const log = `${far.point}/log`;
  await far.stall();
  expect(await problemOf(files.read(log))).toMatchObject(told(far.point));
  await shell('sudo', '-n', 'umount', '--lazy', far.point);
  const again = await mountStalling(path.join(far.point, '../source'), far.point);
  afterwards(again.unmount);
  await until('read again', () =>
    files.areThere([log]).then(
      ([there]) => there,
      () => false,
    ),
  );
});

test(
  'a proof file there is told, and read once its mount answers',
  { timeout: 120_000 },
  async () => {
    const far = await farAway({ log: 'alive\n' });
    const folder = await temporaryFolder();
    await symlink(`${far.point}/log`, `${folder}/proof`);
    await far.stall();
    const holds = measureHolds();
    const readings: ProofReading[] = [];
    const watch = watchProof(host, `${folder}/proof`, (reading) => readings.push(reading));
    afterwards(watch.close);
    await until('a reading', () => readings.length > 0);
    expect(readings[0]).toMatchObject({
      kind: 'unreadable',
      detail: expect.stringContaining(`${far.point} doesn’t answer: stalling`) as string,
    });
    await expectFreeThreads();
    expect(holds()).toBeLessThan(5000);
    await far.answer();
    await until('the text', () => readings.at(-1)?.kind === 'text');
  },
);

test(
  'programs and folders there are unknown to the linter, and cost no thread',
  { timeout: 120_000 },
  async () => {
    const far = await farAway({ run: '#!/bin/sh\n', 'sub/x': '' });
    const folder = await temporaryFolder();
    const script = `${folder}/script`;
    await writeFile(script, `#!${far.point.replace(' ', '')}/run\n`, { mode: 0o755 });
    await far.stall();
    const paths = [
      far.point,
      `${far.point}/run`,
      `${far.point}/sub`,
      `${far.point}/sub/x`,
      `${far.point}/none`,
    ];
    const wanted = {
      paths: [...paths, '/bin/true'],
      units: ['x.service'],
      searchPath: null,
      environment: false,
    };
    const [took, facts] = await timed(() =>
      readLintFacts(wanted, {
        files,
        userFolders: [`${far.point}/sub`, '/usr/lib/systemd/user'],
        managerPath: () => Promise.resolve(null),
      }),
    );
    expect(took).toBeLessThan(10_000);
    for (const at of paths)
      expect(facts.paths.get(at)).toMatchObject({ kind: 'unknown', silent: { point: far.point } });
    expect(facts.paths.get('/bin/true')).toMatchObject({ kind: 'file', isExecutable: true });
    await expectFreeThreads();
  },
);

test('Hearth’s own files there are refused, not waited for', { timeout: 120_000 }, async () => {
  const far = await farAway({ 'state/draft': 'x' });
  await far.stall();
  const at = `${far.point}/state/draft`;
  const bytes = new Uint8Array();
  const calls: [string, () => Promise<unknown>][] = [
    ['read', () => files.read(at)],
    // “Not there” would be acted on: as deleted, or free to be taken.
    ['areThere', () => files.areThere(['/bin', at])],
    ['linkAt', () => files.linkAt(at)],
    ['unmask', () => files.unmask(at)],
    ['put', () => files.put(at, bytes, {})],
    ['putPrivate', () => files.putPrivate(`${far.point}/state`, [{ path: at, bytes }])],
    ['append', () => files.append(at, bytes)],
    ['take', () => files.take(at, `${at}2`, 0)],
    ['remove', () => files.remove(at, {})],
    ['link', () => files.link(at, '/dev/null')],
    ['unlink', () => files.unlink(at, '/dev/null')],
    ['makeFolders', () => files.makeFolders([`${at}/x`])],
    ['makeFolder', () => files.makeFolder(`${at}/x`, 0o700)],
    ['missingFolders', () => files.missingFolders([`${at}/x`])],
    ['removeFolder', () => files.removeFolder(`${far.point}/state`)],
    ['setMode', () => files.setMode(at, 0o600)],
    ['snapshot', () => files.snapshot([at])],
    ['receive', () => files.receive({ path: at, replaces: false })],
  ];
  for (const [name, call] of calls)
    expect(await problemOf(call()), name).toMatchObject(told(far.point));
  expect(await files.look([at, '/bin/true'])).toMatchObject([null, { kind: 'file' }]);
  expect(await files.realPaths([at])).toEqual([at]);
  expect(await files.linksBelow(far.point)).toEqual([]);
  expect(await files.sweep([far.point])).toBe(0);
  await files.discard([at]);
  await expectFreeThreads();
});

test(
  'a program that can’t be killed is given up after its limit',
  { timeout: 120_000 },
  async () => {
    const far = await farAway({ 'x.service': text });
    await far.stall();
    const [took, { failure }] = await timed(() =>
      host.run(
        { program: 'systemd-analyze', args: ['--user', 'verify', `${far.point}/x.service`] },
        { timeoutMs: 500 },
      ),
    );
    expect(failure).toBe('timed-out');
    expect(took).toBeLessThan(12_000);
  },
);

test(
  'a path that isn’t there is followed on a mount that answers',
  { timeout: 60_000 },
  async () => {
    const far = await farAway({ there: '' });
    const paths = [`${far.point}/there`, `${far.point}/missing`, `${far.point}/no folder/missing`];
    expect(await files.realPaths(paths)).toEqual(paths);
  },
);

test(
  'warns about a folder to watch there before it is made, and soon',
  { timeout: 120_000 },
  async () => {
    const far = await farAway({ 'sub/x': '' });
    const bench = await openWorkbench(await temporaryFolder());
    await far.stall();
    const form = waitingForm({
      job: 'on-change',
      command: '/bin/rm x',
      watchKind: 'filled',
      watchPaths: `${far.point}/sub`,
      watchMakesFolder: false,
    });
    const [took, { findings }] = await timed(() => bench.creation.check(form));
    expect(findings.filter(({ field }) => field === 'watchPaths')).toMatchObject([
      { level: 'error', text: expect.stringContaining(far.point) as string },
    ]);
    expect(took).toBeLessThan(5000);
    await expectFreeThreads();
  },
);
