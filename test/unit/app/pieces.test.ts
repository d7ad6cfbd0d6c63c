import { describe, expect, test } from 'vitest';
import { asScript } from '../../../electron/core/app/command-record.ts';
import { problem, toProblem, fail } from '../../../electron/core/problems/problem.ts';
import { panelBounds } from '../../../electron/core/app/panel-bounds.ts';
import { emptyForm } from '../../../electron/core/create/service-form.ts';
import { createClient } from '../../../electron/ipc/client.ts';
import type { Handlers } from '../../../electron/ipc/contract/index.ts';
import { answer } from '../../../electron/ipc/server.ts';
import { webPreferences } from '../../../electron/shell/windows/web-preferences.ts';
import { ownCommand } from '../../../electron/engine/app/autostart.ts';

describe('the panel’s place next to the tray', () => {
  const bounds = { x: 0, y: 0, width: 1280, height: 800 };
  const screen = { bounds, workArea: { x: 0, y: 28, width: 1280, height: 772 } };
  const none = { x: 0, y: 0, width: 0, height: 0 };
  test('opens the panel below an icon at the top and above an icon at the bottom', () => {
    const pointer = { x: 0, y: 0 };
    expect(panelBounds({ x: 1000, y: 0, width: 24, height: 28 }, pointer, screen)).toMatchObject({
      x: 832,
      y: 34,
    });
    expect(panelBounds({ x: 1000, y: 776, width: 24, height: 24 }, pointer, screen).y).toBe(250);
  });
  test('opens the panel at the pointer when there is no icon, and never off screen', () => {
    expect(panelBounds(none, { x: 1279, y: 5 }, screen)).toMatchObject({ x: 914, y: 34 });
  });
  test('opens the panel at the end of the bar when nobody knows the pointer', () => {
    expect(panelBounds(none, null, screen)).toMatchObject({ x: 914, y: 34 });
    const barBelow = { bounds, workArea: { x: 0, y: 0, width: 1280, height: 756 } };
    expect(panelBounds(none, null, barBelow)).toMatchObject({ x: 914, y: 230 });
    expect(panelBounds(none, null, { bounds, workArea: bounds })).toMatchObject({ x: 914, y: 6 });
  });
  test('makes the panel larger with its text, but never larger than the screen', () => {
    const at = { x: 1279, y: 5 };
    expect(panelBounds(none, at, screen, 1.25)).toMatchObject({ width: 450, height: 650 });
    expect(panelBounds(none, at, screen, 3)).toEqual({ x: 194, y: 34, width: 1080, height: 760 });
  });
});

describe('errors', () => {
  test('every problem says what, why and what next', () => {
    const told = problem('linger-no-agent', { user: 'a', enable: true });
    expect(told.command).toBe('sudo loginctl enable-linger -- a');
    expect(told.what && told.why && told.next).toBeTruthy();
  });
  test('quotes names in a command to copy', () => {
    const unit = 'foo\\x2dbar.service';
    expect(problem('not-own', { unit }).command).toBe(`systemctl --user mask -- '${unit}'`);
    const path = '/home/a/my log; id';
    expect(problem('proof-silent', { path, seconds: 1, why: '' }).command).toBe(
      `tail -n 3 '${path}'`,
    );
  });
  test('suggests apt only where it is installed', () => {
    const commandOf = (apt: boolean) => problem('export-program-missing', { apt }).command;
    expect(commandOf(true)).toBe('sudo apt install systemd-journal-remote');
    expect(commandOf(false)).toBe(null);
  });
  test('reports a bug as an internal problem', () => {
    expect(toProblem(new TypeError('x is undefined'))).toMatchObject({
      code: 'internal',
      why: 'x is undefined',
    });
    expect(toProblem(fail('not-own', { unit: 'x' })).code).toBe('not-own');
  });
});

describe('the contract', () => {
  const refuse = (): never => {
    throw fail('busy', { doing: 'It' });
  };
  const handlers = new Proxy({}, { get: () => refuse }) as Handlers;
  const ask = (name: 'deleteUnit' | 'createService' | 'snapshot', input: unknown) =>
    answer(handlers, name, input, () => undefined);

  test.each([
    ['deleteUnit', { unit: '../../etc/passwd' }],
    ['deleteUnit', { unit: 'x.service', path: '/etc' }],
    ['deleteUnit', 'x.service'],
    ['createService', { form: { ...emptyForm(), runs: 'shell' }, takesBack: null }],
    ['createService', { form: { ...emptyForm(), script: 'x'.repeat(1_000_001) }, takesBack: null }],
    ['createService', { form: emptyForm(), takesBack: '../x' }],
    ['snapshot', {}],
  ] as const)('%s refuses %o before a handler sees it', async (name, input) => {
    expect(await ask(name, input)).toMatchObject({ ok: false, problem: { code: 'internal' } });
  });

  test('a valid call reaches its handler, and its problem comes back as data', async () => {
    const client = createClient({
      invoke: (_, input) => ask('deleteUnit', input),
      subscribe: () => () => undefined,
    });
    await expect(client.deleteUnit({ unit: 'x.service' })).rejects.toMatchObject({
      problem: { code: 'busy' },
    });
  });
});

test('turns commands into a script that repeats them, without what was followed', () => {
  const record = {
    id: 1,
    unit: null,
    startedAt: 0,
    durationMs: 0,
    exitCode: 0,
    failure: null,
    stdout: '',
    stderr: '',
  };
  const followed = { ...record, line: 'journalctl --follow', failure: 'cancelled' } as const;
  const records = [{ ...record, line: 'a' }, followed, { ...record, line: 'b' }];
  expect(asScript(records)).toBe('#!/bin/sh\na\nb\n');
});

test('enables DevTools in development and disables them when packaged', () => {
  expect(webPreferences('/p', false).devTools).toBe(true);
  expect(webPreferences('/p', true)).toMatchObject({
    devTools: false,
    sandbox: true,
    nodeIntegration: false,
  });
});

test('autostart uses a command that will still exist later', () => {
  expect(ownCommand({ APPIMAGE: '/home/a/Hearth.AppImage' }, '/tmp/.mount/hearth', null)).toEqual([
    '/home/a/Hearth.AppImage',
  ]);
  expect(ownCommand({}, '/usr/bin/hearth', null)).toEqual(['/usr/bin/hearth']);
  expect(ownCommand({}, '/e/electron', '/src/hearth')).toEqual(['/e/electron', '/src/hearth']);
});
