/**
 * What a log view asks of the journal, and the journalctl arguments that ask it.
 *
 * What journalctl 252 really does, measured:
 * - `--user -u NAME` means the matches of `unitMatches` below, for a slice with those of the units in it. It has no
 *   option to leave the manager out or to keep to one run: a process carries _SYSTEMD_INVOCATION_ID, the manager
 *   writes USER_INVOCATION_ID. It takes names literally: the journal knows a unit only by its own name, never by an
 *   alias. Values of one field are alternatives; all fields must match; `+` starts another alternative.
 * - All of a person's services share one rate limit: suppressed lines are reported for user@UID.service, in a record
 *   in the system's journal that names in OBJECT_SYSTEMD_USER_UNIT whichever unit wrote next.
 * - `--since` and `--cursor` exclude each other; `--lines` with `--grep` reads backwards.
 * - `--cursor` starts with the record itself or, if that was vacuumed, with the next; `--after-cursor` then skips a
 *   record that nobody has seen.
 * - journald looks up a process's unit when its first line arrives. A process that has ended by then leaves lines without
 *   a unit, which no `-u` finds; they still carry its ID and its user.
 */
import { journal, shellLine } from '../commands.ts';
import { localTime } from '../text/local-time.ts';
import type { EndedProcess } from '../units/unit.ts';
import { messageIds } from './message-ids.ts';

/** A process of a unit that left lines without the unit. */
export interface LogProcess extends EndedProcess {
  boot: string;
}

/** Lines that journald couldn't assign to their unit, by the processes that wrote them. */
export interface UnassignedLines {
  processes: readonly LogProcess[];
  lines: number;
}

export interface LogQuery {
  /** Units to read lines of; none for the person's whole journal. */
  units: readonly string[];
  /** The least severe level wanted, 7 for all. */
  priority: number;
  /** A boot's id; null for all. */
  boot: string | null;
  /** Milliseconds since the epoch. */
  since: number | null;
  until: number | null;
  /** Words to look for in the message; '' for none. */
  text: string;
  /** The text is a regular expression. */
  regex: boolean;
  caseSensitive: boolean;
  /** The id of one run of the service; null for all. */
  invocation: string | null;
  /** Includes what the manager logs about the units. */
  manager: boolean;
  /** Includes lines of these processes that have no unit. Only with a single unit that is no slice. */
  processes: readonly LogProcess[];
}

export interface JournalBoot {
  id: string;
  /** Milliseconds since the epoch: the first and the last record kept of it. */
  from: number;
  to: number;
}

export const wholeLog: LogQuery = {
  units: [],
  priority: 7,
  boot: null,
  since: null,
  until: null,
  text: '',
  regex: false,
  caseSensitive: false,
  invocation: null,
  manager: true,
  processes: [],
};

export const isFiltered = (query: LogQuery): boolean =>
  (Object.keys(wholeLog) as (keyof LogQuery)[]).some(
    (key) => key !== 'units' && key !== 'processes' && query[key] !== wholeLog[key],
  );

/** Whether a query differs from an earlier one in nothing but its processes. */
export const isWidened = (before: LogQuery, query: LogQuery): boolean =>
  (Object.keys(wholeLog) as (keyof LogQuery)[]).every(
    (key) => key === 'processes' || String(before[key]) === String(query[key]),
  );

/** Where a read starts. Going to newer lines includes lines of exactly this time. */
export type LogPlace =
  | { kind: 'end' }
  | { kind: 'start' }
  /** Next to this line, which is left out. */
  | { kind: 'cursor'; cursor: string }
  /** At this line, or where it was. */
  | { kind: 'line'; cursor: string }
  | { kind: 'time'; at: number };

export type LogDirection = 'older' | 'newer';

/** What the journal of this person covers: their own files, or every file they may read. */
export interface JournalScope {
  uid: number;
  /** They may read the system's journal as well: members of systemd-journal or adm. */
  system: boolean;
  /** journalctl was built with PCRE2, so that --grep works. */
  grep: boolean;
}

/** A slice’s log is the log of the units in it. */
export const isSlice = (unit: string): boolean => unit.endsWith('.slice');

/** The manager runs in the root slice, so journalctl cannot leave it out there, or in the whole journal. */
export const managerFitsAnyway = ({ units, manager }: LogQuery): boolean =>
  !manager && (units.length === 0 || units.includes('-.slice'));

const special = /[^\p{L}\p{N}\s_]/gu;

/** The pattern of a query's text, for PCRE2 and JavaScript alike. */
export const patternOf = ({ text, regex }: Pick<LogQuery, 'text' | 'regex'>): string =>
  regex ? text : text.replace(special, (sign) => (sign < '\u0080' ? `\\${sign}` : sign));

/** None for a single run: units in a slice have runs of their own. */
const sliceMatches = ({ units, invocation }: LogQuery): string[] =>
  invocation === null ? units.filter(isSlice).map((slice) => `_SYSTEMD_USER_SLICE=${slice}`) : [];

/** The processes of each boot: their IDs are alternatives, the boot applies to all. */
const processMatches = (query: Pick<LogQuery, 'processes' | 'boot'>): string[][] => {
  const processes = query.processes.filter(({ boot }) => boot === (query.boot ?? boot));
  const boots = [...new Set(processes.map(({ boot }) => boot))];
  return boots.map((boot) => {
    const pids = processes.filter((one) => one.boot === boot).map(({ pid }) => pid);
    return [...[...new Set(pids)].map((pid) => `_PID=${String(pid)}`), `_BOOT_ID=${boot}`];
  });
};

/** journald may take a line a while after it was written. */
export const lateMs = 10_000;

/** Whether a line of that time may be from a process that ran then, or from a child of it. */
export const wasAlive = ({ from, to }: EndedProcess, at: number): boolean =>
  at >= from - 1000 && at <= to + lateMs;

/** Whether a line without a unit, received at that time from a process with this ID, is from this process. */
export const wrote = (process: EndedProcess, id: number, at: number): boolean =>
  process.pid === id && wasAlive(process, at);

const unitMatches = (query: LogQuery, uid: number): string[][] => {
  const { units, invocation } = query;
  const own = [`_UID=${String(uid)}`];
  const run = (field: string): string[] => (invocation === null ? [] : [`${field}=${invocation}`]);
  const of = (field: string): string[] => units.map((unit) => `${field}=${unit}`);
  const service = [...of('_SYSTEMD_USER_UNIT'), ...own, ...run('_SYSTEMD_INVOCATION_ID')];
  const slices = sliceMatches(query);
  const inSlices = slices.length === 0 ? [] : [[...slices, ...own]];
  const unassigned = processMatches(query).map((way) => [...way, ...own]);
  if (!query.manager) return [service, ...inSlices, ...unassigned];
  return [
    service,
    ...inSlices,
    ...unassigned,
    [...of('USER_UNIT'), ...own, ...run('USER_INVOCATION_ID')],
    ...(invocation === null
      ? [
          [...of('COREDUMP_USER_UNIT'), ...own],
          [...of('OBJECT_SYSTEMD_USER_UNIT'), '_UID=0'],
        ]
      : []),
  ];
};

/** Alternatives a record may match; none if every record in the files does. */
const matchesOf = (query: LogQuery, { uid, system }: JournalScope): string[][] => {
  const dropped = [
    `MESSAGE_ID=${messageIds.dropped}`,
    `OBJECT_SYSTEMD_UNIT=user@${String(uid)}.service`,
  ];
  const chosen = query.units.length > 0 || query.invocation !== null;
  const own = system ? [[`_UID=${String(uid)}`]] : [];
  const ways = chosen ? unitMatches(query, uid) : own;
  const all = system ? [...ways, dropped] : ways;
  if (query.boot === null) return all;
  const boot = `_BOOT_ID=${query.boot}`;
  return all.length === 0 ? [[boot]] : all.map((way) => [...way, boot]);
};

/** `@SECONDS.MICROSECONDS`: systemd.time(7). @param ms since the epoch. */
export const stamp = (ms: number): string => {
  const whole = Math.max(0, Math.round(ms * 1000));
  return `@${String(Math.floor(whole / 1e6))}.${String(whole % 1e6).padStart(6, '0')}`;
};

const placeWords = (query: LogQuery, place: LogPlace, direction: LogDirection): string[] => {
  const { since, until } = query;
  const older = direction === 'older';
  const start = (at: number): string[] => [`--since=${stamp(Math.max(at, since ?? 0))}`];
  // A line of exactly that time is read with the newer lines.
  const end =
    place.kind === 'time' && older ? Math.min(place.at - 0.001, until ?? Infinity) : until;
  const upTo = end === null ? [] : [`--until=${stamp(end)}`];
  const turn = older ? ['--reverse'] : [];
  if ('cursor' in place) return [`--cursor=${place.cursor}`, ...turn, ...upTo];
  if (older) return [...turn, ...(since === null ? [] : start(0)), ...upTo];
  // Without a start, journalctl would begin at the last lines.
  return [...start(place.kind === 'time' ? place.at : 0), ...upTo];
};

const grepWords = (query: LogQuery): string[] =>
  query.text === ''
    ? []
    : [`--grep=${patternOf(query)}`, `--case-sensitive=${query.caseSensitive ? 'yes' : 'no'}`];

const filterWords = (query: LogQuery, scope: JournalScope): string[] => [
  ...(scope.system ? [] : ['--user']),
  ...(query.priority === 7 ? [] : [`--priority=${String(query.priority)}`]),
  ...(scope.grep ? grepWords(query) : []),
];

const matchWords = (query: LogQuery, scope: JournalScope): string[] =>
  matchesOf(query, scope).flatMap((way, index) => (index === 0 ? way : ['+', ...way]));

/** journalctl's arguments to read from a place, in the order of the direction. Without a limit: the reader stops. */
export const readWords = (
  query: LogQuery,
  scope: JournalScope,
  place: LogPlace,
  direction: LogDirection,
): string[] => [
  ...filterWords(query, scope),
  ...placeWords(query, place, direction),
  ...matchWords(query, scope),
];

/** journalctl's arguments to follow what comes after a line; `after` null follows everything. */
export const followWords = (
  query: LogQuery,
  scope: JournalScope,
  after: string | null,
): string[] => [
  ...filterWords(query, scope),
  '--follow',
  '--no-tail',
  ...(after !== null
    ? [`--cursor=${after}`]
    : query.since !== null
      ? [`--since=${stamp(query.since)}`]
      : []),
  ...matchWords(query, scope),
];

/** journalctl’s arguments for the lines that runs of the unit left: newest first, each with its run. */
export const lastRunWords = (unit: string, { uid, system }: JournalScope): string[] => {
  const own = `_UID=${String(uid)}`;
  const fields = 'USER_INVOCATION_ID,_SYSTEMD_INVOCATION_ID';
  return [
    ...(system ? [] : ['--user']),
    ...['--reverse', `--output-fields=${fields}`],
    ...[`_SYSTEMD_USER_UNIT=${unit}`, own, '+', `USER_UNIT=${unit}`, own],
  ];
};

/** As people write it, to the microsecond unless it is a whole second: systemd.time(7). */
const typedTime = (ms: number): string => {
  const rest = Math.round((ms % 1000) * 1000);
  return `${localTime(ms, ' ')}${rest === 0 ? '' : `.${String(rest).padStart(6, '0')}`}`;
};

/** The line that shows the same in a terminal, as people would type it; null if there is none. */
export const terminalLine = (query: LogQuery): string | null => {
  const { units, invocation, manager } = query;
  if (managerFitsAnyway(query)) return null;
  const plain = invocation === null && manager && query.processes.length === 0;
  const words = [
    ...(plain ? units.flatMap((unit) => ['-u', unit]) : []),
    ...(query.boot === null ? [] : ['-b', query.boot]),
    ...(query.priority === 7 ? [] : ['-p', String(query.priority)]),
    ...(query.since === null ? [] : ['--since', typedTime(query.since)]),
    ...(query.until === null ? [] : ['--until', typedTime(query.until)]),
    ...grepWords(query),
    ...(plain ? [] : unitWords(query)),
  ];
  return shellLine(journal('--user', ...words, '-n', '20'));
};

const unitWords = (query: LogQuery): string[] => {
  const { units, invocation, manager } = query;
  const way = (field: string, run: string): string[] => [
    ...units.map((unit) => `${field}=${unit}`),
    ...(invocation === null ? [] : [`${run}=${invocation}`]),
  ];
  const slices = sliceMatches(query);
  const inSlices = slices.length === 0 ? [] : ['+', ...slices];
  const service = [
    ...way('_SYSTEMD_USER_UNIT', '_SYSTEMD_INVOCATION_ID'),
    ...inSlices,
    ...processMatches(query).flatMap((words) => ['+', ...words]),
  ];
  return manager ? [...service, '+', ...way('USER_UNIT', 'USER_INVOCATION_ID')] : service;
};

/** One run of a unit, by what every line of it carries, even a line for which journald did not learn the unit. */
export interface UnitRun {
  mainPid: number;
  uid: number;
  /** Milliseconds since the epoch. */
  since: number;
}

/** What `-u` means in journalctl --user, plus the process by its id. */
export const runWords = (unit: string, { mainPid, uid, since }: UnitRun): string[] => {
  const owner = `_UID=${String(uid)}`;
  const fields = ['_SYSTEMD_USER_UNIT', 'USER_UNIT', 'COREDUMP_USER_UNIT'];
  return [
    `--since=@${String(Math.floor(since / 1000))}`,
    ...fields.flatMap((field) => [`${field}=${unit}`, owner, '+']),
    ...[`_PID=${String(mainPid)}`, owner],
  ];
};
