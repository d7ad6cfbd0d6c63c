import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  clearAway,
  home,
  layDown,
  sleeper,
  unitFiles,
  unitFolder,
  writeProgram,
} from '../driving/files.ts';
import { create, fillForm, openForm, submit, type Typed } from '../driving/form.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { property, said, until } from '../driving/outside.ts';

const unit = 'bad-input.service';
let hearth: Hearth;
let page: Page;

const shows = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

beforeAll(async () => {
  await mkdir(unitFolder, { recursive: true });
  hearth = await startHearth();
  page = await hearth.window();
});
afterAll(() => hearth.close());
afterEach(() => clearAway(unit));

describe('the form refuses bad input', () => {
  const good: Typed = { name: 'bad-input', program: '/bin/sleep', args: ['1000'] };
  beforeAll(async () => {
    await writeFile(path.join(home, 'not-executable'), '#!/bin/sh\n');
    await chmod(path.join(home, 'not-executable'), 0o644);
    await writeProgram('no-interpreter', 'echo hi\n');
    await layDown('on-disk.service', sleeper());
    await layDown('in-memory.service', sleeper());
    await said('systemctl', '--user', 'start', 'in-memory.service');
  });
  afterAll(() => clearAway('on-disk.service', 'in-memory.service'));

  const cases: [string, Typed, string | RegExp][] = [
    ['a name on disk', { name: 'on-disk' }, /on-disk.service already exists/],
    ['a name in memory', { name: 'in-memory' }, /in-memory.service already exists/],
    ['a name of the system', { name: 'dbus' }, /dbus.service already exists/],
    ['a missing program', { program: '/nowhere/x' }, /\/nowhere\/x doesn’t exist/],
    ['a folder as program', { program: '/usr/bin' }, /is a folder/],
    ['a program that is not executable', { program: '%h/not-executable' }, /isn’t executable/],
    ['a script file without #!', { program: '%h/no-interpreter' }, /without “#!”/],
    ['a missing working folder', { workingFolder: '/nowhere' }, /folder \/nowhere doesn’t exist/],
    ['a folder as proof', { proofFile: '%h' }, /is a folder. Enter a file/],
  ];
  test.each(cases)('refuses %s at its field, and writes nothing', async (_, wrong, message) => {
    const before = await unitFiles();
    const typed = { ...good, ...wrong };
    await openForm(page);
    await fillForm(page, typed);
    await submit(page);
    await shows(message);
    // The form keeps what was typed.
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(
      typed.name,
    );
    expect(await unitFiles()).toEqual(before);
  });
});

describe('what was typed reaches the process', () => {
  test('arguments and environment reach the process byte for byte', async () => {
    const program = await writeProgram(
      'print-arguments',
      '#!/bin/sh\nprintf \'%s\\0\' "$@" > "$HOME/arguments.bin"\nenv -0 > "$HOME/environment.bin"\nexec sleep 1000\n',
    );
    const args = [
      'two words',
      '',
      'say "hi"',
      "it's",
      '50% %h %%',
      '$HOME ${HOME} $$',
      ';',
      'a;b',
      'line\nbreak',
      'back\\slash \\n',
      ' edge ',
      'ü→🔥',
      '#x',
      '\ttab',
    ];
    await create(page, {
      name: 'bad-input',
      program,
      args,
      environment: 'GREETING=say "hi" to  me\nPERCENT=100% $USER \\n\nPLACE=$HOME/x',
      description: 'Half of it: 50% "quoted" \\ %h',
    });
    await shows('bad-input.service was created');
    await until('the process to print its environment', async () =>
      (await readFile(path.join(home, 'environment.bin'), 'utf8')).includes('PERCENT='),
    );
    const printed = await readFile(path.join(home, 'arguments.bin'), 'utf8');
    expect(printed.split('\0').slice(0, -1)).toEqual(args);
    const environment = (await readFile(path.join(home, 'environment.bin'), 'utf8')).split('\0');
    expect(environment).toContain('GREETING=say "hi" to  me');
    expect(environment).toContain('PERCENT=100% $USER \\n');
    // The home folder is meant wherever a path may be typed.
    expect(environment).toContain(`PLACE=${home}/x`);
    expect(await property(unit, 'Description')).toBe('Half of it: 50% "quoted" \\ %h');
  });

  test('runs a program with spaces and special characters in its path', async () => {
    const program = await writeProgram('odd 50% name $x;', '#!/bin/sh\nexec sleep 1000\n');
    await create(page, { name: 'bad-input', program });
    await shows('bad-input.service was created');
    expect(await said('systemctl', '--user', 'is-active', unit)).toBe('active');
  });
});
