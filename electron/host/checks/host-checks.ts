/** Questions to what runs on this computer: does it answer, and what has it open? None takes longer than its limit. */
import type { ProofSocket } from '../../core/proof/proof.ts';
import type { WebAddress } from '../../core/proof/loopback.ts';
import type { Outcome } from '../host.ts';

/** Why a connection failed: the code of connect(2), such as `ECONNREFUSED`, or `timeout`. */
export interface Unreachable {
  failed: string;
}

/** The beginning of an answer; nothing is followed. */
export interface WebAnswer {
  status: number;
  /** Where it sends the caller; null for nowhere. */
  location: string | null;
}

/** What the processes of a control group have open. */
export interface OpenedThings {
  /** TCP ports that accept connections: the address as the kernel has it, such as `0.0.0.0`. */
  ports: { address: string; port: number }[];
  /** Unix sockets that accept connections; a leading `@` for the abstract namespace. */
  sockets: string[];
  /** Regular files open for writing. */
  files: string[];
  pids: number[];
}

export interface OwnProgram {
  /** Absolute. */
  program: string;
  args: readonly string[];
  folder: string;
  /** All of its environment. */
  variables: Readonly<Record<string, string>>;
}

export interface HostChecks {
  /** Connects and closes at once. null if it was accepted. */
  connect(socket: ProofSocket, limitMs: number): Promise<Unreachable | null>;
  /** Asks an HTTP address for its status. Reads no more than the head of the answer. */
  ask(address: WebAddress, limitMs: number): Promise<WebAnswer | Unreachable>;
  /** Whether a regular expression of JavaScript matches; null if it takes too long to tell. */
  matches(pattern: string, text: string): Promise<boolean | null>;
  /**
   * Runs a program of the person's, by its path, in a process group of its own. Once it ends, or after the limit, the
   * whole group is killed.
   */
  runOwn(program: OwnProgram, limitMs: number): Promise<Outcome>;
  /** What a process was started with; null if it is gone, or somebody else's. */
  environmentOf(pid: number): Promise<Record<string, string> | null>;
  /** @param controlGroup the unit's ControlGroup property, which starts with a slash. */
  opened(controlGroup: string): Promise<OpenedThings>;
}
