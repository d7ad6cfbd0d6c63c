/** Services that systemd starts again and again, or no more. */
import {
  hasRestarted,
  isEnabledNow,
  isOver,
  isStoppedWell,
  type Broken,
  type Shown,
} from '../broken.ts';
import type { Place } from '../making.ts';
import { saysAndExits } from '../programs.ts';

const always = ['Restart=always', 'RestartSec=100ms'];
const forEver = ['[Unit]', 'StartLimitIntervalSec=0'];
const slowly = ['Restart=always', 'RestartSec=700ms'];
/** It gave up, rather than being between two tries. */
const gaveUp = (shown: Shown): boolean => isOver(shown) && shown['ActiveState'] === 'failed';

/** Says one thing in its first run, and another in all later ones. */
const complaining = (folder: string): string[] => [
  `if mkdir ${folder}/lock 2>/dev/null; then`,
  'echo "schema version 7 is newer than this program"',
  'else',
  'echo "another instance left its lock behind"',
  'fi',
  'sleep 0.3',
  'exit 4',
];

export const restartCases: readonly Broken[] = [
  {
    name: 'limit-after-code',
    what: 'start limit; the first error is another than the last',
    make: (at) => at.runsScript(complaining(at.folder), ...always),
    isBroken: gaveUp,
    isSlow: true,
    causes: ['start-limit', 'exit-code'],
    needs: ['start-limit'],
    evidence: [/schema version 7/],
  },
  {
    name: 'limit-after-exec',
    what: 'start limit; the program isn’t there',
    make: (at) => at.service('ExecStart=/opt/gone/worker', ...always),
    isBroken: gaveUp,
    isSlow: true,
    causes: ['program-missing', 'start-limit'],
    needs: ['program-missing', 'start-limit'],
    evidence: [/\/opt\/gone\/worker/],
  },
  {
    name: 'limit-after-folder',
    what: 'start limit; WorkingDirectory= isn’t there',
    make: (at) =>
      at.service(`WorkingDirectory=${at.folder}/gone`, 'ExecStart=/bin/sleep 1000', ...always),
    isBroken: gaveUp,
    isSlow: true,
    causes: ['working-folder-missing', 'start-limit'],
    needs: ['working-folder-missing', 'start-limit'],
  },
  {
    name: 'limit-after-success',
    what: 'start limit; the program ends well each time',
    make: (at) => at.service('ExecStart=/bin/true', ...always),
    isBroken: gaveUp,
    isSlow: true,
    causes: ['start-limit', 'ended-at-once'],
    needs: ['start-limit'],
  },
  {
    name: 'limit-by-hand',
    what: 'started three times in a row where two are allowed',
    make: (at) =>
      at.enabledService(
        ...['Type=oneshot', 'ExecStart=/bin/true'],
        ...['[Unit]', 'StartLimitBurst=2', 'StartLimitIntervalSec=600'],
      ),
    run: async (at) => {
      for (let times = 0; times < 3; times += 1) await at.start();
    },
    causes: ['start-limit'],
    evidence: [/StartLimit/],
    isMended: isStoppedWell,
  },
  {
    name: 'loop-after-code',
    what: 'a restart loop; exit code 3 with a last line',
    make: (at) => at.runsScript(saysAndExits('no licence for 3 seats', 3), ...slowly, ...forEver),
    isBroken: hasRestarted(2),
    isSlow: true,
    causes: ['restart-loop', 'exit-code'],
    needs: ['restart-loop', 'exit-code'],
    mentions: [/no licence for 3 seats/],
  },
  {
    name: 'loop-after-signal',
    what: 'a restart loop; the program crashes',
    make: (at) => at.service(`ExecStart=/bin/sh -c 'kill -SEGV $$$$'`, ...slowly, ...forEver),
    isBroken: hasRestarted(2),
    isSlow: true,
    causes: ['restart-loop', 'killed-by-signal', 'core-dumped'],
    needs: ['restart-loop'],
    mentions: [/SIGSEGV/],
  },
  {
    name: 'loop-after-exec',
    what: 'a restart loop; the program isn’t there',
    make: (at) => at.service('ExecStart=/opt/gone/looper', ...slowly, ...forEver),
    isBroken: hasRestarted(2),
    isSlow: true,
    causes: ['program-missing', 'restart-loop'],
    needs: ['program-missing', 'restart-loop'],
    evidence: [/\/opt\/gone\/looper/],
  },
];

/** Starts a service, and stops it again. */
const startAndStop = async (at: Place): Promise<void> => {
  await at.start();
  await at.stop();
};

const sleeps = 'ExecStart=/bin/sleep 1000';
const install = (target: string): string[] => ['[Install]', `WantedBy=${target}`];
const unstarted = { run: false, isBroken: isOver } as const;

export const idleCases: readonly Broken[] = [
  {
    name: 'disabled',
    what: 'has [Install], but isn’t enabled',
    make: (at) => at.service(sleeps, ...install('default.target')),
    ...unstarted,
    causes: ['disabled'],
    isMended: isEnabledNow,
  },
  {
    name: 'no-install',
    what: 'no [Install], and nothing starts it',
    make: (at) => at.service(sleeps),
    ...unstarted,
    causes: ['no-install'],
    isMended: isEnabledNow,
  },
  {
    name: 'wanted-by-multi-user',
    what: 'enabled for multi-user.target, which user managers don’t have',
    make: async (at) => {
      await at.service(sleeps, ...install('multi-user.target'));
      await at.want('multi-user.target');
    },
    ...unstarted,
    causes: ['target-missing'],
    evidence: [/multi-user\.target/],
    isMended: isEnabledNow,
  },
  {
    name: 'wanted-by-typo',
    what: 'enabled for a target with a typo',
    make: async (at) => {
      await at.service(sleeps, ...install('defualt.target'));
      await at.want('defualt.target');
    },
    ...unstarted,
    causes: ['target-missing'],
    evidence: [/defualt\.target/],
    isMended: isEnabledNow,
  },
  {
    name: 'wanted-by-graphical',
    what: 'enabled for graphical-session.target, on a console',
    make: async (at) => {
      await at.service(sleeps, ...install('graphical-session.target'));
      await at.want('graphical-session.target');
    },
    ...unstarted,
    causes: ['target-not-reached', 'no-graphical-session'],
    also: ['no-graphical-session'],
    evidence: [/graphical-session\.target/],
    isMended: isEnabledNow,
  },
  {
    name: 'enabled-later',
    what: 'enabled after its target was reached',
    make: async (at) => {
      await at.service(sleeps, ...install('default.target'));
      await at.want('default.target');
    },
    ...unstarted,
    causes: ['enabled-later'],
    evidence: [/default\.target/],
  },
  {
    name: 'stopped-by-hand',
    what: 'started, then stopped',
    make: (at) => at.service(sleeps, ...install('default.target')),
    run: startAndStop,
    causes: ['stopped'],
    also: ['disabled'],
  },
  {
    name: 'waits-for-timer',
    what: 'a timer starts it, and is on',
    make: async (at) => {
      await at.service('Type=oneshot', 'ExecStart=/bin/true');
      await at.unitFile(at.ofType('timer'), '[Timer]', 'OnActiveSec=1h');
    },
    run: (at) => at.start(at.ofType('timer')),
    causes: ['waits-for-trigger'],
    evidence: [/waits-for-timer-\w+\.timer/],
  },
  {
    name: 'timer-off',
    what: 'a timer starts it, but is off',
    make: async (at) => {
      await at.service('Type=oneshot', 'ExecStart=/bin/true');
      await at.unitFile(
        at.ofType('timer'),
        '[Timer]',
        'OnActiveSec=1h',
        ...install('timers.target'),
      );
    },
    // Systemd hasn’t read the timer, as nothing needs it.
    ...unstarted,
    causes: ['trigger-off'],
    evidence: [/timer-off-\w+\.timer/],
    isMended: () => true,
  },
  {
    name: 'socket-waits',
    what: 'a socket starts it, and is on',
    make: async (at) => {
      await at.service(sleeps);
      await at.unitFile(at.ofType('socket'), '[Socket]', `ListenStream=%t/${at.unit}.sock`);
    },
    run: (at) => at.start(at.ofType('socket')),
    causes: ['waits-for-trigger'],
    evidence: [/socket-waits-\w+\.socket/],
  },
];
