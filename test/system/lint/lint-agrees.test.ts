/** Checks the linter's assumptions about systemd against systemd itself. */
import { expect, test } from 'vitest';
import { isSpecifier } from '../../../electron/core/syntax/specifiers.ts';
import { createConfigurationItems } from '../../../electron/system/manager/configuration-items.ts';
import { applied, lint as lintWith, type Given } from '../../unit/lint/lint-bench.ts';
import {
  afterwards,
  createBench,
  property,
  service,
  shell,
  systemdVersion,
} from '../workbench/bench.ts';
import { emptyFolder, put, putLink } from '../workbench/unit-folder.ts';

/** The systemd that the tests run on. */
const items = await createConfigurationItems(createBench().runner)();
const lint = (text: string, given: Given = {}) => lintWith(text, { items, ...given });

const show = async (units: readonly string[], name: string): Promise<string[]> => {
  const said = await shell('systemctl', '--user', 'show', '--property', name, '--', ...units);
  return said.split(/\n+/).filter((line) => line !== '');
};

test('systemd refuses unknown specifiers, and takes a doubled % literally', async () => {
  await emptyFolder();
  afterwards(() => shell('systemctl', '--user', 'daemon-reload'));
  const signs = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ059-.:/_%');
  const unknown = signs.filter((sign) => /[A-Za-z0-9]/.test(sign) && !isSpecifier(sign));
  const units: string[] = [];
  for (const [at, sign] of signs.entries()) {
    const text = `[Service]\nExecStart=/bin/echo a%${sign}b 100%\n`;
    const found = lint(text);
    expect([sign, found.length]).toEqual([sign, unknown.includes(sign) ? 1 : 0]);
    units.push(`percent-${String(at)}.service`);
    await put(`percent-${String(at)}.service`, text);
    if (found[0] !== undefined) await put(`fixed-${String(at)}.service`, applied(text, found[0]));
  }
  await shell('systemctl', '--user', 'daemon-reload');
  const states = await show(units, 'LoadState');
  const refused = signs.filter((_, at) => states[at] === 'LoadState=bad-setting');
  expect(refused).toEqual(expect.arrayContaining(unknown));
  for (const sign of unknown) {
    const unit = `fixed-${String(signs.indexOf(sign))}.service`;
    expect(await property(unit, 'ExecStart')).toContain(`argv[]=/bin/echo a%${sign}b 100% ;`);
  }
});

test.each([
  ['Type=oneshot\nExecStop=/bin/true', 'no-command', true],
  ['Type=oneshot\nExecStop=/bin/true\nRemainAfterExit=yes', undefined, false],
  ['[Unit]\nSuccessAction=none', 'no-command', true],
  ['[Unit]\nSuccessAction=exit', undefined, false],
  ['ExecStart=/bin/true\nWorkingDirectory=work', 'relative-path', true],
  ['ExecStart=/bin/true\nWorkingDirectory=-work', 'relative-path', false],
  ['ExecStart=/bin/true\nPrivateUsers=yes\nRootDirectory=work', 'relative-path', true],
  ['ExecStart=/bin/true\nRootImage=work', 'relative-path', true],
  ['ExecStart=/bin/true\nEnvironmentFile=work', 'relative-path', false],
  ['ExecStart=/bin/true\nStandardOutput=fd', undefined, false],
  ['ExecStart=/bin/true\nCPUSchedulingPolicy=3', undefined, false],
])('agrees with systemd on %j: finding %s, refused %s', async (lines, code, isRefused) => {
  await service('refused.service', ['[Service]', lines]);
  const state = await property('refused.service', 'LoadState');
  expect(state).toBe(isRefused ? 'bad-setting' : 'loaded');
  // A user manager can mount no image at all; here, only its path matters.
  const [found, ...more] = lint(`[Service]\n${lines}\n`).filter(
    (finding) => finding.code !== 'needs-privileges',
  );
  expect([found?.code, more]).toEqual([code, []]);
  if (found !== undefined) expect(found.why.includes('systemd refuses')).toBe(isRefused);
});

test.each([
  'PrivateDevices=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelLogs=yes',
  'ProtectClock=yes',
  'RootDirectory=/',
  'TemporaryFileSystem=/srv:ro',
  'BindPaths=/etc:/srv',
  'BindReadOnlyPaths=-/etc:/srv',
])('%s makes a service fail, and the fix makes it start, before systemd 254', async (line) => {
  const text = `[Service]\nType=oneshot\nExecStart=/bin/true\n${line}\n`;
  const resultOf = async (of: string): Promise<string> => {
    await service('walled.service', [of]);
    await shell('systemctl', '--user', 'start', 'walled.service').catch(() => '');
    return ` with ${await property('walled.service', 'ExecMainStatus')}/`;
  };
  if (systemdVersion >= 254) {
    expect(lint(text)).toEqual([]);
    expect(await resultOf(text)).toBe(' with 0/');
    return;
  }
  const [found, ...more] = lint(text);
  if (found?.code !== 'needs-private-users' || more.length > 0) throw new Error('not that alone');
  expect(found.why).toContain(await resultOf(text));
  expect(await resultOf(applied(text, found))).toBe(' with 0/');
});

/** Writes a service with this text. Returns the value that systemd reports for a property. */
const effect = async (text: string, of: string): Promise<string> => {
  await service('overridden.service', [text]);
  return property('overridden.service', of);
};

test.each([
  ['Restart', 'always', 'on-failure', 'Restart', true],
  ['Restart', 'always', 'sometimes', 'Restart', false],
  ['Restart', 'always', '', 'Restart', false],
  ['Type', 'exec', 'notify-reload', 'Type', systemdVersion >= 253],
  ['Type', 'exec', 'oneshoot', 'Type', false],
  ['RestartSec', '7', '9s', 'RestartUSec', true],
  ['RestartSec', '7', '9 mins', 'RestartUSec', false],
  ['TimeoutStartSec', '7', 'soon', 'TimeoutStartUSec', false],
  ['RemainAfterExit', 'yes', 'no', 'RemainAfterExit', true],
  ['RemainAfterExit', 'yes', 'nope', 'RemainAfterExit', false],
  ['RemainAfterExit', 'yes', '', 'RemainAfterExit', false],
  ['KillSignal', 'SIGINT', 'HUP', 'KillSignal', true],
  ['KillSignal', 'SIGINT', 'SIGNONE', 'KillSignal', false],
  ['KillMode', 'mixed', 'proces', 'KillMode', false],
  ['NotifyAccess', 'all', 'everyone', 'NotifyAccess', false],
  ['UMask', '0077', '0099', 'UMask', false],
  ['Nice', '5', '99', 'Nice', false],
  ['WorkingDirectory', '/tmp', 'relative', 'WorkingDirectory', false],
  ['Description', 'one', 'two', 'Description', true],
  ['Description', 'one', 'two %Z', 'Description', false],
])(
  '%s=%s before %s (%s) can be removed without effect: %s',
  async (key, first, second, of, mayGo) => {
    const section = key === 'Description' ? '[Unit]\n' : '';
    const once = `[Service]\nExecStart=/bin/true\n${section}${key}=${first}\n`;
    const twice = `${once}${key}=${second}\n`;
    const found = lint(twice).find(({ code }) => code === 'overridden');
    expect(found?.fix != null).toBe(mayGo);
    const counts = await effect(twice, of);
    expect(await effect(once, of)).toEqual(
      mayGo ? expect.not.stringMatching(`^${counts}$`) : counts,
    );
    if (mayGo && found !== undefined) expect(await effect(applied(twice, found), of)).toBe(counts);
  },
);

test('a link without [Install] counts as enabled, and reenable or disable removes it for good', async () => {
  await emptyFolder();
  afterwards(() => shell('systemctl', '--user', 'daemon-reload'));
  const text = '[Service]\nExecStart=/bin/true\n';
  expect(lint(text, { isEnabled: true }).map(({ code }) => code)).toEqual(['no-install']);
  await put('by-hand.service', text);
  for (const verb of ['reenable', 'disable']) {
    await putLink('default.target.wants/by-hand.service', '../by-hand.service');
    await shell('systemctl', '--user', 'daemon-reload');
    expect(await property('by-hand.service', 'UnitFileState')).toBe('enabled');
    await shell('systemctl', '--user', verb, 'by-hand.service');
    expect(await property('by-hand.service', 'UnitFileState')).toBe('static');
    await shell('systemctl', '--user', 'enable', 'by-hand.service');
    expect(await property('by-hand.service', 'UnitFileState')).toBe('static');
  }
});
