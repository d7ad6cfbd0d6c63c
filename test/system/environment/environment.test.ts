/** What is passed to the manager, kept for good or set for one unit, seen in the manager and in services themselves. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  afterwards,
  person,
  property,
  service,
  shell,
  temporaryFolder,
} from '../workbench/bench.ts';
import { unique } from '../workbench/journal.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { folder, open } from './environment-bench.ts';

const file = path.join(folder, '99-hearth.conf');

/** The manager’s variables, as systemd prints them for a shell. */
const managerHas = async (name: string): Promise<string | null> => {
  const output = await systemctl('show-environment');
  const line = output.split('\n').find((one) => one.startsWith(`${name}=`));
  return line === undefined ? null : line.slice(name.length + 1);
};

/** What a service really gets. */
const serviceGets = async (name: string, lines: readonly string[] = []): Promise<string | null> => {
  const unit = unique(`gets-${name.toLowerCase()}-${String(Math.floor(performance.now()))}`);
  const out = path.join(await temporaryFolder(), 'environment');
  await service(unit, [
    ...['[Service]', 'Type=oneshot', ...lines],
    `ExecStart=/bin/sh -c "env -0 > ${out}"`,
  ]);
  await systemctl('start', unit);
  const entries = (await readFile(out, 'utf8')).split('\0');
  return entries.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
};

describe('passed to the manager', () => {
  test('chosen variables arrive as they are, others don’t, and it can be taken back', async () => {
    const odd = 'a "b" $HOME %h \\ \'c\'\tü';
    const bench = await open({ HEARTH_ODD: odd, HEARTH_LINES: 'one\ntwo', HEARTH_OTHER: 'x' });
    const names = ['HEARTH_ODD', 'HEARTH_LINES'];
    expect(await bench.handlers.passVariables({ names })).toBeNull();
    expect(await serviceGets('HEARTH_ODD')).toBe(odd);
    expect(await serviceGets('HEARTH_LINES')).toBe('one\ntwo');
    expect(await managerHas('HEARTH_OTHER')).toBeNull();
    const view = await bench.handlers.environment(undefined);
    expect(view.variables.find(({ name }) => name === 'HEARTH_ODD')?.state).toBe('same');
    expect(view.undoable).toEqual(names);
    expect(await bench.handlers.undoPass(undefined)).toBeNull();
    expect(await managerHas('HEARTH_ODD')).toBeNull();
  });

  test('taking it back brings back the value from before', async () => {
    await systemctl('set-environment', 'HEARTH_VALUE=before');
    const bench = await open({ HEARTH_VALUE: 'after' });
    await bench.handlers.passVariables({ names: ['HEARTH_VALUE'] });
    expect(await managerHas('HEARTH_VALUE')).toBe('after');
    await bench.handlers.undoPass(undefined);
    expect(await managerHas('HEARTH_VALUE')).toBe('before');
  });

  test('no value is in a command that Hearth shows or keeps', async () => {
    const lines: string[] = [];
    const bench = await open({ HEARTH_TOKEN: 'very-secret' });
    const spy = bench.handlers.passVariables({ names: ['HEARTH_TOKEN'] });
    const running = await shell('ps', '-eo', 'args');
    lines.push(running);
    await spy;
    expect(await managerHas('HEARTH_TOKEN')).toBe('very-secret');
    expect(lines.join('\n')).not.toContain('very-secret');
    const view = await bench.handlers.environment(undefined);
    expect(JSON.stringify(view)).not.toContain('very-secret');
    expect(await bench.handlers.revealVariable({ name: 'HEARTH_TOKEN', side: 'manager' })).toBe(
      'very-secret',
    );
  });

  test('refuses what the terminal doesn’t have, or systemd would refuse', async () => {
    const bench = await open({ HEARTH_BELL: 'a\u0007', HEARTH_BROKEN: '\ufffd' });
    for (const name of ['HEARTH_BELL', 'HEARTH_BROKEN', 'HEARTH_NONE'])
      expect(await bench.handlers.passVariables({ names: [name] })).toMatchObject({
        code: 'variables-gone',
      });
  });
});

describe('kept for good', () => {
  test('a private file sets exactly these values, and undoing removes it with its folder', async () => {
    const odd = 'a "b" $HOME ${X} `c` \\ \'d\' #e';
    const bench = await open({ HEARTH_KEPT: odd, HEARTH_SECOND: 'two' });
    const names = ['HEARTH_KEPT', 'HEARTH_SECOND'];
    expect(await bench.handlers.keepVariables({ names })).toBeNull();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await serviceGets('HEARTH_KEPT')).toBe(odd);
    const view = await bench.handlers.environment(undefined);
    expect(view.variables.filter(({ kept }) => kept).map(({ name }) => name)).toEqual(names);
    const { undoable } = bench.store.state().transactions;
    expect(undoable).toMatchObject({ kind: 'environment', names });
    expect(await bench.handlers.undoTransaction({ id: undoable?.id ?? '' })).toBeNull();
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });

  test('other lines of the file stay, and so does a file that was changed since', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(file, '# mine\nA_LINE=1\n');
    const bench = await open({ HEARTH_KEPT: 'x' });
    await bench.handlers.keepVariables({ names: ['HEARTH_KEPT'] });
    expect(await readFile(file, 'utf8')).toBe('# mine\nA_LINE=1\nHEARTH_KEPT="x"\n');
    await bench.handlers.dropVariables({ names: ['HEARTH_KEPT'] });
    expect(await readFile(file, 'utf8')).toBe('# mine\nA_LINE=1\n');
    await bench.handlers.keepVariables({ names: ['HEARTH_KEPT'] });
    await writeFile(file, '# somebody else\n');
    const id = bench.store.state().transactions.undoable?.id ?? '';
    await bench.handlers.undoTransaction({ id });
    expect(await readFile(file, 'utf8')).toBe('# somebody else\n');
  });

  test('PATH stays as it is, however often the manager reloads', async () => {
    const wanted = `${person.home}/tools:/usr/bin:/bin`;
    const bench = await open({ PATH: wanted });
    const before = (await managerHas('PATH')) ?? '';
    afterwards(() => systemctl('set-environment', `PATH=${before}`));
    await bench.handlers.keepVariables({ names: ['PATH'] });
    await systemctl('daemon-reload');
    await systemctl('daemon-reload');
    expect(await serviceGets('PATH')).toBe(wanted);
  });

  test('a value with line breaks is refused, and nothing written', async () => {
    const bench = await open({ HEARTH_LINES: 'one\ntwo' });
    expect(await bench.handlers.keepVariables({ names: ['HEARTH_LINES'] })).toMatchObject({
      code: 'variables-unfit',
    });
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });
});

describe('for one service', () => {
  test('a drop-in sets exactly these values, for it alone', async () => {
    const odd = 'a "b" $HOME %h \\ \'c\'\nd';
    const bench = await open({ HEARTH_ONE: odd, HEARTH_TWO: '2' });
    const unit = unique('one');
    const out = path.join(await temporaryFolder(), 'environment');
    await service(unit, [
      ...['[Service]', 'Type=oneshot'],
      `ExecStart=/bin/sh -c "env -0 > ${out}"`,
    ]);
    await bench.inventory.refresh();
    const names = ['HEARTH_ONE', 'HEARTH_TWO'];
    expect(await bench.handlers.setVariablesOf({ unit, names })).toMatchObject({ kind: 'saved' });
    expect(await bench.handlers.setVariablesOf({ unit, names })).toMatchObject({ kind: 'saved' });
    await systemctl('start', unit);
    const entries = (await readFile(out, 'utf8')).split('\0');
    expect(entries).toContain(`HEARTH_ONE=${odd}`);
    expect(await managerHas('HEARTH_ONE')).toBeNull();
    expect(await property(unit, 'DropInPaths')).toBe(
      `${person.unitFolder}/${unit}.d/hearth-environment.conf`,
    );
  });
});

describe('the programs of a service', () => {
  test('are found as the terminal and as the service find them', async () => {
    const tools = await temporaryFolder();
    const program = async (name: string, text: string): Promise<void> => {
      await writeFile(path.join(tools, name), text, { mode: 0o755 });
    };
    await program('mytool', '#!/usr/bin/env myinterpreter\n');
    await program('myinterpreter', '#!/bin/sh\n');
    const bench = await open({ PATH: `${tools}:/usr/bin:/bin` });
    const unit = unique('looks');
    await service(unit, [
      '[Service]',
      'ExecStart=mytool --serve',
      'ExecStartPre=/usr/bin/env mytool',
      `ExecStartPost=/bin/sh -c "exec ls"`,
    ]);
    const { programs, uncertain } = await bench.handlers.programLookups({ unit });
    expect(uncertain).toBe(false);
    const brief = programs.map(({ directive, program: name, by, terminal, service: found }) => [
      directive,
      name,
      by,
      terminal?.replace(tools, 'TOOLS') ?? null,
      found,
    ]);
    expect(brief).toEqual([
      ['ExecStartPre', '/usr/bin/env', 'systemd', '/usr/bin/env', '/usr/bin/env'],
      ['ExecStartPre', 'mytool', 'path', 'TOOLS/mytool', null],
      ['ExecStartPre', 'myinterpreter', 'interpreter', 'TOOLS/myinterpreter', null],
      ['ExecStart', 'mytool', 'systemd', 'TOOLS/mytool', null],
      ['ExecStart', 'myinterpreter', 'interpreter', 'TOOLS/myinterpreter', null],
      ['ExecStartPost', '/bin/sh', 'systemd', '/bin/sh', '/bin/sh'],
      ['ExecStartPost', 'ls', 'path', '/usr/bin/ls', '/usr/bin/ls'],
    ]);
    await bench.handlers.setVariablesOf({ unit, names: ['PATH'] });
    const after = await bench.handlers.programLookups({ unit });
    expect(after.programs[1]?.service).toBe(path.join(tools, 'mytool'));
  });
});
