import { expect, test } from 'vitest';
import { restartKeys } from '../../../electron/core/files/restart-keys.ts';

const keys = (before: string, after: string): string[] => {
  const encoder = new TextEncoder();
  return restartKeys([encoder.encode(before)], [encoder.encode(after)], () => false);
};

const cases: [string, string, string, string[]][] = [
  ['nothing', '[Service]\nExecStart=a\n', '[Service]\nExecStart=a\n', []],
  ['comments and order of keys', '[Service]\nA=1\nB=2\n', '#\n[Service]\nB=2\n# x\nA=1\n', []],
  [
    'the process',
    '[Service]\nExecStart=a\n',
    '[Service]\nExecStart=b\nNice=5\n',
    ['ExecStart', 'Nice'],
  ],
  [
    'an added value',
    '[Service]\nEnvironment=A=1\n',
    '[Service]\nEnvironment=A=1\nEnvironment=B=2\n',
    ['Environment'],
  ],
  [
    'the order of values',
    '[Service]\nEnvironment=A\nEnvironment=B\n',
    '[Service]\nEnvironment=B\nEnvironment=A\n',
    ['Environment'],
  ],
  ['a removed key', '[Service]\nUMask=77\n', '[Service]\n', ['UMask']],
  ['another section', '[Service]\nWants=a\n', '[Unit]\nWants=a\n', ['Wants']],
  [
    'what the manager applies',
    '',
    '[Service]\nRestart=always\nRestartSec=1\nTimeoutStopSec=1\nExecStop=x\nKillMode=mixed\nRuntimeMaxSec=1\n',
    [],
  ],
  [
    'limits of the cgroup',
    '',
    '[Service]\nMemoryMax=1G\nCPUQuota=5%\nTasksMax=9\nStartupCPUWeight=1\nIPAddressDeny=any\nIPAccounting=yes\nManagedOOMSwap=kill\n',
    [],
  ],
  [
    'the cgroup itself, and what only looks like a limit',
    '',
    '[Service]\nSlice=a.slice\nCPUSchedulingPolicy=idle\nCPUAffinity=0\nIOSchedulingClass=idle\nWatchdogSec=1\nMemoryDenyWriteExecute=yes\nMemoryKSM=yes\nMemoryPressureWatch=on\nIPCNamespacePath=/x\n[Socket]\nIPTOS=1\nIPTTL=1\n',
    [
      ...['Slice', 'CPUSchedulingPolicy', 'CPUAffinity', 'IOSchedulingClass', 'WatchdogSec'],
      ...['MemoryDenyWriteExecute', 'MemoryKSM', 'MemoryPressureWatch', 'IPCNamespacePath'],
      ...['IPTOS', 'IPTTL'],
    ],
  ],
  [
    'what the start pulls in',
    '',
    '[Unit]\nWants=a\nConflicts=b\nPartOf=c\nUpholds=d\nAfter=e\nDescription=f\nJoinsNamespaceOf=g\n',
    ['Wants', 'Conflicts', 'JoinsNamespaceOf'],
  ],
  [
    'what enabling reads, timers, paths, notes',
    '',
    '[Install]\nWantedBy=a\n[Timer]\nOnCalendar=daily\n[Path]\nPathExists=/x\n[X-Hearth]\nProofFile=/x\n',
    [],
  ],
  ['a socket', '[Socket]\nListenStream=1\n', '[Socket]\nListenStream=2\n', ['ListenStream']],
  [
    'what was reset',
    '[Service]\nNice=1\nNice=\nNice=2\n',
    '[Service]\nNice=3\nNice=\nNice=2\n',
    [],
  ],
];

test('compares all files together: what a later file resets isn’t a change', () => {
  const [start, other, reset] = ['ExecStart=a', 'ExecStart=b', 'ExecStart=\nExecStart=c'].map(
    (text) => new TextEncoder().encode(`[Service]\n${text}\n`),
  ) as [Uint8Array, Uint8Array, Uint8Array];
  expect(restartKeys([start, reset], [other, reset], () => false)).toEqual([]);
  expect(restartKeys([start], [other], () => false)).toEqual(['ExecStart']);
  expect(restartKeys([start], [start, reset], () => false)).toEqual(['ExecStart']);
});

test.each(cases)(
  'lists the keys that need a restart after changing %s',
  (_, before, after, expected) => {
    expect(keys(before, after)).toEqual(expected);
  },
);
