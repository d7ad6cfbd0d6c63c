import { number } from '../counting.ts';
import { texts } from '../texts.ts';

/** What a timer, a socket, a path or a mount does, in the Status section. */
export const unitsKindsTexts = texts({
  en: {
    terms: {
      next: 'Next run',
      last: 'Last run',
      times: 'Times',
      persistent: 'Missed runs',
      starts: 'Starts',
      listens: 'Listens on',
      connections: 'Connections',
      watches: 'Watches',
      what: 'Mounts',
      where: 'At',
      type: 'File system',
      options: 'Options',
      result: 'Last result',
    },
    in: (time: string) => `in ${time}`,
    noTimer: 'none: the timer isn’t started',
    held: (unit: string) => `held: ${unit} is active`,
    heldHint: 'the next time is set when it ends',
    afterRun: (unit: string) => `none: counted from a run of ${unit}`,
    afterRunHint: 'start it once, or add a time such as OnStartupSec=',
    over: 'never again',
    overHint: 'all its times have passed',
    never: 'never, as far as systemd knows',
    madeUp: 'made up for',
    madeUpHint: 'Persistent=yes: a run missed while off starts at the next chance',
    skipped: 'skipped',
    skippedHint: 'Persistent=no: a run missed while off is not made up for',

    eachConnection: 'an instance for each connection',
    handedOver: 'running: it has the socket now',
    connections: (of: { open: number; accepted: number }) =>
      `${number(of.open)} open, ${number(of.accepted)} accepted`,
    connectionsRefused: (of: { open: number; accepted: number; refused: number }) =>
      `${number(of.open)} open, ${number(of.accepted)} accepted, ${number(of.refused)} refused`,

    /** By the Result properties of org.freedesktop.systemd1(5). */
    results: {
      resources:
        'systemd couldn’t set it up: the address may be in use, or a folder is missing; its log says which',
      timeout: 'it exceeded its time limit',
      'exit-code': 'a command of it exited with an error code',
      signal: 'a command of it was killed by a signal',
      'core-dump': 'a command of it crashed and dumped core',
      'start-limit-hit': 'it was started too often in a short time, so systemd gave up',
      'service-start-limit-hit': 'its service was started too often in a short time',
      'unit-start-limit-hit': 'its unit was started too often in a short time',
      'trigger-limit-hit': 'it fired too often in a short time, so systemd stopped it',
      protocol: 'the mount didn’t appear as it should',
    },
  },
});
