/**
 * Proofs that a service does its work, as its unit file names them in [X-Hearth], a section that systemd ignores.
 *
 * | setting                          | the proof                                                          |
 * | -------------------------------- | ------------------------------------------------------------------ |
 * | ProofFile=PATH                   | the file is written to; with ProofMatch=, its last line matches    |
 * | ProofSocket=ADDRESS              | a TCP or Unix socket accepts; written as in ListenStream=          |
 * | ProofHTTP=URL                    | an HTTP address of this computer answers with a status             |
 * | ProofExec=COMMAND                | a command exits with 0; written as in ExecStart=                   |
 * | ProofBusName=NAME                | a name on the user bus has an owner                                |
 * | ProofLog=REGEX                   | a line of the service's own log matches                            |
 *
 * These belong to the proof above them, or to all proofs if they are above the first:
 * ProofPeriodSec= (how often the proof is due), ProofGraceSec= (how late it may be; as long again by default),
 * ProofMatch= (of a file: the regular expression for its last line), ProofStatus= (of an HTTP address: the statuses that
 * count; any from 200 to 299 by default).
 *
 * ProofRestartAfter=N applies to the service: restart it once its proof was missed N times.
 *
 * An empty value resets what is above it, as in systemd's lists: `ProofFile=` removes the files named before.
 */

export const proofSection = 'X-Hearth';

/** A socket of this computer. */
export type ProofSocket =
  /** `hosts` are tried in turn. */
  { family: 'tcp'; hosts: string[]; port: number } | { family: 'unix'; path: string };

export interface ProofCommand {
  program: string;
  /** Its arguments, in which `$NAME` stands for a variable of the service: specifiers.ts expands them. */
  words: string[];
}

export type ProofTarget =
  | { kind: 'file'; path: string; match: string | null }
  | { kind: 'socket'; socket: ProofSocket }
  /** `statuses` empty: any from 200 to 299. */
  | { kind: 'http'; url: string; statuses: number[] }
  | { kind: 'exec'; command: ProofCommand }
  | { kind: 'bus-name'; name: string }
  | { kind: 'log'; match: string };

export type ProofKind = ProofTarget['kind'];

export interface Proof {
  target: ProofTarget;
  /** The value as the unit file has it. */
  written: string;
  /** How often it is due, in milliseconds; null if the unit doesn't say and any time will do. */
  periodMs: number | null;
  /** How late it may be. */
  graceMs: number;
  /** Its own ProofPeriodSec= as the unit file has it; '' for none. */
  writtenPeriod: string;
}

/** The setting of each kind. */
export const proofKeys: Readonly<Record<ProofKind, string>> = {
  file: 'ProofFile',
  socket: 'ProofSocket',
  http: 'ProofHTTP',
  exec: 'ProofExec',
  'bus-name': 'ProofBusName',
  log: 'ProofLog',
};

export const proofKinds = Object.keys(proofKeys) as ProofKind[];

/** Settings of the proof above them. */
export const proofOptions = [
  'ProofPeriodSec',
  'ProofGraceSec',
  'ProofMatch',
  'ProofStatus',
] as const;
export type ProofOption = (typeof proofOptions)[number];

export const proofRestartKey = 'ProofRestartAfter';

/** Every setting of the section. */
export const proofSettingKeys: readonly string[] = [
  ...Object.values(proofKeys),
  ...proofOptions,
  proofRestartKey,
];

/** Whether a look says if the service works now, as opposed to when it last did something by itself. */
export const isAsked = (target: ProofTarget): boolean =>
  target.kind === 'file' ? target.match !== null : target.kind !== 'log';

/** How often Hearth looks where the unit doesn't say. */
export const usualPeriodMs = 60_000;

/** Shorter periods would keep the computer busy. */
export const shortestPeriodMs = 1000;
