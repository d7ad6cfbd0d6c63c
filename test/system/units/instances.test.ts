/** Instances of a template by what was typed, as systemd names, starts and refuses them. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  instanceFault,
  instanceName,
  type InstanceKind,
} from '../../../electron/core/names/unit-escape.ts';
import { property, service, shell, temporaryFolder } from '../workbench/bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';

const template = 'typed-for@.service';
/** As much as fits into the 255 characters of a name. */
const longest = 'x'.repeat(255 - template.length);

const openTemplate = async () => {
  const out = `${await temporaryFolder()}/out`;
  await service(template, [
    '[Service]',
    'Type=oneshot',
    'ExecStart=:/usr/bin/printf %%s %I',
    `StandardOutput=truncate:${out}`,
  ]);
  return { out, ...(await openWorkbench(await temporaryFolder())) };
};

test.each<[InstanceKind, string]>([
  ['text', '100%'],
  ['text', '%n'],
  ['text', 'a b/c-d'],
  ['text', '$HOME "\'\\'],
  ['text', '.ü→🔥@'],
  ['text', '-'],
  ['text', longest],
  ['path', '/'],
  ['path', '/srv//my notes/50%/'],
])('an instance of the %s %j gets it back', async (kind, typed) => {
  const { out, handlers } = await openTemplate();
  const unit = instanceName(template, typed, kind) ?? '';
  const words = kind === 'path' ? ['--path'] : [];
  const escaped = await shell('systemd-escape', `--template=${template}`, ...words, '--', typed);
  expect(unit).toBe(escaped);
  expect(await handlers.actOnUnit({ unit, action: 'start' })).toBeNull();
  const got = await readFile(out, 'utf8');
  const path = typed.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
  expect(kind === 'path' ? `/${got}`.replace('//', '/') : got).toBe(kind === 'path' ? path : typed);
});

test.each<[InstanceKind, string, string | null]>([
  ['text', '', null],
  ['text', 'two\nlines', 'lines'],
  ['text', 'a\0b', 'null-byte'],
  ['text', `${longest}x`, 'too-long'],
  ['text', 'x'.repeat(300), 'too-long'],
  ['path', 'notes', 'not-absolute'],
  ['path', '/a/../b', 'dots'],
])('the %s %j makes no instance', (kind, typed, fault) => {
  expect(instanceFault(template, typed, kind)).toBe(fault);
});

test('a template alone isn’t started, and neither is a name that is too long', async () => {
  const { handlers } = await openTemplate();
  expect(await handlers.actOnUnit({ unit: template, action: 'start' })).not.toBeNull();
  const long = template.replace('@', `@${longest}x`);
  await expect(shell('systemctl', '--user', 'start', '--', long)).rejects.toThrow(/not valid/);
  expect((await property('typed-for@x.service', 'ActiveState')).trim()).toBe('inactive');
});
