/** Services that systemd gives up on after a time, or that tell it wrongly that they’re ready. */
import { endedWell, isStoppedWell, type Broken } from '../broken.ts';
import { run } from '../making.ts';
import { hasTmux, nameTaker, node, saysAndExits } from '../programs.ts';
import { startUntilReady } from './exit-cases.ts';

const quick = ['TimeoutStartSec=1', 'TimeoutStopSec=1'];
const sleeps = 'ExecStart=/bin/sleep 1000';
/** A program of the old kind, which goes to the background and leaves. */
const daemon = ['sleep 1000 </dev/null >/dev/null 2>&1 &', 'exit 0'];

export const timeCases: readonly Broken[] = [
  {
    name: 'prepare-hangs',
    what: 'ExecStartPre= never ends',
    isSlow: true,
    make: (at) => at.service(...quick, 'ExecStartPre=/bin/sleep 1000', sleeps),
    causes: ['start-timeout'],
    mentions: [/ExecStartPre/],
  },
  {
    name: 'oneshot-hangs',
    what: 'Type=oneshot with a program that never ends',
    isSlow: true,
    make: (at) => at.service(...quick, 'Type=oneshot', sleeps),
    causes: ['start-timeout'],
    evidence: [/TimeoutStartSec=|timed out|timeout/],
  },
  {
    name: 'announce-hangs',
    what: 'ExecStartPost= never ends',
    isSlow: true,
    make: (at) => at.service(...quick, sleeps, 'ExecStartPost=/bin/sleep 1000'),
    causes: ['start-timeout'],
    mentions: [/ExecStartPost/],
  },
  {
    name: 'never-ready',
    what: 'Type=notify with a program that never says READY=1',
    isSlow: true,
    make: (at) => at.service(...quick, 'Type=notify', sleeps),
    causes: ['never-ready'],
    also: ['start-timeout'],
    evidence: [/Type=notify/],
  },
  {
    name: 'ready-not-accepted',
    what: 'Type=notify, but a child says READY=1',
    isSlow: true,
    make: (at) =>
      at.runsScript(['systemd-notify --ready', 'exec sleep 1000'], ...quick, 'Type=notify'),
    causes: ['ready-not-accepted'],
    also: ['never-ready', 'start-timeout'],
    mentions: [/NotifyAccess=/],
  },
  {
    name: 'ready-unsaid',
    what: 'Type=notify with a program that ends before READY=1',
    make: (at) => at.runsScript(saysAndExits('done', 0), 'Type=notify'),
    causes: ['ready-unsaid'],
    also: ['ended-at-once'],
    evidence: [/Type=notify/],
    isMended: endedWell,
  },
  {
    name: 'stop-hangs',
    what: 'the program ignores SIGTERM',
    isSlow: true,
    make: (at) =>
      at.runsScript(
        [`trap '' TERM`, `touch ${at.folder}/ready`, 'while :; do sleep 0.1; done'],
        'TimeoutStopSec=1',
      ),
    run: async (at) => {
      await startUntilReady(at);
      await at.stop();
    },
    causes: ['stop-timeout'],
    evidence: [/TimeoutStopSec=|timed out|timeout/],
    isMended: isStoppedWell,
  },
  {
    name: 'watchdog-unfed',
    what: 'WatchdogSec= with a program that knows no watchdog',
    isSlow: true,
    make: (at) => at.service('WatchdogSec=1', 'TimeoutAbortSec=1', sleeps),
    causes: ['watchdog'],
    evidence: [/WatchdogSec=/],
  },
  {
    name: 'watchdog-hangs',
    what: 'a program that says READY=1 and then hangs',
    isSlow: true,
    make: (at) =>
      at.runsScript(
        ['systemd-notify --ready', 'exec sleep 1000'],
        ...['Type=notify', 'NotifyAccess=all', 'WatchdogSec=1'],
      ),
    causes: ['watchdog'],
    evidence: [/WatchdogSec=/],
  },
  {
    name: 'does-not-fork',
    what: 'Type=forking with a program that stays in front',
    isSlow: true,
    make: (at) => at.service(...quick, 'Type=forking', sleeps),
    causes: ['does-not-fork'],
    also: ['start-timeout'],
    evidence: [/Type=forking/],
  },
  {
    name: 'pid-file-elsewhere',
    what: 'PIDFile= that the program never writes',
    isSlow: true,
    make: (at) => at.runsScript(daemon, ...quick, 'Type=forking', `PIDFile=${at.folder}/run.pid`),
    causes: ['pid-file'],
    also: ['start-timeout'],
    evidence: [/run\.pid/],
  },
  {
    name: 'pid-file-foreign',
    what: 'PIDFile= with the id of a foreign process',
    isSlow: true,
    make: (at) =>
      at.runsScript(
        [`echo 1 > ${at.folder}/run.pid`, ...daemon],
        ...[...quick, 'Type=forking', `PIDFile=${at.folder}/run.pid`],
      ),
    causes: ['pid-file'],
    also: ['start-timeout'],
    evidence: [/run\.pid|PID 1/],
  },
  {
    name: 'bus-name-never-came',
    what: 'Type=dbus with a program that takes no name',
    isSlow: true,
    make: (at) => at.service(...quick, 'Type=dbus', `BusName=org.hearth.Never${run}`, sleeps),
    causes: ['bus-name-never-came'],
    also: ['start-timeout'],
    evidence: [/org\.hearth\.Never/],
  },
  {
    name: 'bus-name-other',
    what: 'Type=dbus with a program that takes another name',
    isSlow: true,
    make: async (at) => {
      const program = await at.write('service.cjs', nameTaker(`org.hearth.Other${run}`));
      await at.service(
        ...['TimeoutStartSec=3', 'Type=dbus', `BusName=org.hearth.Wanted${run}`],
        `ExecStart=${node} ${program}`,
      );
    },
    causes: ['bus-name-never-came'],
    also: ['start-timeout'],
    evidence: [/org\.hearth\.Wanted/],
  },
  {
    name: 'runtime-limit',
    what: 'RuntimeMaxSec= is over',
    isSlow: true,
    make: (at) => at.service('RuntimeMaxSec=1', sleeps),
    causes: ['runtime-limit'],
    evidence: [/RuntimeMaxSec=/],
  },
  {
    name: 'daemon-option',
    what: 'Type=simple with --daemon',
    make: async (at) => {
      const program = await at.script(
        'server',
        `[ "$1" = --daemon ] || exec sleep 1000`,
        ...daemon,
      );
      await at.enabledService(`ExecStart=${program} --daemon`);
    },
    causes: ['forks-away'],
    also: ['ended-at-once'],
    evidence: [/--daemon/],
  },
  {
    name: 'tmux-detached',
    what: 'Type=simple with tmux -d',
    isPossible: hasTmux,
    make: (at) =>
      at.enabledService(`ExecStart=/usr/bin/tmux -L ${at.unit} new-session -d sleep 1000`),
    causes: ['forks-away'],
    also: ['ended-at-once'],
    evidence: [/tmux/],
  },
  {
    name: 'ampersand',
    what: 'a shell puts the program in the background and leaves',
    make: (at) => at.service(`ExecStart=/bin/sh -c 'sleep 1000 &'`),
    causes: ['forks-away', 'ended-at-once'],
    evidence: [/sleep 1000 &/],
  },
];
