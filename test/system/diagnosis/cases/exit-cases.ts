/** Services whose program runs, and ends. */
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { person, property, until } from '../../workbench/bench.ts';
import { endedWell, isStoppedWell, type Broken } from '../broken.ts';
import { systemctlQuietly, type Place } from '../making.ts';
import { saysAndExits } from '../programs.ts';

/** Waits for a file of the service, which it writes once it’s ready. */
export const startUntilReady = async (at: Place): Promise<void> => {
  await rm(path.join(at.folder, 'ready'), { force: true });
  await at.start();
  await until(`${at.name} is ready`, () => existsSync(path.join(at.folder, 'ready')));
};

const signalled = (name: string, signal: string, core: string): Broken => ({
  name: `killed-by-${name}`,
  what: `the program dies by ${signal}, with LimitCORE=${core}`,
  make: (at) =>
    at.service(
      `LimitCORE=${core}`,
      `WorkingDirectory=${at.folder}`,
      `ExecStart=/bin/sh -c 'kill -${signal.slice(3)} $$$$; sleep 9'`,
    ),
  // Whether there is a core depends on the kernel’s core_pattern as well.
  causes: core === '0' ? ['killed-by-signal'] : ['core-dumped', 'killed-by-signal'],
  evidence: [new RegExp(signal.slice(3))],
});

/** Whether alice’s manager may limit memory: not where this computer keeps its controllers in version 1. */
const limitsMemory = ((): boolean => {
  const slice = `user.slice/user-${String(person.uid)}.slice/user@${String(person.uid)}.service`;
  try {
    return readFileSync(`/sys/fs/cgroup/${slice}/cgroup.controllers`, 'utf8').includes('memory');
  } catch {
    // No version 2 at all.
    return false;
  }
})();

export const exitCases: readonly Broken[] = [
  {
    name: 'ends-at-once',
    what: 'a program that is done at once, as a service that should stay',
    make: (at) => at.service('ExecStart=/bin/true'),
    causes: ['ended-at-once'],
    isMended: endedWell,
  },
  {
    name: 'ends-at-once-saying',
    what: 'a script that is done at once, with a line',
    make: (at) => at.runsScript(saysAndExits('cleaned 4 folders', 0)),
    causes: ['ended-at-once'],
    mentions: [/oneshot/],
    isMended: endedWell,
  },
  {
    name: 'own-code',
    what: 'exit code 3 with a last line',
    make: (at) => at.runsScript(saysAndExits('app.toml: line 3: unknown key “prot”', 3)),
    causes: ['exit-code'],
    evidence: [/app\.toml: line 3: unknown key “prot”/],
  },
  {
    name: 'own-code-after-a-while',
    what: 'exit code 17 with a last line, after some work',
    make: (at) =>
      at.runsScript([
        'echo started',
        'sleep 1',
        ...saysAndExits('fatal: cannot parse feed 12: unexpected end of input', 17),
      ]),
    causes: ['exit-code'],
    evidence: [/cannot parse feed 12/],
  },
  {
    name: 'timeout-command',
    what: 'timeout(1) ends its program with exit code 124',
    make: (at) => at.service('ExecStart=/usr/bin/timeout 0.5 /bin/sleep 9'),
    causes: ['exit-code'],
    evidence: [/124/],
  },
  {
    name: 'killed-by-hand',
    what: 'somebody sends SIGKILL',
    make: (at) => at.service('ExecStart=/bin/sleep 1000'),
    run: async (at) => {
      await at.start();
      await systemctlQuietly('kill', '--signal=SIGKILL', '--', at.unit);
    },
    causes: ['killed-by-signal'],
    evidence: [/KILL/],
  },
  signalled('segv', 'SIGSEGV', '0'),
  signalled('abrt', 'SIGABRT', 'infinity'),
  signalled('usr1', 'SIGUSR1', '0'),
  {
    name: 'stopped-143',
    what: 'the program answers SIGTERM of a stop with exit code 143',
    make: (at) =>
      at.runsScript([
        `trap 'exit 143' TERM`,
        `touch ${at.folder}/ready`,
        'while :; do sleep 0.05; done',
      ]),
    run: async (at) => {
      await startUntilReady(at);
      await at.stop();
    },
    causes: ['ended-by-sigterm'],
    evidence: [/143/],
    isMended: isStoppedWell,
  },
  {
    name: 'cpu-limit',
    what: 'LimitCPU= is used up',
    isSlow: true,
    make: (at) => at.service('LimitCPU=1:9', `ExecStart=/bin/sh -c 'while :; do :; done'`),
    causes: ['cpu-limit'],
    evidence: [/LimitCPU=/],
  },
  {
    name: 'file-size-limit',
    what: 'a file grows beyond LimitFSIZE=',
    make: (at) =>
      at.service(
        'LimitFSIZE=4096',
        'LimitCORE=0',
        `ExecStart=/bin/dd if=/dev/zero of=${at.folder}/big bs=8192 count=4`,
      ),
    causes: ['file-size-limit'],
    evidence: [/LimitFSIZE=/],
    isMended: endedWell,
  },
  {
    name: 'prepare-fails',
    what: 'ExecStartPre= exits with code 4',
    make: async (at) => {
      const program = await at.script('prepare.sh', ...saysAndExits('migration 7 failed', 4));
      await at.service(`ExecStartPre=${program}`, 'ExecStart=/bin/sleep 1000');
    },
    causes: ['start-pre-failed'],
    also: ['exit-code'],
    evidence: [/migration 7 failed/],
    mentions: [/ExecStartPre/],
  },
  {
    name: 'announce-fails',
    what: 'ExecStartPost= exits with code 5',
    make: async (at) => {
      const program = await at.script('announce.sh', ...saysAndExits('nobody listens', 5));
      await at.service('ExecStart=/bin/sleep 1000', `ExecStartPost=${program}`);
    },
    causes: ['start-post-failed'],
    also: ['exit-code'],
    mentions: [/ExecStartPost/],
  },
  {
    name: 'stopper-fails',
    what: 'ExecStop= exits with code 6',
    make: async (at) => {
      const program = await at.script('stop.sh', ...saysAndExits('cannot flush', 6));
      await at.service('ExecStart=/bin/sleep 1000', `ExecStop=${program}`);
    },
    run: async (at) => {
      await at.start();
      await at.stop();
    },
    causes: ['stop-failed'],
    also: ['exit-code'],
    mentions: [/ExecStop/],
    isMended: isStoppedWell,
  },
  {
    name: 'out-of-memory',
    what: 'MemoryMax= is used up',
    isPossible: limitsMemory,
    make: (at) =>
      at.service('MemoryMax=16M', 'MemorySwapMax=0', 'ExecStart=/usr/bin/tail /dev/zero'),
    causes: ['out-of-memory'],
    evidence: [/MemoryMax=/],
  },
  {
    name: 'terminated-from-outside',
    what: 'somebody sends SIGTERM to the process itself',
    make: (at) => at.enabledService('ExecStart=/bin/sleep 1000'),
    run: async (at) => {
      await at.start();
      process.kill(Number(await property(at.unit, 'MainPID')), 'SIGTERM');
    },
    causes: ['ended-by-sigterm', 'killed-by-signal'],
    evidence: [/TERM/],
  },
];
