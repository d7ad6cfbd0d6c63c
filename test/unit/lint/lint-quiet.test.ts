import { describe, expect, test } from 'vitest';
import type { ConfigurationItems } from '../../../electron/core/directives/types.ts';
import type { PathFact } from '../../../electron/core/lint/toolkit/disk-facts.ts';
import { applied, items, lint, type Given } from './lint-bench.ts';
import { readGoodUnits } from './read-cases.ts';

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

describe('without findings', () => {
  test.each([
    [
      'a plain service',
      '[Unit]\nDescription=A ~ $B 50%\n[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=default.target\n',
    ],
    [
      'your own sections and keys',
      '[Service]\nExecStart=/bin/true\nX-Note=~/x\n[X-Mine]\nFile=~/x\n[X-Hearth]\nProofFile=%h/x\nX-Note=~/x\n',
    ],
    [
      'shell syntax that a shell reads',
      `[Service]\nExecStart=/bin/sh -c 'a | b > ~/c && d "$HOME"/*.x $(date) &'\n`,
    ],
    [
      'quoted words that look like shell syntax',
      `[Service]\nExecStart=/bin/echo "|" '>' "a && b"\n`,
    ],
    [
      'arguments of a script',
      `[Service]\nExecStart=/bin/sh -c 'ls $0 "$1"' /opt/*.x "~/a" '|' $MAINPID\n`,
    ],
    ['regular expressions', '[Service]\nExecStart=/bin/grep -E ^a|b$ /etc/passwd\n'],
    ['a doubled dollar', '[Service]\nExecStart=/bin/echo $$HOME/x $${x}\n'],
    [
      'variables that are set',
      '[Service]\nEnvironment=A=b "C=d e"\nExecStart=/bin/echo $A ${C} x${A}y ${USER} $MAINPID\n',
    ],
    [
      'variables from a file',
      '[Service]\nEnvironmentFile=-/etc/a\nExecStart=/bin/echo $A ${DISPLAY}\n',
    ],
    [
      'the desktop’s variables in its own session',
      '[Unit]\nPartOf=graphical-session.target\n[Service]\nExecStart=/bin/x ${DISPLAY}\n',
    ],
    [
      'time spans of all sorts',
      '[Service]\nExecStart=/bin/true\nRestartSec=1min 30s\nTimeoutStartSec=infinity\nTimeoutStopSec=1.5h\nWatchdogSec=20\n',
    ],
    ['a doubled percent', '[Service]\nExecStart=/bin/date +%%s\n'],
    ['specifiers', '[Service]\nExecStart=/bin/echo %h %i %n %t/x %%\nWorkingDirectory=%h\n'],
    [
      'a literal percent sign, and specifiers next to formats',
      `[Service]\nExecStart=/bin/sh -c 'echo 100%; printf "%i of %u" %h; date +%%F; x %H-%m' 5% %- a%\n`,
    ],
    ['the home folder as working folder', '[Service]\nExecStart=/bin/true\nWorkingDirectory=~\n'],
    [
      'several commands of a oneshot',
      '[Service]\nType=oneshot\nExecStart=/bin/a ; /bin/b\nExecStart=/bin/c\n',
    ],
    ['a command that is cleared', '[Service]\nExecStart=~/x\nExecStart=\nExecStart=/bin/true\n'],
    [
      'URLs',
      '[Unit]\nDocumentation=https://a.b/c%%20d\n[Service]\nExecStart=/bin/curl https://a.b/?c=d&e=f\n',
    ],
    [
      'what only a private user namespace allows',
      '[Service]\nExecStart=/bin/true\nPrivateUsers=yes\nPrivateDevices=yes\nRootDirectory=/\nBindPaths=/a:/b\nCapabilityBoundingSet=CAP_KILL\nAmbientCapabilities=CAP_KILL\nSecureBits=keep-caps\n',
    ],
    [
      'isolation that is off, or open',
      '[Service]\nExecStart=/bin/true\nPrivateDevices=no\nBindPaths=/etc\nTemporaryFileSystem=\n',
    ],
    [
      'a oneshot that works when it ends',
      '[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStop=/bin/true\n',
    ],
    ['a oneshot that ends the session', '[Unit]\nSuccessAction=exit\n[Service]\nType=oneshot\n'],
    ['your own group', '[Service]\nExecStart=/bin/true\nGroup=me\n'],
    ['find’s patterns', '[Service]\nExecStart=/bin/find /var -name *.gz\n'],
    [
      'a fork declared with Type=',
      '[Service]\nType=forking\nPIDFile=%t/x.pid\nExecStart=/bin/x --daemon\n',
    ],
    ['notify after exec', `[Service]\nType=notify\nExecStart=/bin/sh -c 'x=1; exec /bin/y'\n`],
    [
      'a service that waits between unlimited restarts',
      '[Unit]\nStartLimitIntervalSec=0\n[Service]\nExecStart=/bin/true\nRestart=always\nRestartSec=5\n',
    ],
    [
      'back quotes that are an argument’s own',
      '[Service]\nType=notify\nNotifyAccess=all\nExecStart=/usr/bin/podman run -d --label "traefik.rule=Host(`example.org`)\\x20&&\\x20PathPrefix(`/api`)" --label b.rule=Host(`a.b`,`c.d`) --sql "SELECT `a` FROM b" alpine\n',
    ],
    [
      'specifiers in names of variables',
      '[Service]\nExecStart=/bin/echo ${Xa}\nEnvironment=A=1 X%b=2 %u=3 %i_A=4\n',
    ],
    [
      'variables that a shell expands its own way',
      `[Service]\nExecStart=/bin/sh -c 'cd "\${A:-/tmp}" && echo $\${b%%.*} $\${#c}'\n`,
    ],
    ['paths with blanks', '[Service]\nExecStart=/bin/true\nWorkingDirectory=%h/my app\n'],
    [
      'paths of lists in quotes',
      '[Service]\nExecStart=/bin/true\nPrivateUsers=yes\nReadWritePaths="/home/me/my dir" %h/b\n',
    ],
    ['the PID file’s name', '[Service]\nType=forking\nExecStart=/bin/true\nPIDFile=%N.pid\n'],
    [
      'the whole bounding set, and settings that a later line takes back',
      '[Service]\nExecStart=/bin/true\nCapabilityBoundingSet=CAP_KILL\nCapabilityBoundingSet=~\nBindPaths=/etc/:/etc\nStandardInput=tty\nTTYPath=/dev/tty7\n',
    ],
    ['a prompt with dollars', `[Service]\nExecStart=/bin/true\nEnvironment='PS1=$ '\n`],
    ['an empty file', ''],
  ])('finds nothing in %s', (_, text) => {
    expect(codes(text, { unit: text === '' ? 'a.target' : 'a.service' })).toEqual([]);
  });

  test('finds nothing in a system unit that does what a user unit can’t', () => {
    const text =
      '[Unit]\nAfter=network.target\n[Service]\nUser=root\nExecStart=+/bin/true\n[Install]\nWantedBy=multi-user.target\n';
    expect(codes(text, { scope: 'system' })).toEqual([]);
  });

  test('accepts a user target named like a system target', () => {
    const units = new Map([['multi-user.target', { user: true, system: true }]]);
    const text = '[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n';
    expect(codes(text, { units })).toEqual([]);
  });

  test.each([
    ['after “-”', '[Service]\nExecStart=-/opt/x\n'],
    [
      'where a condition prevents the start',
      '[Unit]\nConditionPathExists=/opt/y\n[Service]\nExecStart=/opt/x\n',
    ],
    [
      'in a private root folder',
      '[Service]\nRootImage=/opt/image\nExecStart=/opt/x\nBindPaths=/a\n',
    ],
    [
      'on a mount that the unit requires',
      '[Unit]\nRequiresMountsFor=/opt\n[Service]\nExecStart=/opt/x\n',
    ],
  ])('accepts a missing program %s', (_, text) => {
    const found = codes(text, { ...missing('/opt/x', '/opt/y'), scope: 'system' });
    expect(found).toEqual([]);
  });

  test('accepts missing folders and files that systemd or the unit creates', () => {
    const text =
      '[Service]\nStateDirectory=x\nWorkingDirectory=/var/lib/x\nEnvironmentFile=/run/e\nExecStartPre=/bin/touch /run/e\nExecStart=/bin/true\n';
    expect(codes(text, { ...missing('/var/lib/x', '/run/e'), scope: 'system' })).toEqual([]);
  });
});

const steps = { section: 'Service', key: 'RestartSteps', kind: 'UNSIGNED' };
const since254: ConfigurationItems = { ...items, items: [...items.items, steps] };

/** Hints about settings that systemd skips in silence, in units that work anyway. */
const skipped = new Set(['no-effect-without-private-users', 'needs-limits']);

test.each(readGoodUnits().map(({ unit, text }) => [unit, text] as const))(
  'finds nothing in the good unit %s but settings that are skipped in silence',
  (unit, text) => {
    const brief = (given: Given): string[] =>
      lint(text, { unit, ...given })
        .filter(({ code, severity }) => severity !== 'hint' || !skipped.has(code))
        .map(({ line, code, what }) => `${line} ${code} ${what}`);
    expect(brief({})).toEqual([]);
    expect(brief({ items: since254 })).toEqual([]);
    expect(codes(text, { unit, items: since254 })).not.toContain('no-effect-without-private-users');
  },
);

test('still reports a missing program when the condition is met', () => {
  const text = '[Unit]\nConditionPathExists=!/opt/y\n[Service]\nExecStart=/opt/x\n';
  expect(codes(text, missing('/opt/x', '/opt/y'))).toEqual(['missing-program']);
});

describe('positions and fixes', () => {
  test('points into a continued value with comments in between', () => {
    const text = '# ü\n[Service]\nExecStart=/bin/cat \\\n  # why\n  é ~/notes\n';
    const finding = only(text);
    expect([finding.line, finding.column, finding.endColumn]).toEqual([5, 5, 12]);
    expect(applied(text, finding)).toBe(text.replace('~/', '%h/'));
  });

  test('keeps line endings and the rest of the file when fixing', () => {
    const text =
      '[Unit]\r\nDescription=é\r\n[Service]\r\nExecStart=/bin/true\r\nStartLimitBurst=3\r\nRestartSecs=1\r\n';
    const finding = lint(text).find(({ code }) => code === 'unknown-key');
    if (finding === undefined) throw new Error('nothing found');
    expect(applied(text, finding)).toBe(text.replace('RestartSecs', 'RestartSec'));
    const move = only('[Service]\r\nExecStart=/bin/true\r\nWantedBy=default.target');
    const moved = applied('[Service]\r\nExecStart=/bin/true\r\nWantedBy=default.target', move);
    expect(moved).toContain('[Install]');
    expect(codes(moved)).toEqual([]);
  });

  test('offers no fix where systemd reads something other than the file shows', () => {
    expect(only('[Service]\nExecStart=/bin/cat \\\nx \\\n>f\n').fix).toBeNull();
  });
});

describe('the other files of a unit', () => {
  test('a drop-in needs no command, but must clear the earlier command to replace it', () => {
    const before = ['[Service]\nExecStart=/bin/true\n'];
    expect(codes('[Service]\nRestart=always\n', { before, isDropIn: true })).toEqual([]);
    const second = '[Service]\nExecStart=/bin/false\n';
    const finding = only(second, { before, isDropIn: true });
    expect(finding.code).toBe('several-commands');
    expect(codes(applied(second, finding), { before, isDropIn: true })).toEqual([]);
  });

  test('ignores what a later drop-in clears or sets', () => {
    const after = ['[Service]\nExecStart=\nExecStart=/bin/true\nEnvironment=A=b\n'];
    expect(codes('[Service]\nExecStart=~/x $A\n', { after })).toEqual([]);
    expect(
      codes('[Service]\nType=dbus\nExecStart=/bin/x\n', { after: ['[Service]\nBusName=a.b\n'] }),
    ).toEqual([]);
  });
});

test('hints at a link that enabling wouldn’t create, and fixes it with [Install]', () => {
  const text = '[Service]\nExecStart=/bin/true\n';
  expect(codes(text)).toEqual([]);
  const finding = only(text, { isEnabled: true });
  expect([finding.code, finding.severity, finding.line]).toEqual(['no-install', 'hint', 2]);
  expect(`${finding.what} ${finding.why}`).toMatch(/started by a link .* removes the link/);
  expect(applied(text, finding)).toBe(`${text}\n[Install]\nWantedBy=default.target\n`);
});

test('needs no PrivateUsers= since systemd 254, which creates a user namespace itself', () => {
  const text = '[Service]\nExecStart=/bin/true\nPrivateDevices=yes\n';
  expect(codes(text)).toEqual(['needs-private-users']);
  expect(codes(text, { items: since254 })).toEqual([]);
});
