import { number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The pages of paths and sockets, and what the page of a service says of what starts it. */
export const triggersPageTexts = texts({
  en: {
    startedBy: {
      by: 'Started by',
      /** `time` like “3 h 5 min”. */
      next: (time: string) => `next in ${time}`,
      noNext: 'no run planned',
      watches: (path: string) => `watches ${path}`,
      listens: (address: string) => `listens on ${address}`,
      off: 'off now',
    },
    starts: 'Starts',
    startsEach: 'Starts for each connection an instance of',
    nothing: 'systemd doesn’t know what this starts.',

    path: {
      title: 'Watches',
      /** By the setting. */
      watches: {
        PathChanged: (path: string) => `${code(path)} is changed and closed`,
        PathModified: (path: string) => `${code(path)} is changed, with each write`,
        DirectoryNotEmpty: (path: string) => `Something is in ${code(path)}`,
        PathExists: (path: string) => `${code(path)} is there`,
        PathExistsGlob: (path: string) => `Something matches ${code(path)}`,
      },
      off: 'It isn’t watching, so nothing starts the service.',
      triggered: (time: string) => `Last triggered ${time}`,
      otherwise: (time: string) => `The last run, ${time}, wasn’t started by this path.`,
      never: 'It hasn’t triggered yet, as far as the journal shows.',
      unreadable: 'You can’t read the journal here, so it isn’t known when it last triggered.',
      limit: (limit: { burst: number; time: string }) =>
        `It may trigger ${number(limit.burst)} times in ${limit.time}; then systemd stops watching.`,
      /** By the result of the unit. */
      limitHit: {
        'trigger-limit-hit':
          'It triggered more often than its limit allows, so systemd stopped watching.',
        'unit-start-limit-hit':
          'It started its service too often in a short time, so systemd stopped watching. Usually the service leaves what it was started for. StartLimitBurst= of the service sets how often it may be.',
      },
      runHint: 'Starts the service now, without a change.',
    },

    socket: {
      title: 'Listens on',
      off: 'It isn’t listening, so nobody can connect.',
      running: 'Its service is running, and takes the connections.',
      waiting: 'The first connection starts the service.',
      connections: 'Connections',
      open: 'Open now',
      accepted: 'Accepted in all',
      refused: 'Refused',
      most: (count: number) =>
        `At most ${plural(count, { one: '1 at a time is', other: `${number(count)} at a time are` })} accepted.`,
      limitHit: {
        'trigger-limit-hit':
          'It started its service more often than its limit allows, so systemd stopped listening.',
        'service-start-limit-hit':
          'Its service was started too often in a short time, so systemd stopped listening. Usually the service ends without accepting the connection.',
      },
      /** Before the name of the unit. */
      heldByUnit: (port: string) => `Port ${port} is taken by`,
      try: 'Try to connect',
      tryOf: (address: string) => `Try to connect to ${address}`,
      tryHint:
        'Connects from this computer and closes the connection at once. It starts the service.',
      trial: {
        accepted: (time: string) => `Accepted after ${time}.`,
        refused: 'Refused: nobody listens there.',
        missing: 'There is no socket file there.',
        denied: 'You aren’t allowed to connect.',
        silent: 'No answer within 3 seconds. The program may be busy, or its queue full.',
        other: (error: string) => `It failed: ${error}`,
        elsewhere:
          'Hearth connects only to addresses of this computer, and while the socket listens.',
        unsupported: 'Hearth can’t connect to this kind of address.',
      },
    },
  },
});
