/** Creates jobs that wait for a change or a connection, on the real systemd. */
import { access, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { startedUnitOf, triggerText } from '../../../electron/core/create/form-job.ts';
import { unitText, type ServiceForm } from '../../../electron/core/create/service-form.ts';
import { talk } from '../../e2e/driving/talk.ts';
import { clear } from '../kill/operation.ts';
import { afterwards, person, temporaryFolder, until } from '../workbench/bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';
import { listeningForm, waitingForm } from './waiting-forms.ts';

const { unitFolder } = person;
const port = 48_311;
const names = ['waits.path', 'waits.socket', 'waits.service', 'waits@.service'];

const listening = (change: Partial<ServiceForm> = {}): ServiceForm => listeningForm(port, change);

const open = async () => {
  await emptyFolder();
  for (const unit of names) await clear(unit);
  afterwards(async () => {
    for (const unit of names) await clear(unit);
  });
  return openWorkbench(await temporaryFolder());
};

const property = async (unit: string, name: string): Promise<string> => {
  const { stdout } = await execa('systemctl', ['--user', 'show', '-P', name, '--', unit]);
  return stdout;
};
const text = (name: string): Promise<string> => readFile(path.join(unitFolder, name), 'utf8');
const own = async (): Promise<string[]> =>
  (await readdir(unitFolder)).filter((name) => name.startsWith('waits')).sort();
const wanted = (target: string): Promise<string[]> =>
  readdir(path.join(unitFolder, `${target}.wants`)).catch(() => []);

test('a folder that gets something starts the job, which empties it', async () => {
  const bench = await open();
  const folder = path.join(await temporaryFolder(), 'in box');
  const script = `#!/bin/sh\nmv "${folder}"/* "${path.dirname(folder)}"\n`;
  const form = waitingForm({ job: 'on-change', watchPaths: folder, runs: 'script', script });
  expect(await bench.creation.create(form)).toBe(null);
  expect(await text('waits.path')).toBe(triggerText(form));
  expect(await text('waits.service')).toBe(unitText(form));
  expect(await property('waits.path', 'ActiveState')).toBe('active');
  expect(await property('waits.path', 'UnitFileState')).toBe('enabled');
  for (const name of ['one', 'two']) {
    await writeFile(path.join(folder, name), name);
    await until(name, async () => (await readdir(path.dirname(folder))).includes(name));
  }
  await until('the end', async () => (await property('waits.path', 'SubState')) === 'waiting');
  expect(await readdir(folder)).toEqual([]);
});

test.each(['closed', 'written', 'changes', 'exists', 'matches'] as const)(
  'a job that waits for “%s” is started by it',
  async (watchKind) => {
    const bench = await open();
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a.txt');
    const watched = {
      closed: file,
      written: file,
      changes: folder,
      exists: file,
      matches: `${folder}/*.txt`,
    };
    const form = waitingForm({
      job: 'on-change',
      watchKind,
      watchPaths: watched[watchKind],
      command: `/bin/mv ${file} ${folder}.moved`,
    });
    expect(await bench.creation.create(form)).toBe(null);
    await writeFile(file, 'x');
    await until(
      'the run',
      async () =>
        (await property('waits.service', 'Result')) !== '' &&
        !(await readdir(folder)).includes('a.txt'),
    );
    await rm(`${folder}.moved`);
  },
);

test('a connection starts the one service, which gets the listening socket', async () => {
  const bench = await open();
  const program =
    'import os,socket\ns=socket.socket(fileno=3)\nwhile True:\n c,_=s.accept()\n c.sendall(os.environ["LISTEN_FDS"].encode())\n c.close()\n';
  const form = listening({ runs: 'script', script: `#!/usr/bin/python3\n${program}` });
  expect(await bench.creation.create(form)).toBe(null);
  expect(await text('waits.socket')).toBe(triggerText(form));
  expect(await property('waits.service', 'ActiveState')).toBe('inactive');
  expect(await talk({ host: '127.0.0.1', port }, '')).toBe('1');
  expect(await property('waits.service', 'ActiveState')).toBe('active');
  expect(await talk({ host: '127.0.0.1', port }, '')).toBe('1');
});

test('each connection gets a process of its own, on a socket file that only you reach', async () => {
  const bench = await open();
  const form = listening({
    listenAt: 'file',
    listenPath: '%t/waits test.sock',
    handover: 'streams',
    command: '/usr/bin/head -n 1',
  });
  expect(await bench.creation.create(form)).toBe(null);
  const at = `${person.runtimeFolder}/waits test.sock`;
  expect(await talk({ path: at }, 'hello\nmore\n')).toBe('hello\n');
  expect(await talk({ path: at }, 'again\n')).toBe('again\n');
  expect(await property('waits.socket', 'NAccepted')).toBe('2');
  await clear('waits.socket');
  await expect(access(at)).rejects.toThrow();
});

test('undoing ends open connections, too, and leaves nothing behind', async () => {
  const bench = await open();
  await put('waits.socket.d/bad.conf', '[Unit]\nStopWhenUnneeded=no\n');
  const form = listening({ handover: 'streams', command: '/bin/sleep 1000' });
  let isConnected = false;
  const going = bench.creation.create(form);
  const connection = await new Promise<ReturnType<typeof connect>>((resolve) => {
    const attempt = (): void => {
      const one = connect({ host: '127.0.0.1', port });
      one.once('connect', () => {
        isConnected = true;
        resolve(one);
      });
      one.once('error', () => setTimeout(attempt, 50));
    };
    attempt();
  });
  afterwards(() => connection.destroy());
  await bench.creation.cancel();
  await going;
  expect(isConnected).toBe(true);
  expect(bench.store.state().creation?.status).toBe('undone');
  expect(await own()).toEqual(['waits.socket.d']);
  expect(await wanted('sockets.target')).toEqual([]);
  const { stdout } = await execa('systemctl', [
    ...['--user', 'list-units', '--all', '--plain', '--no-legend'],
    'waits*',
  ]);
  expect(stdout).toBe('');
});

test('a second try with the port of the unfinished first is no conflict', async () => {
  const bench = await open();
  await put('waits.socket.d/bad.conf', '[Service]\nNo=1\n[Unit]\nAssertPathExists=/missing\n');
  const form = listening();
  await bench.creation.create(form);
  await bench.creation.dismiss();
  expect(bench.store.state().unfinished).not.toBe(null);
  await rm(path.join(unitFolder, 'waits.socket.d'), { recursive: true });
  expect(await bench.creation.create(form)).toBe(null);
  expect(await property(startedUnitOf(form), 'ActiveState')).toBe('active');
});
