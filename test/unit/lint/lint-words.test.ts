/** What findings say: severities, reasons, and manual pages. */
import { expect, test } from 'vitest';
import { items, lint, type Given } from './lint-bench.ts';

const codes = (text: string, given?: Given): string[] => lint(text, given).map(({ code }) => code);
const only = (text: string, given?: Given) => {
  const [finding, ...more] = lint(text, given);
  if (finding === undefined || more.length > 0)
    throw new Error(`not one: ${codes(text, given).join()}`);
  return finding;
};
test.each([
  ['WorkingDirectory=work', 'refuses the unit'],
  ['WorkingDirectory=-work', 'ignores the line'],
  ['RootImage=work', 'refuses the unit'],
  ['EnvironmentFile=work', 'ignores the line'],
])('explains for %s that systemd %s', (line, said) => {
  const found = lint(`[Service]\nExecStart=/bin/true\n${line}\n`);
  expect(found.find(({ code }) => code === 'relative-path')?.why).toContain(said);
});

test.each([
  ['Install', 'WantedBy=%Q.target', 'Enabling the unit fails.'],
  ['Install', 'Alias=%Q.service', 'Enabling the unit fails.'],
  ['Install', 'Also=a.service %Q.service', 'Enabling the unit fails.'],
  ['Install', 'DefaultInstance=%Q', 'It ignores the whole line.'],
  ['Service', 'SuccessExitStatus=%Q 3', 'It ignores this word.'],
  ['Service', 'RestartPreventExitStatus=3 %Q', 'It ignores this word.'],
  ['Service', 'RuntimeDirectory=a %Q', 'It ignores this word.'],
  ['Service', 'PassEnvironment=%Q B', 'It ignores this word.'],
  ['Unit', 'After=%Q.service b.service', 'It ignores this word.'],
  ['Unit', 'Documentation=%Q man:ls(1)', 'It ignores the whole line.'],
  ['Service', 'SyslogIdentifier=a %Q', 'It ignores the whole line.'],
  ['Service', 'WorkingDirectory=/%Q', 'It refuses the unit.'],
  ['Service', 'WorkingDirectory=-/%Q', 'It ignores the whole line.'],
  ['Service', 'RootDirectory=/%Q', 'It refuses the unit.'],
  ['Service', 'AppArmorProfile=%Q', 'It refuses the unit.'],
  ['Service', 'AppArmorProfile=-%Q', 'It ignores the whole line.'],
])('says what the unknown specifier costs in [%s] %s', (section, line, said) => {
  const found = lint(`[Service]\nExecStart=/bin/true\n[${section}]\n${line}\n`);
  expect(found.find(({ code }) => code === 'unknown-specifier')?.why).toContain(said);
});

test.each([
  ['/usr/bin/ssh host echo $$(date) > x', '>'],
  [':/usr/bin/ssh host echo $$(date)', '$$(date)'],
  ['/usr/bin/ssh host echo $(date)', '$(date)'],
  ['/usr/bin/app --at $$(date)', '$(date)'],
  ['/usr/bin/app --at $(date +%%Y)', '$(date'],
  ['/usr/bin/app --at $$(date)%%', '$(date)%'],
  [':/usr/bin/app --at $$(date)', '$$(date)'],
])('names what the program receives from ExecStart=%s', (command, word) => {
  const found = lint(`[Service]\nExecStart=${command}\n`);
  expect(found.find(({ code }) => code === 'shell-syntax')?.what).toBe(
    `The program receives “${word}” as an argument.`,
  );
});

test('an unknown specifier in the instance to enable breaks enabling a template', () => {
  const text = '[Service]\nExecStart=/bin/true\n[Install]\nDefaultInstance=%Q\n';
  const found = lint(text, { unit: 'a@.service' });
  expect(found.find(({ code }) => code === 'unknown-specifier')?.why).toContain('Enabling');
});

test('an unknown key is only a hint if the machine’s systemd couldn’t be asked', () => {
  const text = '[Service]\nExecStart=/bin/true\nBrandNew=1\n';
  expect(only(text).severity).toBe('warning');
  expect(only(text, { items: { ...items, source: 'recorded' } }).severity).toBe('hint');
});

test.each([
  ['Service', 'CPUSchedulingResetOnFork=x', 'exec'],
  ['Service', 'CPUSchedulingPolicy=x', 'exec'],
  ['Service', 'MemoryDenyWriteExecute=x', 'exec'],
  ['Service', 'ExecPaths=x', 'exec'],
  ['Service', 'MemoryAccounting=x', 'resource-control'],
  ['Service', 'SendSIGHUP=x', 'kill'],
  ['Service', 'RemainAfterExit=x', 'service'],
  ['Unit', 'StopWhenUnneeded=x', 'unit'],
  ['Unit', 'Environment=A', 'exec'],
  ['Unit', 'StartupCPUWeight=1', 'resource-control'],
  ['Unit', 'TimeoutSec=1', 'service'],
  ['Service', 'RefuseManualStart=yes', 'unit'],
])('names the manual page for [%s] %s', (section, line, page) => {
  const { manual } = only(
    `[Service]\nExecStart=/bin/true\nPrivateUsers=yes\n[${section}]\n${line}\n`,
  );
  expect(manual).toBe(`systemd.${page}(5), ${line.split('=')[0] ?? ''}=`);
});

test.each(['StandardInput=fd', 'StandardOutput=fd', 'StandardError=fd', 'CPUSchedulingPolicy=3'])(
  'accepts %s',
  (line) => {
    expect(codes(`[Service]\nExecStart=/bin/true\n${line}\n`)).toEqual([]);
  },
);
