/** What depends on the machine, the account, the version of systemd, or a file that isn’t there. */
import { describe, expect, test } from 'vitest';
import type { ConfigurationItems } from '../../../electron/core/directives/types.ts';
import type { PathFact } from '../../../electron/core/lint/toolkit/disk-facts.ts';
import { applied, items, lint, type Given } from './lint-bench.ts';

const codes = (text: string, given?: Given): string[] => lint(text, given).map(({ code }) => code);
const only = (text: string, given?: Given) => {
  const [finding, ...more] = lint(text, given);
  if (finding === undefined || more.length > 0)
    throw new Error(`not one: ${codes(text, given).join()}`);
  return finding;
};
const missing = (...paths: string[]): Given => ({
  paths: new Map(paths.map((path): [string, PathFact] => [path, { kind: 'missing' }])),
});

describe('scripts that env(1) runs', () => {
  const script = (searchPath: string[] | null): Given => ({
    paths: new Map<string, PathFact>([
      [
        '/home/me/app',
        {
          kind: 'file',
          realPath: null,
          isExecutable: true,
          isOnNoexecMount: false,
          interpreter: { kind: 'by-env', name: 'tool-language', hasCarriageReturn: false },
        },
      ],
    ]),
    nowhere: 'tool-language',
    searchPath,
  });
  const text = (lines: string): string => `[Service]\n${lines}ExecStart=%h/app\n`;
  const executable: PathFact = {
    kind: 'file',
    realPath: null,
    isExecutable: true,
    isOnNoexecMount: false,
    interpreter: { kind: 'not-needed' },
  };
  const there = (path: string): Given => {
    const given = script(['/usr/bin', '/opt/bin']);
    return { ...given, paths: new Map([...(given.paths ?? []), [path, executable]]) };
  };

  test.each([
    ['Environment=PATH=%h/bin:/bin\n', '/home/me/bin/tool-language'],
    ['ExecSearchPath=/a:%h/bin\n', '/home/me/bin/tool-language'],
    ['', '/opt/bin/tool-language'],
  ])('accepts an interpreter in the PATH of the service: %j', (lines, place) => {
    expect(codes(text(lines), there(place))).toEqual([]);
    expect(codes(text(lines), script(['/usr/bin']))).toEqual(['bad-interpreter']);
  });

  test.each([
    ['a manager that doesn’t answer', '', null],
    ['a file that may set PATH', 'EnvironmentFile=-/etc/x\n', ['/usr/bin']],
    ['a PATH that may be removed', 'UnsetEnvironment=PATH\n', ['/usr/bin']],
    ['a folder that is known only when it runs', 'Environment=PATH=/run/%b\n', ['/usr/bin']],
  ])('doesn’t judge with %s', (_, lines, searchPath) => {
    expect(codes(text(lines), script(searchPath))).toEqual([]);
  });

  test('reports one that is in none of the folders, even if the PATH looks like a shell’s', () => {
    const found = codes(text('Environment=PATH=/opt/x:$PATH\n'), script(null));
    expect(found).toEqual(['environment-not-expanded', 'bad-interpreter']);
  });
});

test.each([
  'sway-session.target',
  'plasma-workspace.target',
  'gnome-session.target',
  'gnome-session@gnome.target',
  'hyprland-session.target',
  'wayland-session@hyprland.desktop.target',
  'tray.target',
  'niri.service',
])('a unit of %s gets the desktop’s variables', (target) => {
  const text = (name: string): string =>
    `[Unit]\nPartOf=${name}\nAfter=${name}\n[Service]\nExecStart=/bin/bar \${WAYLAND_DISPLAY}\n[Install]\nWantedBy=${name}\n`;
  expect(codes(text(target))).toEqual([]);
  expect(codes(text('mine.target'))).toEqual(['login-variable']);
});

test('judges Group= by the account’s primary group, by name or number', () => {
  const text = (group: string): string => `[Service]\nExecStart=/bin/true\nGroup=${group}\n`;
  const groups = { primary: ['users', '100'], all: ['users', '100', 'audio', '29'] };
  for (const own of groups.primary) expect(codes(text(own), { groups })).toEqual([]);
  for (const other of ['me', 'audio', '1000']) {
    expect(codes(text(other), { groups })).toEqual(['needs-privileges']);
  }
  expect(codes(text('%u'))).toEqual([]);
  expect(codes(text('audio'), { groups: { primary: [], all: [] } })).toEqual([]);
});

test.each([
  'Restart=always\nRestartSec=5',
  'Type=dbus',
  'Type=forking',
  'ExecStart=/bin/a\nExecStart=/bin/b',
  'ExecStart=/bin/a --daemon',
  'PrivateDevices=yes',
  'CapabilityBoundingSet=CAP_KILL',
  'ExecStartPre=/opt/x ${FROM_THE_UNIT}',
])('doesn’t judge a drop-in by what its unit may set: %j', (lines) => {
  const text = `[Service]\n${lines}\n`;
  expect(codes(text, { ...missing('/opt/x'), isDropIn: true, isPartial: true })).toEqual([]);
  const before = ['[Service]\nType=simple\n'];
  expect(codes('[Service]\nType=dbus\n', { before, isDropIn: true })).not.toEqual([]);
});

test('knows the prefix “|” since systemd 258', () => {
  const text = '[Service]\nExecStart=|echo test\n';
  expect(only(text)).toMatchObject({ code: 'shell-prefix', severity: 'error', line: 2 });
  const unsure: ConfigurationItems = { ...items, source: 'recorded' };
  expect(only(text, { items: unsure }).severity).toBe('warning');
  const newer = { section: 'Service', key: 'DelegateNamespaces', kind: 'OTHER' };
  expect(codes(text, { items: { ...items, items: [...items.items, newer] } })).toEqual([]);
});

test('takes a word from the version that brought it, and only then', () => {
  const text = '[Service]\nType=notify-reload\nExecStart=/bin/a\n';
  const found = only(text);
  expect(found).toMatchObject({ code: 'bad-word', severity: 'warning', line: 2, fix: null });
  expect(found.what).toContain('before systemd 253');
  expect(found.why).not.toContain('notify-reload');
  const newer = { section: 'Service', key: 'ReloadSignal', kind: 'SIGNAL' };
  expect(codes(text, { items: { ...items, items: [...items.items, newer] } })).toEqual([]);
  expect(codes(text, { items: { ...items, source: 'recorded' } })).toEqual([]);
});

test('knows what a user manager makes of a setting since systemd 257', () => {
  const version = ['ReloadSignal', 'RestartSteps', 'PrivatePIDs'];
  const newer = version.map((key) => ({ section: 'Service', key, kind: 'OTHER' }));
  const since257: Given = { items: { ...items, items: [...items.items, ...newer] } };
  const whyOf = (line: string, given?: Given): string | undefined =>
    lint(`[Service]\nExecStart=/bin/a\n${line}\n`, given)[0]?.why;
  expect(whyOf('User=me')).toContain('216/GROUP');
  expect(whyOf('User=me', since257)).toBeUndefined();
  expect(whyOf('User=root', since257)).toContain('216/GROUP');
  expect(whyOf('DynamicUser=yes')).toContain('217/USER');
  expect(whyOf('DynamicUser=yes', since257)).toContain('refuses to load');
  expect(whyOf('PAMName=login')).toContain('skips it');
  expect(whyOf('PAMName=login', since257)).toContain('216/GROUP');
  expect(whyOf('RootImage=/a', since257)).toContain('226/NAMESPACE');
  expect(whyOf('MountFlags=slave', since257)).toContain('skips it');
  expect(whyOf('PrivateTmp=yes', since257)).toBeUndefined();
});

test('knows the values that settings of yes or no got later', () => {
  const more = new Map(
    ['PrivateTmp', 'PrivateUsers', 'ProtectControlGroups'].map((key) => [key, 'OTHER']),
  );
  const added = ['ReloadSignal', 'RestartSteps', 'PrivatePIDs', 'RootEphemeral'];
  const inList = (keys: readonly string[]): Given => ({
    items: {
      ...items,
      items: [
        ...items.items.map((one) => ({ ...one, kind: more.get(one.key) ?? one.kind })),
        ...keys.map((key) => ({ section: 'Service', key, kind: 'OTHER' })),
      ],
    },
  });
  const [since257, since258] = [inList(added), inList([...added, 'DelegateNamespaces'])];
  const found = (line: string, given?: Given): string[] =>
    codes(`[Service]\nExecStart=/bin/a\n${line}\n`, given);
  expect(found('PrivateUsers=self\nPrivateDevices=yes')).toEqual([
    'bad-boolean',
    'needs-private-users',
  ]);
  expect(found('PrivateUsers=self\nPrivateDevices=yes', since257)).toEqual([]);
  expect(found('PrivateUsers=identity', since257)).toEqual(['needs-privileges']);
  expect(found('PrivateUsers=full', since257)).toEqual(['bad-word']);
  expect(found('PrivateUsers=full', since258)).toEqual(['needs-privileges']);
  expect(found('PrivateUsers=managed', since258)).toEqual([]);
  expect(found('PrivateTmp=disconnected\nProtectControlGroups=strict', since257)).toEqual([]);
  expect(found('PrivateTmp=dis', since257)).toEqual(['bad-word']);
  expect(found('RootEphemeral=yes', since257)).toEqual([]);
  expect(found('RootDirectory=/a\nRootEphemeral=yes', since257)).toEqual(['needs-privileges']);
});

test('knows that an empty value resets no key that took only yes or no before', () => {
  const newer = items.items.map((item) =>
    item.key === 'PrivateTmp' ? { ...item, kind: 'OTHER' } : item,
  );
  const text = '[Service]\nExecStart=/bin/a\nPrivateUsers=yes\nPrivateTmp=yes\nPrivateTmp=\n';
  for (const list of [items.items, newer]) {
    expect(only(text, { items: { ...items, items: list } })).toMatchObject({
      code: 'resets-nothing',
      severity: 'warning',
      line: 5,
    });
  }
});

test('reports deprecated keys as removed once systemd no longer knows them', () => {
  const text =
    '[Service]\nExecStart=/bin/a\nMemoryLimit=1G\nCPUShares=100\nCPUAccounting=yes\nCPUSares=1\n';
  const gone = new Set(['MemoryLimit', 'CPUShares', 'CPUAccounting']);
  const newer = { ...items, items: items.items.filter(({ key }) => !gone.has(key)) };
  const found = lint(text, { items: newer });
  expect(found.map(({ line, severity, code }) => [line, severity, code])).toEqual([
    [3, 'warning', 'removed-key'],
    [4, 'warning', 'removed-key'],
    [5, 'hint', 'removed-key'],
    [6, 'warning', 'unknown-key'],
  ]);
  expect(found.map((one) => applied(text, one).split('\n')[one.line - 1])).toEqual([
    'MemoryMax=1G',
    'CPUShares=100',
    'CPUSares=1',
    'CPUSares=1',
  ]);
  expect(found[1]?.what).toContain('CPUWeight=');
});

test.each([
  ['a.timer', '[Timer]\nOnCalendar=constructor\nOnCalendar=__proto__\n'],
  ['a.service', '[Service]\nExecStart=constructor ${constructor} --toString\nconstructor=1\n'],
  ['a.service', '[constructor]\ntoString=$constructor\n[Service]\nType=constructor\n'],
  ['a.path', '[Path]\n__proto__=/x*\nPathChanged=$constructor/*\n'],
])('judges names that every JavaScript object has like any others: %s', (unit, text) => {
  expect(lint(text, { unit }).map(({ code }) => code)).not.toEqual([]);
});

test('takes variables that environment.d sets for set', () => {
  const text = '[Service]\nExecStart=/usr/bin/ssh-agent -D -a $SSH_AUTH_SOCK ${XDG_CONFIG_HOME}\n';
  expect(lint(text).map(({ code }) => code)).toEqual(['login-variable', 'unset-variable']);
  const environment = ['SSH_AUTH_SOCK', 'XDG_CONFIG_HOME'];
  expect(lint(text, { environment })).toEqual([]);
});
