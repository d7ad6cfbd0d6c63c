/** The commands of a service as D-Bus has them, with what became of their processes. Source: org.freedesktop.systemd1(5). */
import type { Properties } from './bus/bus-values.ts';

/** CLD_EXITED, CLD_KILLED, CLD_DUMPED of waitid(2), as in ExecMainCode. */
const exitKinds = new Map([
  [1, 'exited'],
  [2, 'killed'],
  [3, 'dumped'],
] as const);

type ExitKind = 'exited' | 'killed' | 'dumped';

/** null while the process runs, or if there was none. @param code CLD_…, as a number. */
export const exitKindOf = (code: unknown): ExitKind | null =>
  exitKinds.get(Number(code) as 1 | 2 | 3) ?? null;

/** In the order in which systemd runs them. */
const directives = [
  ...['ExecCondition', 'ExecStartPre', 'ExecStart', 'ExecStartPost'],
  ...['ExecReload', 'ExecStop', 'ExecStopPost'],
];

export interface ExecRecord {
  /** Such as `ExecStartPre`. */
  directive: string;
  path: string;
  argv: string[];
  /** Prefix `-`. */
  ignoresFailure: boolean;
  /** Microseconds since the epoch; 0 if it hasn’t started, or ended. */
  startedAt: number;
  endedAt: number;
  /** The end, in microseconds since the boot. */
  endedAtMonotonic: number;
  /** 0 for none. */
  pid: number;
  exit: { kind: ExitKind; status: number } | null;
}

/** One of a(sasbttttuii): path, arguments, prefix `-`, start and end on both clocks, PID, CLD_… code and status. */
const recordOf = (directive: string, fields: readonly unknown[]): ExecRecord => {
  const [path, argv, ignored, startedAt, , endedAt, endedAtMonotonic, pid, code, status] = fields;
  const kind = exitKindOf(code);
  return {
    directive,
    path: String(path),
    argv: Array.isArray(argv) ? argv.map(String) : [],
    ignoresFailure: ignored === true,
    startedAt: Number(startedAt),
    endedAt: Number(endedAt),
    endedAtMonotonic: Number(endedAtMonotonic),
    pid: Number(pid),
    exit: kind === null ? null : { kind, status: Number(status) },
  };
};

/** @param own properties of the interface Service. */
export const execRecords = (own: Properties): ExecRecord[] =>
  directives.flatMap((directive) =>
    own.records(directive).map((fields) => recordOf(directive, fields)),
  );
