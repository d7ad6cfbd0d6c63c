/** What is told of a job before it is made, by the paths, ports and sockets of this computer. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { type FormFinding, type ServiceForm } from '../../../electron/core/create/service-form.ts';
import { afterwards, temporaryFolder, until } from '../workbench/bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';
import { listeningForm, waitingForm } from './waiting-forms.ts';

const port = 48_321;

const listening = (change: Partial<ServiceForm> = {}): ServiceForm => listeningForm(port, change);

const open = async () => {
  await emptyFolder();
  return openWorkbench(await temporaryFolder());
};

const levels = (found: readonly FormFinding[], field: string): string[] =>
  found.filter((one) => one.field === field).map(({ level, text: words }) => `${level}: ${words}`);

test('what the disk has against the paths is told before', async () => {
  const bench = await open();
  const folder = await temporaryFolder();
  const file = path.join(folder, 'file');
  const link = path.join(folder, 'link');
  await writeFile(file, '');
  await mkdir(path.join(folder, 'real'));
  await symlink('real', link);
  const about = async (watchKind: ServiceForm['watchKind'], watchPaths: string, makes = false) => {
    const form = waitingForm({
      job: 'on-change',
      command: '/bin/rm x',
      watchKind,
      watchPaths,
      watchMakesFolder: makes,
    });
    return levels((await bench.creation.check(form)).findings, 'watchPaths');
  };
  const missing = path.join(folder, 'missing');
  expect(await about('filled', missing)).toEqual([`warning: The folder ${missing} doesn’t exist.`]);
  expect(await about('filled', missing, true)).toEqual([]);
  expect(await about('closed', missing)).toEqual([]);
  expect(await about('filled', file)).toEqual([`error: ${file} is a file, not a folder.`]);
  expect(await about('closed', folder)).toEqual([
    expect.stringMatching(/^warning: .* is a folder/),
  ]);
  expect(await about('filled', link)).toEqual([
    expect.stringMatching(/^warning: .* is a link\. systemd watches real/),
  ]);
  expect(await about('exists', file)).toEqual([
    expect.stringMatching(/^warning: .* already there/),
  ]);
  expect(await about('filled', '/root')).toEqual([expect.stringMatching(/^error: You aren’t/)]);
});

test('a port that is taken or not allowed is told before, with who has it', async () => {
  const bench = await open();
  const check = async (change: Partial<ServiceForm>): Promise<string[]> => {
    const { findings } = await bench.creation.check(listening(change));
    return levels(findings, change.listenAt === 'file' ? 'listenPath' : 'listenPort');
  };
  expect(await check({})).toEqual([]);
  expect(await check({ listenPort: '80' })).toEqual([
    expect.stringMatching(/^error: User services usually can’t listen on port 80\./),
  ]);
  const server = createServer().listen(port, '127.0.0.1');
  afterwards(() => server.close());
  await until('the server', () => Promise.resolve(server.listening));
  expect(await check({})).toEqual([
    expect.stringMatching(/^error: Port 48321 is taken by \S+ \(PID/),
  ]);
  await put('other.socket', `[Socket]\nListenStream=${String(port + 1)}\n`);
  await put('other.service', '[Service]\nExecStart=/bin/sleep 100\n');
  await execa('systemctl', ['--user', 'daemon-reload']);
  await execa('systemctl', ['--user', 'start', 'other.socket']);
  afterwards(async () => {
    await execa('systemctl', ['--user', 'stop', 'other.socket']);
  });
  await bench.inventory.refresh();
  expect(await check({ listenPort: String(port + 1) })).toEqual([
    'error: Port 48322 is taken: other.socket listens on it.',
  ]);
});

test('a socket file that would replace something is told before', async () => {
  const bench = await open();
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'file'), 'precious');
  const server = createServer().listen(path.join(folder, 'socket'));
  afterwards(() => server.close());
  await until('the server', () => Promise.resolve(server.listening));
  const check = async (listenPath: string): Promise<string[]> => {
    const form = listening({ listenAt: 'file', listenPath });
    return levels((await bench.creation.check(form)).findings, 'listenPath');
  };
  expect(await check(path.join(folder, 'file'))).toEqual([
    expect.stringMatching(/systemd would delete it/),
  ]);
  expect(await check(path.join(folder, 'socket'))).toEqual([
    expect.stringMatching(/systemd would replace it/),
  ]);
  expect(await check(folder)).toEqual([expect.stringMatching(/is a folder/)]);
  expect(await check('/etc/x.sock')).toEqual([expect.stringMatching(/create files in \/etc/)]);
  expect(await check('/root/x.sock')).toEqual([expect.stringMatching(/create files in \/root/)]);
  expect(await check(path.join(folder, 'new', 'x.sock'))).toEqual([]);
  expect(await check(`%t/${'x'.repeat(100)}`)).toEqual([expect.stringMatching(/bytes/)]);
});
