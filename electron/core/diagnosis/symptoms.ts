/**
 * All that a diagnosis may look at, as plain data. A first pass has what systemd and the journal say; `questionsOf`
 * (diagnose.ts) says what else to look up, which fills `answers`, until it is null. system/ reads both, the rules only look at them.
 */
import type { UnitFile } from '../syntax/unit-file.ts';
import type { Enabling } from '../units/enabling.ts';
import type { PersonStop } from '../units/person-stops.ts';
import type { SpecifierPlace } from '../units/unit-specifiers.ts';
import type { ActiveState, ManagerDetails } from '../units/unit.ts';

/** The fields that tell what a record is about; see `SymptomLine.fields`. */
export const symptomFields = [
  'MESSAGE_ID',
  'EXIT_CODE',
  'EXIT_STATUS',
  'COMMAND',
  'UNIT_RESULT',
  'JOB_RESULT',
  'ERRNO',
  'EXECUTABLE',
  'COREDUMP_PID',
] as const;
export type SymptomField = (typeof symptomFields)[number];

/** A record of the journal about the unit, or from it. */
export interface SymptomLine {
  cursor: string;
  /** Milliseconds since the epoch, with microseconds after the point. */
  at: number;
  /** Its beginning, at most 4096 bytes. */
  message: string;
  /** `manager` has USER_UNIT=; also the child of systemd that became, or should have become, the program. */
  from: 'service' | 'manager' | 'coredump' | 'journald';
  pid: number | null;
  /** _SYSTEMD_INVOCATION_ID of the program, USER_INVOCATION_ID of systemd; null if the record has neither. */
  invocation: string | null;
  fields: Partial<Record<SymptomField, string>>;
}

/** A command as systemd has it, Exec…= on D-Bus, with its last process. */
interface SymptomCommand {
  /** Such as `ExecStartPre`. */
  directive: string;
  path: string;
  argv: string[];
  /** null while it runs, or if it wasn’t run. */
  exit: { kind: 'exited' | 'killed' | 'dumped'; status: number } | null;
}

/** What D-Bus says about a service beyond ServiceDetails. Times in milliseconds; null for “infinity”. */
export interface ServiceSymptoms {
  commands: SymptomCommand[];
  /** Restart=: `no`, `on-failure`, … */
  restart: string;
  remainsAfterExit: boolean;
  /** PIDFile=, '' if not set. */
  pidFile: string;
  busName: string;
  /** 0: no watchdog. */
  watchdogMs: number | null;
  /** Bytes; null for none. */
  memoryMax: number | null;
  /** StartLimitIntervalSec=, StartLimitBurst=. */
  startLimitMs: number | null;
  startLimitBurst: number;
  /** The main process’s, in milliseconds since the epoch; null if it never started, or has not ended. */
  mainStartedAt: number | null;
  mainEndedAt: number | null;
  /** `NAME=value`, as Environment= sets them, specifiers expanded. */
  environment: string[];
  /** ExecSearchPath=, since 250. */
  searchPath: string[];
  environmentFiles: { path: string; optional: boolean }[];
}

/** Names of other units, as D-Bus has them. */
export interface SymptomRelations {
  requires: string[];
  requisite: string[];
  bindsTo: string[];
  after: string[];
  triggeredBy: string[];
}

/** A file of the unit: the fragment first, then the drop-ins in their order. */
export interface SymptomFile {
  path: string;
  file: UnitFile;
  /** In the person’s own unit folder: a remedy may change it. */
  isOwn: boolean;
}

/** What is at a path, links followed. Modes are those of stat(2), lower twelve bits. */
export type DiskLook =
  /** `nearest` is the deepest folder on the way that exists; `names` are in it, at most 5000. */
  | { kind: 'missing'; nearest: string; names: string[] }
  /** A folder on the way can’t be entered by this person. */
  | { kind: 'closed'; folder: string }
  /** The mount doesn’t answer, too many links, or anything else. */
  | { kind: 'unknown' }
  | (Seen & { kind: 'folder'; isEnterable: boolean; isWritable: boolean })
  | (Seen & {
      kind: 'file';
      isReadable: boolean;
      isWritable: boolean;
      /** For this person, the mount set aside. */
      isExecutable: boolean;
      sizeBytes: number;
      /** The first 4096 bytes, a character each (Latin-1); null if unreadable. */
      head: string | null;
    })
  | (Seen & { kind: 'special' });

/** A look that found this. */
export type Look<Kind extends DiskLook['kind']> = Extract<DiskLook, { kind: Kind }>;

interface Seen {
  /** Behind all links. */
  realPath: string;
  mode: number;
  /** The person owns it, so may change its mode. */
  isOwn: boolean;
  /** The mount it is on. Bytes that this person may still use; null if unknown. */
  mount: {
    point: string;
    isNoexec: boolean;
    isReadOnly: boolean;
    freeBytes: number | null;
    freeFiles: number | null;
  };
}

/** Where a program of this name is; null: in no folder of that PATH. */
export interface ProgramLook {
  /** In the PATH that this service gets. */
  service: string | null;
  /** In the PATH of the login shell; null also if that is unknown. */
  shell: string | null;
  /** In a usual folder that neither has to name: ~/.local/bin, ~/bin, /usr/local/bin, /usr/bin, /usr/sbin, /snap/bin. */
  elsewhere: string | null;
}

export interface PortOwner {
  /** null if it can’t be seen: it is somebody else’s, or shows nobody what it has open, as with capabilities. */
  pid: number | null;
  /** It runs as the person. */
  isOwn: boolean;
  /** The program’s name; null if unknown. */
  program: string | null;
  /** The user unit that it belongs to. */
  unit: string | null;
}

/** Another unit, without loading it. */
export interface UnitLook {
  name: string;
  /** `not-found` also if it is neither loaded nor on disk. */
  loadState: string;
  activeState: ActiveState;
  subState: string;
}

/** What to look up; each costs something. */
export interface Questions {
  /** Absolute, for `DiskLook`. */
  paths: string[];
  /** Names without `/`, for `ProgramLook`. */
  programs: string[];
  /** TCP ports. */
  ports: number[];
  units: string[];
  busNames: string[];
  /** Names of variables that the login shell may have. */
  variables: string[];
  /** The mount points of fstab(5) that are not mounted now. */
  mounts: boolean;
}

/** Answers so far; a key that is missing was not looked up yet. */
export interface Answers {
  paths: ReadonlyMap<string, DiskLook>;
  programs: ReadonlyMap<string, ProgramLook>;
  ports: ReadonlyMap<number, readonly PortOwner[]>;
  units: ReadonlyMap<string, UnitLook>;
  /** Who owns a name of the session bus; null: nobody. */
  busNames: ReadonlyMap<string, PortOwner | null>;
  /** Their values in the login shell; null: not set there, or the shell couldn’t be asked. */
  variables: ReadonlyMap<string, string | null>;
  /** null: not looked up yet. */
  unmounted: readonly string[] | null;
}

export const noAnswers: Answers = {
  paths: new Map(),
  programs: new Map(),
  ports: new Map(),
  units: new Map(),
  busNames: new Map(),
  variables: new Map(),
  unmounted: null,
};

export interface Symptoms {
  unit: string;
  /** The major version of systemd. */
  version: number;
  details: ManagerDetails;
  /** Only of a service. */
  service: ServiceSymptoms | null;
  relations: SymptomRelations;
  /** Parsed; empty for a unit without files. */
  files: SymptomFile[];
  place: SpecifierPlace;
  enabling: Enabling;
  /** systemd keeps restarting it: Unit.crashing. */
  isCrashing: boolean;
  /** Its stops in Hearth that are still known. */
  stopsHere: readonly PersonStop[];
  /** When this user manager started. */
  managerStartedAt: number | null;
  /**
   * Oldest first: the newest 300 lines of the service and the newest 200 about it, both kinds together. Lines that the
   * journal filed under no unit, by the PID of a run, have that run’s invocation.
   */
  lines: SymptomLine[];
  /** Whether the journal could be read at all. */
  isJournalReadable: boolean;
  /** What the manager passes to services. */
  managerEnvironment: Readonly<Record<string, string>>;
  /** As `process.arch` of Node: `x64`, `arm64`, … */
  architecture: string;
  answers: Answers;
}
