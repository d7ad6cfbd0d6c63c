/** Converts the D-Bus properties of timers, sockets, paths and mounts. Source: org.freedesktop.systemd1(5). */
import type {
  MountDetails,
  PathDetails,
  SocketDetails,
  TimerDetails,
  TriggerLimit,
} from '../../core/units/kind-details.ts';
import type { Properties } from './bus/bus-values.ts';

/** The clock of systemd's monotonic times; both run on this computer. */
const monotonicNow = (): number => Number(process.hrtime.bigint() / 1000n);

/** Milliseconds since the epoch of the nearer of two moments in microseconds; 0 and "infinity" are none. */
const nearest = (realtime: number | null, monotonic: number | null): number | null => {
  const moments = [
    ...(realtime === null || realtime === 0 ? [] : [realtime / 1000]),
    ...(monotonic === null || monotonic === 0
      ? []
      : [Date.now() + (monotonic - monotonicNow()) / 1000]),
  ];
  return moments.length === 0 ? null : Math.floor(Math.min(...moments));
};

/** systemd lists times and paths backwards. */
const inOrder = (records: readonly unknown[][]): unknown[][] => [...records].reverse();

/** 0 is no limit: systemd.path(5), TriggerLimitBurst=. Since systemd 250 for paths. */
const limitOf = (own: Properties): TriggerLimit | null => {
  const burst = own.number('TriggerLimitBurst') ?? 0;
  const microseconds = own.number('TriggerLimitIntervalUSec') ?? 0;
  return burst === 0 || microseconds === 0 ? null : { burst, seconds: microseconds / 1e6 };
};

const timer = (unit: Properties, own: Properties): TimerDetails => {
  const last = own.number('LastTriggerUSec') ?? 0;
  return {
    kind: 'timer',
    triggers: unit.texts('Triggers'),
    result: own.text('Result'),
    times: [
      ...inOrder(own.records('TimersCalendar')).map(([directive, calendar]) => ({
        directive: String(directive),
        calendar: String(calendar),
      })),
      ...inOrder(own.records('TimersMonotonic')).map(([base, offset]) => ({
        directive: String(base).replace(/USec$/, 'Sec'),
        seconds: Number(offset) / 1e6,
      })),
    ],
    nextAt: nearest(own.number('NextElapseUSecRealtime'), own.number('NextElapseUSecMonotonic')),
    lastAt: last === 0 ? null : Math.floor(last / 1000),
    persistent: own.flag('Persistent'),
  };
};

const socket = (unit: Properties, own: Properties): SocketDetails => ({
  kind: 'socket',
  triggers: unit.texts('Triggers'),
  result: own.text('Result'),
  listens: own.records('Listen').map(([type, address]) => ({
    type: String(type),
    address: String(address),
  })),
  accept: own.flag('Accept'),
  connections: own.number('NConnections') ?? 0,
  accepted: own.number('NAccepted') ?? 0,
  refused: own.number('NRefused') ?? 0,
  connectionsMax: own.number('MaxConnections') ?? 0,
  limit: limitOf(own),
});

const watchedPath = (unit: Properties, own: Properties): PathDetails => ({
  kind: 'path',
  triggers: unit.texts('Triggers'),
  result: own.text('Result'),
  watches: inOrder(own.records('Paths')).map(([directive, watched]) => ({
    directive: String(directive),
    path: String(watched),
  })),
  limit: limitOf(own),
});

const mount = (own: Properties): MountDetails => ({
  kind: 'mount',
  what: own.text('What'),
  where: own.text('Where'),
  type: own.text('Type'),
  options: own.text('Options'),
  result: own.text('Result'),
});

/** By the type of the unit; other types have nothing of their own. */
export const kindDetails = {
  timer,
  socket,
  path: watchedPath,
  mount: (_: Properties, own: Properties) => mount(own),
};
