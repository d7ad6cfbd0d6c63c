import { describe, expect, test } from 'vitest';
import { asScript } from '../../../electron/core/app/command-record.ts';
import { problem, toProblem, fail } from '../../../electron/core/problems/problem.ts';
import { startedByLingering } from '../../../electron/core/linger/linger.ts';
import { panelBounds } from '../../../electron/core/app/panel-bounds.ts';
import { proofPathOf } from '../../../electron/core/units/proof.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { emptyForm } from '../../../electron/core/create/service-form.ts';
import { createClient } from '../../../electron/ipc/client.ts';
import type { Handlers } from '../../../electron/ipc/contract/index.ts';
import { answer } from '../../../electron/ipc/server.ts';
import { webPreferences } from '../../../electron/shell/web-preferences.ts';
import { ownCommand } from '../../../electron/engine/app/autostart.ts';

describe('what lingering would start', () => {
  const own = '/home/a/.config/systemd/user';
  test('follows targets from default.target, and leaves the graphical session out', () => {
    const links = [
      { target: 'default.target', unit: 'mine.service', folder: own },
      { target: 'timers.target', unit: 'backup.timer', folder: '/etc/systemd/user' },
      { target: 'default.target', unit: 'extra.target', folder: own },
      { target: 'extra.target', unit: 'deep.socket', folder: own },
      { target: 'graphical-session.target', unit: 'applet.service', folder: own },
      { target: 'default.target', unit: 'x.mount', folder: own },
    ];
    expect(startedByLingering(links, own).map(({ unit, own: mine }) => [unit, mine])).toEqual([
      ['deep.socket', true],
      ['mine.service', true],
      ['backup.timer', false],
    ]);
  });
  test('goes on from whatever is started, of any type, by instance or template, round and round', () => {
    const links = [
      ['b.service', 'a.service'],
      ['a.service', 'b.service'],
      ['default.target', 'a.service'],
      ['b.service', 'c.socket'],
      ['c.socket', 'many@one.service'],
      ['many@.service', 'd.service'],
      ['default.target', 'x.path'],
      ['x.path', 'e.service'],
      ['many@two.service', 'not.service'],
      ['not.service', 'nor.service'],
    ].map(([target = '', unit = '']) => ({ target, unit, folder: own }));
    expect(startedByLingering(links, own).map(({ unit, wantedBy }) => [unit, wantedBy])).toEqual([
      ['a.service', 'default.target'],
      ['b.service', 'a.service'],
      ['c.socket', 'b.service'],
      ['d.service', 'many@.service'],
      ['e.service', 'x.path'],
      ['many@one.service', 'c.socket'],
    ]);
  });
});

describe('the proof that a unit names', () => {
  const folders = { home: '/home/a', runtime: '/run/user/1' };
  const proof = (...texts: string[]) => proofPathOf(texts.map(parseText), folders);
  test('is read from its own section only, the last one counts', () => {
    expect(proof('[Service]\nProofFile=/no\n[X-Hearth]\nProofFile=%h/p 50%%\n')).toBe(
      '/home/a/p 50%',
    );
    expect(proof('[X-Hearth]\nProofFile=/a\n', '[X-Hearth]\nProofFile=/b')).toBe('/b');
    expect(proof('[X-Hearth]\nProofFile=/a\n', '[X-Hearth]\nProofFile=\n')).toBeNull();
    expect(proof('[Unit]\n')).toBeNull();
  });
});

describe('the panel stands by the tray, whole on its screen', () => {
  const area = { x: 0, y: 28, width: 1280, height: 772 };
  test('under an icon at the top, over one at the bottom', () => {
    expect(
      panelBounds({ x: 1000, y: 0, width: 24, height: 28 }, { x: 0, y: 0 }, area),
    ).toMatchObject({ x: 832, y: 34 });
    expect(panelBounds({ x: 1000, y: 776, width: 24, height: 24 }, { x: 0, y: 0 }, area).y).toBe(
      250,
    );
  });
  test('by the pointer where no icon is known, never over the edge', () => {
    const none = { x: 0, y: 0, width: 0, height: 0 };
    expect(panelBounds(none, { x: 1279, y: 5 }, area)).toMatchObject({ x: 914, y: 34 });
  });
});

describe('errors', () => {
  test('every one says what, why and what next', () => {
    const told = problem('linger-no-agent', { user: 'a', enable: true });
    expect(told.command).toBe('sudo loginctl enable-linger -- a');
    expect(told.what && told.why && told.next).toBeTruthy();
  });
  test('a command to copy means one thing in a shell, whatever is named', () => {
    const unit = 'foo\\x2dbar.service';
    expect(problem('not-own', { unit }).command).toBe(`systemctl --user mask -- '${unit}'`);
    const path = '/home/a/my log; id';
    expect(problem('proof-silent', { path, seconds: 1, why: '' }).command).toBe(
      `tail -n 3 '${path}'`,
    );
  });
  test('apt is named only where it is', () => {
    const commandOf = (apt: boolean) => problem('export-program-missing', { apt }).command;
    expect(commandOf(true)).toBe('sudo apt install systemd-journal-remote');
    expect(commandOf(false)).toBe(null);
  });
  test('a bug stays visible as one', () => {
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

  test('a well-formed call reaches its handler, and its problem comes back as data', async () => {
    const client = createClient({
      invoke: (_, input) => ask('deleteUnit', input),
      subscribe: () => () => undefined,
    });
    await expect(client.deleteUnit({ unit: 'x.service' })).rejects.toMatchObject({
      problem: { code: 'busy' },
    });
  });
});

test('commands become a script that does them again', () => {
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

test('DevTools are there in development and shut when packaged', () => {
  expect(webPreferences('/p', false).devTools).toBe(true);
  expect(webPreferences('/p', true)).toMatchObject({
    devTools: false,
    sandbox: true,
    nodeIntegration: false,
  });
});

test('Hearth starts itself again by the command that will still be there', () => {
  expect(ownCommand({ APPIMAGE: '/home/a/Hearth.AppImage' }, '/tmp/.mount/hearth', null)).toEqual([
    '/home/a/Hearth.AppImage',
  ]);
  expect(ownCommand({}, '/usr/bin/hearth', null)).toEqual(['/usr/bin/hearth']);
  expect(ownCommand({}, '/e/electron', '/src/hearth')).toEqual(['/e/electron', '/src/hearth']);
});
