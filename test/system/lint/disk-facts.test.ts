import { once } from 'node:events';
import { chmod, mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { atMost } from '../../quiet.ts';
import type { FactsWanted, PathFact } from '../../../electron/core/lint/toolkit/disk-facts.ts';
import { createLintSurroundings } from '../../../electron/system/lint/surroundings.ts';
import { readLintFacts } from '../../../electron/system/lint/disk-facts.ts';
import { createPatience } from '../../../electron/host/async/hang-guard.ts';
import { createInspection } from '../../../electron/host/files/inspect.ts';
import {
  afterwards,
  createBench,
  files,
  person,
  shell,
  sudo,
  temporaryFolder,
} from '../workbench/bench.ts';
import { execa } from 'execa';

const nothing: FactsWanted = { paths: [], units: [], searchPath: 'manager', environment: false };
const surroundings = {
  userFolders: [person.unitFolder, '/usr/lib/systemd/user'],
  managerPath: createLintSurroundings(createBench().runner).managerPath,
};

const factOf = async (path: string): Promise<PathFact | undefined> =>
  (await readLintFacts({ ...nothing, paths: [path] }, { ...surroundings, files })).paths.get(path);

const program = async (
  folder: string,
  name: string,
  text: string,
  mode = 0o755,
): Promise<string> => {
  await writeFile(`${folder}/${name}`, text);
  await chmod(`${folder}/${name}`, mode);
  return `${folder}/${name}`;
};

test('tells files, folders, missing paths and unknown paths apart', async () => {
  const folder = await temporaryFolder();
  await symlink('/bin/true', `${folder}/link`);
  await symlink(`${folder}/nothing`, `${folder}/dangling`);
  await mkdir(`${folder}/closed`, { mode: 0o700 });
  await sudo('chown', 'root', `${folder}/closed`);
  const binary = {
    kind: 'file',
    realPath: await realpath('/bin/true'),
    isExecutable: true,
    isOnNoexecMount: false,
    interpreter: { kind: 'not-needed' },
  };
  expect(await factOf('/bin/true')).toEqual(binary);
  expect(await factOf(`${folder}/link`)).toEqual(binary);
  expect(await factOf(`${folder}/dangling`)).toEqual({ kind: 'missing' });
  expect(await factOf(`${folder}/nothing/below`)).toEqual({ kind: 'missing' });
  expect(await factOf('/bin/true/below')).toEqual({ kind: 'missing' });
  expect(await factOf(folder)).toEqual({ kind: 'folder', isEnterable: true });
  expect(await factOf(`${folder}/closed`)).toEqual({ kind: 'folder', isEnterable: false });
  expect(await factOf(`${folder}/closed/x`)).toEqual({ kind: 'unknown' });
  expect(await factOf('/dev/null')).toMatchObject({ kind: 'file', isExecutable: false });
  await shell('mkfifo', '-m', '755', `${folder}/fifo`);
  expect(await factOf(`${folder}/fifo`)).toMatchObject({ kind: 'file', isExecutable: false });
});

test.each([
  ['a script', '#!/bin/sh\n', { kind: 'found', path: '/bin/sh' }],
  ['blanks and arguments', '#! /bin/sh -e\n', { kind: 'found', path: '/bin/sh' }],
  ['a path behind env', '#!/usr/bin/env /bin/sh\n', { kind: 'found', path: '/usr/bin/env' }],
  ['quotes for env', '#!/usr/bin/env -S "sh" -e\n', { kind: 'found', path: '/usr/bin/env' }],
  ['a carriage return for env', '#!/usr/bin/env -S /bin/sh -e\r\n', { kind: 'found' }],
  [
    'an option behind env',
    '#!/usr/bin/env /bin/sh -e\n',
    { kind: 'missing', name: '/bin/sh -e', hasCarriageReturn: false },
  ],
  ['no first line', 'echo\n', { kind: 'none' }],
  ['nothing at all', '', { kind: 'none' }],
  [
    'a missing interpreter',
    '#!/opt/python2\n',
    { kind: 'missing', name: '/opt/python2', hasCarriageReturn: false },
  ],
  [
    'a carriage return',
    '#!/bin/sh\r\necho\r\n',
    { kind: 'missing', name: '/bin/sh', hasCarriageReturn: true },
  ],
])('finds the interpreter for %s, in agreement with the kernel', async (_, text, interpreter) => {
  const file = await program(await temporaryFolder(), 'program', text);
  const fact = await factOf(file);
  expect(fact).toMatchObject({ kind: 'file', isExecutable: true, interpreter });
  // systemd-run uses plain execve(2), like a service: 203 means EXEC, 127 comes from env.
  const { exitCode } = await execa(
    'systemd-run',
    ['--user', '--wait', '--quiet', '--collect', file],
    { reject: false },
  );
  expect(exitCode === 203 || exitCode === 127).toBe(interpreter.kind !== 'found');
});

test.each([
  ['sh', '#!/usr/bin/env sh\n', true],
  ['sh', '#!/usr/bin/env -S A=b sh -e\n', true],
  ['nopython', '#!/usr/bin/env nopython\n', false],
  ['sh -e', '#!/usr/bin/env sh -e\n', false],
  ['sh', '#!/usr/bin/env sh\r\n', false],
])('looks for %s in the PATH of services, as env(1) does for %j', async (name, text, isFound) => {
  const file = await program(await temporaryFolder(), 'program', text);
  const facts = await readLintFacts({ ...nothing, paths: [file] }, { ...surroundings, files });
  const hasCarriageReturn = text.includes('\r');
  expect(facts.paths.get(file)).toMatchObject({
    interpreter: { kind: 'by-env', name, hasCarriageReturn },
  });
  const places = (facts.searchPath ?? []).map((folder) => facts.paths.get(`${folder}/${name}`));
  expect(places.length).toBeGreaterThan(3);
  expect(places.some((fact) => fact?.kind === 'file')).toBe(isFound || hasCarriageReturn);
  const run = ['systemd-run', '--user', '--wait', '--quiet', '--collect', file] as const;
  const { exitCode } = await execa(run[0], run.slice(1), { reject: false });
  expect(exitCode === 127).toBe(!isFound);
});

test('detects modes and mounts that keep a program from running', async () => {
  const folder = await temporaryFolder();
  expect(await factOf(await program(folder, 'plain', '#!/bin/sh\n', 0o644))).toMatchObject({
    isExecutable: false,
    isOnNoexecMount: false,
  });
  await mkdir(`${folder}/mnt`);
  await sudo('mount', '-t', 'tmpfs', '-o', 'noexec,mode=0777', 'none', `${folder}/mnt`);
  afterwards(() => sudo('umount', `${folder}/mnt`));
  const there = await program(`${folder}/mnt`, 'program', '#!/bin/sh\n');
  expect(await factOf(there)).toMatchObject({ isExecutable: true, isOnNoexecMount: true });
  await symlink(there, `${folder}/link`);
  expect(await factOf(`${folder}/link`)).toMatchObject({ isOnNoexecMount: true });
});

test('reads which variables environment.d sets, also through links', async () => {
  const folder = await temporaryFolder();
  await writeFile(`${folder}/real`, 'A=1\n# B=2\n  C_1="x"\n');
  await symlink(`${folder}/real`, `${folder}/10-a.conf`);
  await symlink(`${folder}/nothing`, `${folder}/20-b.conf`);
  await writeFile(`${folder}/30-c.conf`, 'D=$A\nE\n');
  await writeFile(`${folder}/other`, 'F=1\n');
  const environmentFolders = [`${folder}/none`, folder];
  const read = { ...surroundings, files, environmentFolders };
  const facts = await readLintFacts({ ...nothing, environment: true }, read);
  expect([...facts.environment]).toEqual(['A', 'C_1', 'D']);
});

test('tells which manager has a unit', async () => {
  const units = ['dbus.socket', 'network.target', 'getty@tty1.service', 'never.service'];
  const facts = await readLintFacts({ ...nothing, units }, { ...surroundings, files });
  expect([...facts.units]).toEqual([
    ['dbus.socket', { user: true, system: true }],
    ['network.target', { user: false, system: true }],
    ['getty@tty1.service', { user: false, system: true }],
    ['never.service', { user: false, system: false }],
  ]);
});

/** Makes open(2) hang below a folder, like a dead mount, until the test ends: nobody answers fanotify(7). */
const hang = async (folder: string): Promise<void> => {
  const [init, mark] = process.arch === 'arm64' ? [262, 263] : [300, 301];
  // FAN_CLASS_CONTENT; FAN_MARK_ADD, FAN_OPEN_PERM | FAN_EVENT_ON_CHILD.
  const script = `
    my $fd = syscall(${String(init)}, 4, 0); die $! if $fd < 0;
    die $! if syscall(${String(mark)}, $fd, 1, 0x08010000, -100, $ARGV[0]) < 0;
    $| = 1; print "hanging\\n"; sleep 60;`;
  const child = execa('sudo', ['-n', 'perl', '-e', script, folder], { reject: false });
  afterwards(async () => {
    child.kill();
    await child;
  });
  await once(child.stdout, 'data');
};

test('gives up on a hanging path within the limit, without blocking other reads', async () => {
  const inspection = createInspection(createPatience(300));
  const factsOf = async (...paths: string[]) => {
    const began = performance.now();
    const { paths: facts } = await readLintFacts(
      { ...nothing, paths },
      { ...surroundings, files: { ...files, ...inspection } },
    );
    return { kinds: paths.map((path) => facts.get(path)?.kind), ms: performance.now() - began };
  };
  const dead = await temporaryFolder();
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const name of names) await program(dead, name, '#!/bin/sh\n');
  const paths = names.map((name) => `${dead}/${name}`);
  await hang(dead);
  const first = await factsOf('/bin/true', paths[0] ?? '');
  expect(first.kinds).toEqual(['file', 'unknown']);
  expect(first.ms).toBeGreaterThan(290);
  // The path still hangs, but others answer immediately.
  const again = await factsOf(paths[0] ?? '', '/bin/true');
  expect(again.kinds).toEqual(['unknown', 'file']);
  expect(again.ms).toBeLessThan(200);
  const all = await factsOf(...paths, ...paths, '/bin/true');
  expect(all.kinds).toEqual([...paths, ...paths, ''].map(() => 'unknown'));
  expect(all.ms).toBeLessThan(500);
  // Two of the four threads hang; reading a file needs just one.
  const read = readFile('/proc/self/stat', 'utf8').then(() => 'read');
  expect(await atMost(1000, read)).toBe('read');
});
