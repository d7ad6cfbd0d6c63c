/** Jobs that wait for a change or a connection, built through the window, against the systemd of the machine. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { choose } from '../driving/choose.ts';
import { clearAway, home, unitFiles, unitFolder } from '../driving/files.ts';
import { fillForm, openForm, submit, type Typed } from '../driving/form.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { property, until } from '../driving/outside.ts';
import { talk } from '../driving/talk.ts';

const name = 'e2e-waits';
const port = 48_341;
const inbox = path.join(home, 'e2e inbox');
const done = path.join(home, 'e2e-done');
let hearth: Hearth;
let page: Page;

const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });
const press = (label: string) => page.getByRole('button', { name: label, exact: true }).click();
const shows = (text: string | RegExp) => page.getByText(text).first().waitFor();
const card = (title: string) => page.getByRole('region', { name: title, exact: true });

const clear = async (): Promise<void> => {
  await clearAway(`${name}.path`, `${name}.socket`, `${name}.service`, `${name}@.service`);
  for (const folder of [inbox, done]) await rm(folder, { recursive: true, force: true });
};

/** Fills in the form for this kind of job. */
const begin = async (job: string, typed: Typed): Promise<void> => {
  await openForm(page);
  await fillForm(page, { name, ...typed });
  await page.getByRole('radio', { name: job }).check();
};
const onChange = async (kind: string, label: string, watched: string, typed: Typed) => {
  await begin('Runs when a file or folder changes', typed);
  await choose(page, 'What it waits for', kind);
  await field(label).fill(watched);
};
const onConnection = async (handover: string, typed: Typed): Promise<void> => {
  await begin('Runs when somebody connects', typed);
  await choose(page, 'Where it listens', 'This computer only (127.0.0.1)');
  await field('Port').fill(String(port));
  await choose(page, 'Who handles a connection', handover);
};

const create = async (service: string): Promise<void> => {
  await submit(page);
  await page.getByRole('heading', { name: `${service} was created` }).waitFor();
};

const filesOfJob = async (): Promise<string[]> =>
  (await unitFiles()).filter((file) => file.startsWith(name));

beforeAll(async () => {
  await mkdir(unitFolder, { recursive: true });
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(async () => {
  await hearth.close();
});
beforeEach(clear);

test('a folder that gets a file starts the job; its page says so', async () => {
  await mkdir(done);
  await onChange('A folder gets something in it', 'Folder', '~/e2e inbox', {
    script: `#!/bin/sh\nmv "${inbox}"/* "${done}"\n`,
  });
  await page.getByRole('switch', { name: 'Create the folder if it’s missing' }).waitFor();
  await create(`${name}.service`);
  expect(await filesOfJob()).toEqual([`${name}.path`, `${name}.service`]);
  await writeFile(path.join(inbox, 'letter'), 'x');
  await until('the letter', async () => (await readdir(done)).includes('letter'));
  expect(await readdir(inbox)).toEqual([]);
  await press(`Open ${name}.path`);
  await card('Watches').getByText(`Something is in ${inbox}`).waitFor();
  await card('Watches')
    .getByText(/^Last triggered/)
    .waitFor();
  await card('Watches')
    .getByRole('button', { name: `${name}.service` })
    .click();
  await shows(`(watches ${inbox})`);
  await press(`${name}.path`);
  await page.getByRole('button', { name: 'Run now' }).click();
  // Without a change, there is nothing to move.
  await until(
    'the failure',
    async () => (await property(`${name}.service`, 'Result')) !== 'success',
  );
});

test('a loop is told before, and its page says which limit it hit', async () => {
  await mkdir(inbox);
  await writeFile(path.join(inbox, 'stays'), 'x');
  await onChange('A file or folder appears', 'File or folder', path.join(inbox, 'stays'), {
    script: '#!/bin/sh\nexit 0\n',
  });
  await field('File or folder').blur();
  await shows(/Nothing here shows that the job removes or moves what it finds\./);
  await shows(/is already there, so the job starts as soon as you create it/);
  await submit(page);
  await until(
    'the limit',
    async () => (await property(`${name}.path`, 'Result')) === 'unit-start-limit-hit',
  );
  const isDone = page.getByRole('button', { name: `Open ${name}.path` });
  const keeps = page.getByRole('button', { name: 'Keep as is' });
  await isDone.or(keeps).first().waitFor();
  if (await isDone.isVisible()) await isDone.click();
  else {
    await keeps.click();
    await press(`${name}.path`);
  }
  await card('Watches')
    .getByText(/^It started its service too often in a short time/)
    .waitFor();
});

test('a connection starts one service; its page tries to connect', async () => {
  await onConnection('One service for all connections', {
    script:
      '#!/usr/bin/python3\nimport socket\ns = socket.socket(fileno=3)\nwhile True:\n    c, _ = s.accept()\n    c.sendall(b"hello")\n    c.close()\n',
  });
  await create(`${name}.service`);
  expect(await filesOfJob()).toEqual([`${name}.service`, `${name}.socket`]);
  expect(await property(`${name}.service`, 'ActiveState')).toBe('inactive');
  await press(`Open ${name}.socket`);
  await press(`Try to connect to 127.0.0.1:${String(port)}`);
  await shows(/^Accepted after/);
  await until(
    'a start',
    async () => (await property(`${name}.service`, 'ActiveState')) === 'active',
  );
  expect(await talk({ host: '127.0.0.1', port }, '')).toBe('hello');
  await card('Listens on')
    .getByText('Its service is running, and takes the connections.')
    .waitFor();
});

test('the port of another job is told before, with its socket', async () => {
  await onConnection('One service for all connections', { program: '/bin/sleep', args: ['9'] });
  await create(`${name}.service`);
  await begin('Runs when somebody connects', { name: 'e2e-other', program: '/bin/true' });
  await field('Port').fill(String(port));
  await field('Port').blur();
  await shows(`Port ${String(port)} is taken: ${name}.socket listens on it.`);
  await submit(page);
  await field('Port').and(page.locator(':focus')).waitFor();
  expect((await unitFiles()).filter((file) => file.startsWith('e2e-other'))).toEqual([]);
});

test('each connection gets a process; they are counted', async () => {
  await onConnection('A process each, through stdin and stdout', {
    program: '/usr/bin/head',
    args: ['-n', '1'],
  });
  await create(`${name}@.service`);
  expect(await filesOfJob()).toEqual([`${name}.socket`, `${name}@.service`]);
  for (const line of ['one\n', 'two\n'])
    expect(await talk({ host: '127.0.0.1', port }, line)).toBe(line);
  await press(`Open ${name}.socket`);
  await until('the count', async () => (await card('Connections').innerText()).includes('2'));
  expect(await readFile(path.join(unitFolder, `${name}.socket`), 'utf8')).toContain('Accept=yes');
});

test('cancelling takes back both files, and what the socket started', async () => {
  await onConnection('A process each, through stdin and stdout', {
    program: '/bin/sleep',
    args: ['1000'],
  });
  await mkdir(path.join(unitFolder, `${name}.socket.d`));
  await writeFile(
    path.join(unitFolder, `${name}.socket.d`, 'bad.conf'),
    '[Unit]\nAssertPathExists=/missing\n',
  );
  await submit(page);
  await press('Undo creation');
  await page.getByRole('heading', { name: `Creation of ${name}@.service was undone` }).waitFor();
  expect(await filesOfJob()).toEqual([`${name}.socket.d`]);
  expect(await property(`${name}.socket`, 'ActiveState')).toBe('inactive');
});
