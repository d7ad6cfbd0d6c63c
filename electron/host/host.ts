/**
 * The port to one computer as one user. It is the only way out of Hearth, so a remote computer (systemctl and
 * journalctl over ssh, files over sftp, the bus through systemd-stdio-bridge) fits behind the same interface. So
 * nothing is synchronous, and nothing hands out an open file.
 */
import type { Duplex, Readable } from 'node:stream';
import type { Person } from '../core/app/state.ts';
import type { Command, ProgramName } from '../core/commands.ts';
import type { PortOwner } from '../core/diagnosis/symptoms.ts';
import type { WatchLimit } from '../core/problems/files.ts';
import type { HostChecks } from './checks/host-checks.ts';
import type { MountedPlace } from '../core/survival/needs.ts';
import type { HostFiles } from './host-files.ts';

/** How a program ended, and its output. */
export interface Outcome {
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** null if it didn't exit normally. */
  exitCode: number | null;
  /** Why there is no exit code; null if there is one. `signal`: something else killed it. */
  failure: 'not-started' | 'timed-out' | 'cancelled' | 'signal' | null;
  /** The first MiB as text, with any cut marked. Empty after `stream`. */
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Milliseconds until it is killed; 15 s by default. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** Pauses a program's output for a slower reader. */
export type Flow = Pick<Readable, 'pause' | 'resume'>;

export interface StreamOptions {
  /** Ends the program. */
  signal: AbortSignal;
  onChunk: (chunk: Buffer, flow: Flow) => void;
  /** Its standard input; empty by default. */
  input?: Readable;
}

export interface Watch {
  /** Replaces the watched folders; those in both sets stay watched without a gap. */
  follow(folders: Iterable<string>): void;
  close(): void;
}

/**
 * Called for each change in a watched folder, several times per write.
 * @param name the file, if known; null if the folder itself was created, removed or replaced.
 */
export type OnFolderChange = (folder: string, name: string | null) => void;

/** Resource usage as the kernel counts it for a control group; null where it doesn't count. */
interface GroupNumbers {
  cpuNanoseconds: number | null;
  memoryBytes: number | null;
  /** `processes`: added up from /proc, as the unit has no memory controller. */
  memoryFrom: 'unit' | 'processes';
  tasks: number | null;
}

export interface Host {
  /** The user who owns these units, files and programs. */
  readonly account: Person;
  /** Runs a program to its end, without a shell; resolves on any exit code. @throws program-missing, descriptors-used-up. */
  run(command: Command, options?: RunOptions): Promise<Outcome>;
  /** Runs until it exits or is aborted; passes its output to `onChunk`. @throws as `run`. */
  stream(command: Command, options: StreamOptions): Promise<Outcome>;
  has(program: ProgramName): Promise<boolean>;
  /** A program's absolute path, to pass to another command. @throws program-missing. */
  pathOf(program: ProgramName): Promise<string>;
  /** The folders where the person's terminal looks for programs; null if their login shell gives no answer. */
  loginPath(): Promise<readonly string[] | null>;
  /**
   * The variables of the person's terminal, as their login shell and its startup files set them; null if it gives no
   * answer. Asked at most every 30 s; if it takes longer than `limitMs`, 5,000 by default, its earlier answer counts.
   */
  loginEnvironment(limitMs?: number): Promise<ReadonlyMap<string, string> | null>;
  /** What the desktop session gave Hearth, and gives terminals: DISPLAY and the like. */
  readonly sessionVariables: ReadonlyMap<string, string>;
  readonly files: HostFiles;
  readonly checks: HostChecks;
  /** Watches folders, even before they exist. Never throws: retries a folder that can't be watched. */
  watch(folders: Iterable<string>, changed: OnFolderChange): Watch;
  /**
   * Watches one file through any change: written, replaced, deleted, folders missing at first, a link on the way
   * redirected. Also calls `changed` once at the start.
   */
  watchFile(path: string, changed: () => void): { close(): void };
  /** Calls `onChange` when a kernel limit keeps folders from being watched, and with null when none does. */
  followWatchLimit(onChange: (limit: WatchLimit | null) => void): void;
  /**
   * A stream to a bus, before authentication. `user`: the user manager's; `session`: the desktop's, which may differ.
   * @throws the connect(2) error, as an Error.
   */
  bus(which: 'user' | 'system' | 'session'): Promise<Duplex>;
  /** The mounted file systems; of several at one point, the one in effect. Source: proc_pid_mountinfo(5). */
  mounts(): Promise<readonly MountedPlace[]>;
  /** @param controlGroup the unit's ControlGroup property, which starts with a slash. Source: cgroups(7). */
  usage(controlGroup: string): Promise<GroupNumbers>;
  /** What a control group can limit those below it by: `memory`, `pids`, …; null if unknown. */
  controllers(controlGroup: string): Promise<string[] | null>;
  /**
   * `PID-START-BOOT` of each live process, null for a dead one: PIDs are reused, the combination never is. Pass null
   * for the process that does Hearth's work on this computer. Source: proc_pid_stat(5).
   */
  processes(pids: readonly (string | null)[]): Promise<(string | null)[]>;
  /** The id of this boot, 32 hex digits as in the journal; '' if unknown. */
  bootId(): Promise<string>;
  /** Who listens at these TCP ports now; none for a free port. */
  portOwners(ports: readonly number[]): Promise<Map<number, readonly PortOwner[]>>;
  /** The program and the unit of a process. */
  processOwner(pid: number): Promise<PortOwner>;
  /** Mount points of fstab(5) that are not mounted now. */
  unmounted(): Promise<string[]>;
  /** Closes all remaining watches. */
  close(): Promise<void>;
}
