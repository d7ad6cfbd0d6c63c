/** What a try changes: it ends by itself, even after Hearth, starts nothing that outlives it, and stops nothing else. */
import { escapeName } from '../names/unit-escape.ts';
import { templateOf } from '../names/unit-name.ts';
import { readBoolean } from '../syntax/boolean.ts';
import { readTimeSpan } from '../syntax/time-span.ts';
import type { Assignment } from '../syntax/unit-file.ts';

type Item = Pick<Assignment, 'section' | 'key' | 'value'>;

/** An empty value can’t take back a dependency, so these lines are left out. */
export const leftOutKeys: ReadonlySet<string> = new Set(
  ['OnFailure', 'OnSuccess', 'Conflicts', 'PropagatesStopTo', 'Upholds'].map(
    (key) => `Unit.${key}`,
  ),
);

const overridden = {
  Unit: {
    FailureAction: 'none',
    SuccessAction: 'none',
    StartLimitAction: 'none',
    JobTimeoutAction: 'none',
    RefuseManualStart: 'no',
    RefuseManualStop: 'no',
    StopWhenUnneeded: 'no',
    // Else a try that failed would stay in the list.
    CollectMode: 'inactive-or-failed',
  },
  Service: {
    Restart: 'no',
    RestartForceExitStatus: '',
    RemainAfterExit: 'no',
    SendSIGKILL: 'yes',
  },
} as const;

/** A program that ignores SIGTERM is killed after this. */
const stopSeconds = 10;
/** Hearth stops a try; systemd only does if Hearth is gone by then. */
const graceSeconds = 5;
/** DefaultTimeoutStartSec=. */
const usualStartSeconds = 90;

/** The last value of these keys in seconds; Infinity for none, or for a limit that is off. */
const secondsOf = (items: readonly Item[], keys: readonly string[]): number => {
  const item = items.findLast(({ section, key }) => section === 'Service' && keys.includes(key));
  const microseconds = readTimeSpan(item?.value ?? '');
  return microseconds === null || microseconds === 0 ? Infinity : microseconds / 1e6;
};

const valueOf = (items: readonly Item[], section: string, key: string): string =>
  items.findLast((item) => item.section === section && item.key === key)?.value ?? '';

/** unit_set_default_slice(): instances of a template share a slice. */
const sliceLines = (items: readonly Item[], real: string): string[] => {
  const template = templateOf(real);
  if (template === null || items.some(({ key }) => key === 'Slice')) return [];
  return [`Slice=app-${escapeName(template.replace(/@\..*$/, ''))}.slice`];
};

/** Its input, output and errors where they are a connection, which a try has none of. */
const streamKeys = ['StandardInput', 'StandardOutput', 'StandardError'] as const;
const talks = (items: readonly Item[]): (typeof streamKeys)[number][] =>
  streamKeys.filter((key) => valueOf(items, 'Service', key) === 'socket');

interface Of {
  real: string;
  /** The name for the try. */
  unit: string;
  /** After these, the try ends. */
  seconds: number;
  /** The real service runs, and uses its runtime folder. */
  keepsFolders: boolean;
}

export const trySettings = (items: readonly Item[], of: Of): string => {
  const { real, unit, seconds, keepsFolders } = of;
  const limit = seconds + graceSeconds;
  const isOneshot = valueOf(items, 'Service', 'Type') === 'oneshot';
  const usual = isOneshot ? Infinity : usualStartSeconds;
  const asked = secondsOf(items, ['TimeoutStartSec', 'TimeoutSec']);
  const isAsked = items.some(
    ({ section, key }) => section === 'Service' && /^Timeout(?:Start)?Sec$/.test(key),
  );
  const startSeconds = Math.min(isAsked ? asked : usual, limit);
  const timeoutStop = Math.min(secondsOf(items, ['TimeoutStopSec', 'TimeoutSec']), stopSeconds);
  const lines = (of: object): string[] =>
    Object.entries(of).map(([key, value]) => `${key}=${String(value)}`);
  return [
    '[Unit]',
    ...lines(overridden.Unit),
    '[Service]',
    ...lines(overridden.Service),
    // systemd warns of it there.
    ...(isOneshot
      ? []
      : [`RuntimeMaxSec=${String(Math.min(secondsOf(items, ['RuntimeMaxSec']), limit))}`]),
    `TimeoutStartSec=${String(startSeconds)}`,
    `TimeoutStopSec=${String(timeoutStop)}`,
    `TimeoutAbortSec=${String(timeoutStop)}`,
    // By this, journald finds the lines of processes that ended before it knew their unit.
    `SyslogIdentifier=${unit}`,
    ...sliceLines(items, real),
    ...talks(items).map((key) => `${key}=${key === 'StandardInput' ? 'null' : 'journal'}`),
    ...(keepsFolders ? ['RuntimeDirectoryPreserve=yes'] : []),
    '',
  ].join('\n');
};

/** What is different from the real service, for the person to know. */
export type TryNote =
  | { kind: 'restart'; value: string }
  | { kind: 'left-out'; keys: readonly string[] }
  | { kind: 'starts'; units: readonly string[] }
  | { kind: 'output'; value: string }
  | { kind: 'sockets'; units: readonly string[] }
  | { kind: 'no-connection' }
  | { kind: 'running'; unit: string };

const isWritten = ({ section, key, value }: Item): boolean => {
  if (leftOutKeys.has(`${section}.${key}`)) return value !== '';
  if (key === 'RemainAfterExit') return readBoolean(value) === true;
  const none: Readonly<Record<string, string>> | undefined =
    section === 'Unit' ? overridden.Unit : undefined;
  return none?.[key] !== undefined && value !== '' && value !== none[key];
};

const words = (items: readonly Item[], keys: readonly string[]): string[] => [
  ...new Set(
    items
      .filter(({ section, key }) => section === 'Unit' && keys.includes(key))
      .flatMap(({ value }) => value.split(/\s+/).filter((word) => word !== '')),
  ),
];

/** @param of what the state shows: whether a unit is up, and which sockets start this service. */
export const tryNotes = (
  items: readonly Item[],
  of: { unit: string; isUp: (unit: string) => boolean; sockets: readonly string[] },
): TryNote[] => {
  const restart = valueOf(items, 'Service', 'Restart');
  const output = valueOf(items, 'Service', 'StandardOutput');
  const keys = [...new Set(items.filter(isWritten).map(({ key }) => key))];
  const starts = words(items, ['Wants', 'Requires', 'BindsTo']).filter((unit) => !of.isUp(unit));
  return [
    ...(of.isUp(of.unit) ? [{ kind: 'running', unit: of.unit } as const] : []),
    ...(talks(items).length > 0 ? [{ kind: 'no-connection' } as const] : []),
    ...(of.sockets.length > 0 ? [{ kind: 'sockets', units: of.sockets } as const] : []),
    ...(starts.length > 0 ? [{ kind: 'starts', units: starts } as const] : []),
    ...(restart === '' || restart === 'no' ? [] : [{ kind: 'restart', value: restart } as const]),
    ...(keys.length > 0 ? [{ kind: 'left-out', keys } as const] : []),
    ...(/^(?:|journal|inherit|socket)(?:\+console)?$/.test(output)
      ? []
      : [{ kind: 'output', value: output } as const]),
  ];
};
