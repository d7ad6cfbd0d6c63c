/** The archive of a report, opened from outside: what is in it, and that no planted secret is. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearAway, home, layDown, unitPath, writeProgram } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { becomes, said, until } from '../driving/outside.ts';

const unit = 'report-app.service';
/** Where each comes from; none may leave. */
const secrets = {
  inUnit: 'unit-geheim-1',
  inDropIn: 'drop in geheim 2',
  inFile: 'file-geheim-3',
  inNamedFile: 'named-geheim-10',
  inManager: 'manager-geheim-4',
  inCommand: 'command-geheim-5',
  inAddress: 'address-geheim-6',
  inComment: 'comment-geheim-7',
  inCredential: 'credential-geheim-8',
  inLog: 'log-geheim-9',
  inToken: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
};
const variables = path.join(home, '.config/report-app.env');
const named = path.join(home, '.config/report-more.env');
const archive = path.join(home, 'my report: one.tar.gz');
let hearth: Hearth;
let program: string;

beforeAll(async () => {
  program = await writeProgram(
    'report-app.sh',
    [
      '#!/bin/sh',
      'echo "starting with $PLAIN and $OTHER and $FROM_FILE and $NAMED and $REPORT_TOKEN"',
      `echo 'connecting to https://bob:${secrets.inAddress}@example.org/x'`,
      `echo 'refused: password=${secrets.inLog} ${secrets.inToken}'`,
      'exit 3',
      '',
    ].join('\n'),
  );
  await writeFile(variables, `FROM_FILE="${secrets.inFile}"\n`);
  await writeFile(named, `NAMED=${secrets.inNamedFile}\n`);
  await said('systemctl', '--user', 'set-environment', `REPORT_TOKEN=${secrets.inManager}`);
  await layDown(
    unit,
    [
      '[Unit]',
      'Description=Has secrets',
      '[Service]',
      `Environment=PLAIN=${secrets.inUnit}`,
      `#Environment=OLD=${secrets.inComment}`,
      `EnvironmentFile=${variables}`,
      `EnvironmentFile=-${home}/.config/report-m[no]r*.env`,
      `SetCredential=db:${secrets.inCredential}`,
      `ExecStart=${program} --password ${secrets.inCommand}`,
      '',
    ].join('\n'),
  );
  await said('mkdir', '-p', `${unitPath(unit)}.d`);
  await writeFile(
    path.join(`${unitPath(unit)}.d`, '10-more.conf'),
    `[Service]\nEnvironment="OTHER=${secrets.inDropIn}"\n`,
  );
  await said('systemctl', '--user', 'daemon-reload');
  await said('systemctl', '--user', 'start', '--', unit);
  await becomes(unit, 'ActiveState', 'failed');
  hearth = await startHearth();
});
afterAll(async () => {
  await hearth.close();
  await said('systemctl', '--user', 'unset-environment', 'REPORT_TOKEN');
  await clearAway(unit);
  for (const file of [variables, named, program, archive]) await rm(file, { force: true });
});

const unpacked = async (): Promise<Map<string, string>> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-report-'));
  await said(
    'tar',
    '--extract',
    '--gzip',
    '--force-local',
    `--file=${archive}`,
    `--directory=${folder}`,
  );
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, string>();
  for (const one of found) {
    const at = path.join(one.parentPath, one.name);
    const name = path.relative(folder, at).split('/').slice(1).join('/');
    if (one.isFile()) files.set(name, await readFile(at, 'utf8'));
  }
  await rm(folder, { recursive: true });
  return files;
};

test('a report has what helps, no secret, and is what was shown', async () => {
  const page = await hearth.window();
  await page.getByRole('treeitem', { name: /report-app/ }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: /^Report a problem/ }).click();
  await page.getByRole('heading', { name: 'Report a problem' }).waitFor();
  const list = page.getByRole('list', { name: 'Files in the archive' });
  await list.getByText('hearth.log').waitFor();
  const shown = new Map<string, string>();
  for (const row of await list.getByRole('listitem').all()) {
    const name = (await row.locator('summary bdi').textContent()) ?? '';
    shown.set(
      name,
      (await row.locator('pre').count()) === 0
        ? ''
        : ((await row.locator('pre').textContent()) ?? ''),
    );
  }
  // The desktop’s own dialogs can’t be clicked through here: answers for a person.
  await hearth.app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    },
    archive.replace(/\.tar\.gz$/, ''),
  );
  await page.getByRole('checkbox', { name: 'Include hearth.log' }).uncheck();
  await page.getByRole('button', { name: 'Save the archive…' }).click();
  await page.getByRole('status').getByText(archive).waitFor();

  const files = await unpacked();
  expect([...files.keys()].sort()).toEqual([
    'about.txt',
    'log.txt',
    'status.txt',
    `unit/${unit}`,
    `unit/${unit}.d/10-more.conf`,
  ]);
  for (const [name, text] of files) expect(text, name).toBe(shown.get(name));
  for (const [name, text] of [...files, ...shown])
    for (const [from, secret] of Object.entries(secrets))
      expect(text, `${name}, ${from}`).not.toContain(secret);
  expect(files.get(`unit/${unit}`)).toContain('Environment=PLAIN=•••\n');
  expect(files.get(`unit/${unit}`)).toContain(`EnvironmentFile=${variables}\n`);
  expect(files.get(`unit/${unit}`)).toContain(`ExecStart=${program} --password •••\n`);
  expect(files.get(`unit/${unit}.d/10-more.conf`)).toContain('Environment=OTHER=•••\n');
  expect(files.get('log.txt')).toContain(
    'starting with $PLAIN and $OTHER and $FROM_FILE and $NAMED and $REPORT_TOKEN',
  );
  expect(files.get('log.txt')).toContain('@example.org/x');
  expect(files.get('status.txt')).toContain('status=3');
  expect(files.get('about.txt')).toMatch(/^systemd: \d+/m);
  expect(files.get('about.txt')).toMatch(/^kernel: \d+\./m);
  // Nobody else reads it, and it doesn’t say whose it is.
  expect((await stat(archive)).mode & 0o777).toBe(0o600);
  const listed = await said(
    'tar',
    '--list',
    '--verbose',
    '--gzip',
    '--force-local',
    `--file=${archive}`,
  );
  expect(listed).not.toContain('alice/');
  expect(await readdir(home)).not.toContainEqual(expect.stringMatching(/^\.hearth-/));
});

test('nothing is saved when the person cancels', async () => {
  const page = await hearth.window();
  await rm(archive, { force: true });
  await hearth.app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => {
      Object.assign(dialog, { asked: true });
      return Promise.resolve({ canceled: true, filePath: '' });
    };
  });
  await page.getByRole('button', { name: 'Save the archive…' }).click();
  await until('the question', () =>
    hearth.app.evaluate(({ dialog }) => (dialog as { asked?: boolean }).asked),
  );
  await page.getByRole('button', { name: 'Save the archive…', disabled: false }).waitFor();
  expect(await page.getByText('Saved as').count()).toBe(0);
  expect((await readdir(home)).filter((name) => name.endsWith('.tar.gz'))).toEqual([]);
});
