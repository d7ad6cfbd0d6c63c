/** What systemd says about one kind of unit besides what it says about all. org.freedesktop.systemd1(5). */

interface Triggering {
  /** The units that it starts. */
  triggers: string[];
  /** `success`, or why it failed. */
  result: string;
}

/** After more activations than this in this time, systemd stops watching or listening; null for no limit. */
export interface TriggerLimit {
  burst: number;
  seconds: number;
}

export interface TimerDetails extends Triggering {
  kind: 'timer';
  /** As in its files, calendars first: a directive with a calendar expression, or with seconds. */
  times: ({ directive: string; calendar: string } | { directive: string; seconds: number })[];
  /** Milliseconds since the epoch; null if none is set. */
  nextAt: number | null;
  /** When it last started its unit, in milliseconds since the epoch; null if systemd knows of none. */
  lastAt: number | null;
  persistent: boolean;
}

export interface SocketDetails extends Triggering {
  kind: 'socket';
  /** `Stream`, `Datagram`, `FIFO`, … and an address or path. */
  listens: { type: string; address: string }[];
  /** Accept=: an instance of its service for each connection. */
  accept: boolean;
  /** Now, and since it began to listen; counted with Accept= alone. */
  connections: number;
  accepted: number;
  refused: number;
  /** MaxConnections=. */
  connectionsMax: number;
  limit: TriggerLimit | null;
}

export interface PathDetails extends Triggering {
  kind: 'path';
  watches: { directive: string; path: string }[];
  limit: TriggerLimit | null;
}

/** What starts another unit. */
export type TriggerDetails = TimerDetails | SocketDetails | PathDetails;

export const isTrigger = <Details extends { kind: string }>(
  details: Details,
): details is Details & TriggerDetails => ['timer', 'socket', 'path'].includes(details.kind);

/** The one unit that it starts; null if systemd knows none, or if each connection gets its own. */
export const triggeredUnit = (details: TriggerDetails): string | null =>
  details.kind === 'socket' && details.accept ? null : (details.triggers[0] ?? null);

export interface MountDetails {
  kind: 'mount';
  /** What is mounted, or would be: a device, a server's folder; '' if systemd doesn't say. */
  what: string;
  where: string;
  type: string;
  options: string;
  result: string;
}

export type KindDetails = TimerDetails | SocketDetails | PathDetails | MountDetails;

/** What tells the lines of a service from others where journald knew no unit. */
export interface LogSource {
  /**
   * SYSLOG_IDENTIFIER= of what it prints: SyslogIdentifier=, else the file names of its programs. A shared one is of a
   * program that any service may run, such as a shell: the name alone doesn’t identify its lines.
   */
  logIdentifiers: { name: string; isShared: boolean }[];
  /**
   * Paths of the programs of its last run that don’t come with the system. A shell begins its own messages with the path
   * of its script.
   */
  ownPrograms: string[];
}
