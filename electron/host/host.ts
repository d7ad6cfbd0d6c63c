/**
 * The port to one computer, seen as one person on it. Everything outside Hearth goes through it, so that a second
 * computer (systemctl and journalctl over ssh, files over sftp, the bus through systemd-stdio-bridge) fits behind the
 * same interface. Nothing in it is synchronous, and nothing hands out an open file.
 */
import type { Duplex, Readable } from 'node:stream';
import type { Person } from '../core/app/state.ts';
import type { Command, ProgramName } from '../core/commands.ts';
import type { WatchLimit } from '../core/problems/files.ts';
import type { HostFiles } from './host-files.ts';

/** How a program ended, and what it said. */
export interface Outcome {
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** null when it did not end by itself. */
  exitCode: number | null;
  /** Why there is no exit code; null when there is one. `signal`: it was ended by something else. */
  failure: 'not-started' | 'timed-out' | 'cancelled' | 'signal' | null;
  /** The first MiB, as text; a cut is marked. Empty after `stream`. */
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Milliseconds until it is ended; 15 s by default. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** Holds a program's output back for a reader that is slower. */
export type Flow = Pick<Readable, 'pause' | 'resume'>;

export interface StreamOptions {
  /** The way to end it. */
  signal: AbortSignal;
  onChunk: (chunk: Buffer, flow: Flow) => void;
  /** What it reads from its standard input; nothing by default. */
  input?: Readable;
}

export interface Watch {
  /** Watches these folders instead of those before; the ones in both stay watched without a gap. */
  follow(folders: Iterable<string>): void;
  close(): void;
}

/**
 * Called for each change in a watched folder, several times for one write.
 * @param name of the file where it is known; null when the folder itself has come, gone or been replaced.
 */
export type OnFolderChange = (folder: string, name: string | null) => void;

/** What the kernel counts for a control group, memory in bytes. null for what it does not count. */
interface GroupNumbers {
  cpuNanoseconds: number | null;
  memoryBytes: number | null;
  /** `processes`: added up from /proc, because the unit has no memory controller. */
  memoryFrom: 'unit' | 'processes';
  tasks: number | null;
}

export interface Host {
  /** The person whose units, files and programs these are. */
  readonly account: Person;
  /** Runs a program to its end, without a shell; resolves for any exit code. @throws program-missing. */
  run(command: Command, options?: RunOptions): Promise<Outcome>;
  /** Runs until it ends by itself or is aborted; its output goes to `onChunk`. @throws program-missing. */
  stream(command: Command, options: StreamOptions): Promise<Outcome>;
  has(program: ProgramName): Promise<boolean>;
  /** The absolute path of a program, for a command that hands it on. @throws program-missing. */
  pathOf(program: ProgramName): Promise<string>;
  readonly files: HostFiles;
  /** Follows folders, also ones that do not exist yet. Never throws: a folder that cannot be watched is tried again. */
  watch(folders: Iterable<string>, changed: OnFolderChange): Watch;
  /**
   * Follows one file however it changes: written, replaced, deleted, its folders missing at first, a link on the way
   * turned elsewhere. `changed` is also called once for the beginning.
   */
  watchFile(path: string, changed: () => void): { close(): void };
  /** Calls `onChange` when a limit of the kernel keeps folders from being watched, and with null when none does. */
  followWatchLimit(onChange: (limit: WatchLimit | null) => void): void;
  /**
   * A stream to a bus, before authentication. `user`: where the user manager is; `session`: the desktop's, which may be
   * another. @throws what connect(2) says, as an Error.
   */
  bus(which: 'user' | 'system' | 'session'): Promise<Duplex>;
  /** @param controlGroup the ControlGroup property of a unit, which begins with a slash. Source: cgroups(7). */
  usage(controlGroup: string): Promise<GroupNumbers>;
  /**
   * `PID-START-BOOT` of each process that is alive, null for one that is gone: a process id comes again, the three
   * together do not. null is the one that works here for Hearth. Source: proc_pid_stat(5).
   */
  processes(pids: readonly (string | null)[]): Promise<(string | null)[]>;
  /** Ends what is still followed. */
  close(): Promise<void>;
}
