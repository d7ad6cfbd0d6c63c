/** One look at whether a service proves itself, by the kind of its proof. */
import { readWebAddress } from '../../core/proof/loopback.ts';
import type { Proof, ProofTarget } from '../../core/proof/proof.ts';
import type { ProofReading } from '../../core/proof/proof-reading.ts';
import { expandVariables } from '../../core/syntax/specifiers.ts';
import { ownProgramLine } from '../../core/commands.ts';
import { proofWhyTexts } from '../../core/texts/proof/why.ts';
import type { Unreachable } from '../../host/checks/host-checks.ts';
import type { Host, Outcome } from '../../host/host.ts';
import { readProof } from '../../system/proof/proof-file.ts';
import type { ServicePlace } from './service-place.ts';

/** What a look found. */
export type Found = {
  /** A few words, such as `200`; null for nothing to show. */
  found: string | null;
  reading: ProofReading | null;
} & (
  | { kind: 'kept' }
  /** A file that was written to, in milliseconds since the epoch. */
  | { kind: 'written'; at: number }
  | { kind: 'missing'; why: string | null }
  | { kind: 'unreadable'; why: string }
);

const plain = { found: null, reading: null };
const kept = (found: string | null = null): Found => ({ kind: 'kept', ...plain, found });
const missing = (why: string, found: string | null = null): Found => ({
  kind: 'missing',
  why,
  ...plain,
  found,
});

/** How long an answer may take; never longer than the period. */
const longestMs = 10_000;
const limitOf = ({ periodMs }: Pick<Proof, 'periodMs'>): number =>
  Math.min(longestMs, periodMs ?? longestMs);

/** A line that is shown in a sentence. */
const shownMax = 200;
export const shownLine = (text: string): string =>
  text.length <= shownMax ? text : `${text.slice(0, shownMax)}…`;

const lastLineOf = (text: string): string => text.trimEnd().split('\n').at(-1)?.trim() ?? '';

const whyUnreachable = ({ failed }: Unreachable, limitMs: number): string => {
  const texts = proofWhyTexts.connect;
  switch (failed) {
    case 'timeout':
      return texts.timeout(Math.round(limitMs / 1000));
    case 'ECONNREFUSED':
      return texts.refused;
    case 'ENOENT':
      return texts.missing;
    case 'EACCES':
    case 'EPERM':
      return texts.denied;
    default:
      return failed.startsWith('HPE_') ? proofWhyTexts.http.malformed : texts.other(failed);
  }
};

/** Why a reading proves nothing, whatever is asked of it; null if it may prove something. */
const whyUnread = (reading: ProofReading): Found | null => {
  const texts = proofWhyTexts.file;
  if (reading.kind === 'missing') return { ...missing(texts.missing), reading };
  const unreadable = (why: string): Found => ({ kind: 'unreadable', why, ...plain, reading });
  if (reading.kind === 'unreadable') return unreadable(texts.unreadable(reading.detail));
  return reading.kind === 'folder' || reading.kind === 'special'
    ? unreadable(texts[reading.kind])
    : null;
};

type FileTarget = Extract<ProofTarget, { kind: 'file' }>;

/** What a reading of the file proves. */
const judgeReading = async (
  { checks }: Pick<Host, 'checks'>,
  { match }: FileTarget,
  reading: ProofReading,
): Promise<Found> => {
  const unread = whyUnread(reading);
  if (unread !== null) return unread;
  if (match === null) {
    const at = 'modifiedAt' in reading ? reading.modifiedAt : 0;
    return { kind: 'written', at, ...plain, reading };
  }
  if (reading.kind !== 'text') {
    const why = reading.kind === 'empty' ? proofWhyTexts.file.empty : proofWhyTexts.file.binary;
    return { ...missing(why), reading };
  }
  const line = reading.lines.at(-1) ?? '';
  const isMatch = await checks.matches(match, line);
  if (isMatch === null)
    return { kind: 'unreadable', why: proofWhyTexts.slowPattern, ...plain, reading };
  return isMatch
    ? { ...kept(shownLine(line)), reading }
    : { ...missing(proofWhyTexts.file.noMatch(shownLine(line))), reading };
};

const mostRedirects = 3;

const resolved = (location: string, from: string): string => {
  try {
    return new URL(location, from).href;
  } catch {
    // No address; the caller says so.
    return location;
  }
};

type WebTarget = Extract<ProofTarget, { kind: 'http' }>;

/** Follows redirects on this computer, unless one of them is the status that counts. */
const lookAtWeb = async (
  { checks }: Pick<Host, 'checks'>,
  { url, statuses }: WebTarget,
  limitMs: number,
): Promise<Found> => {
  const texts = proofWhyTexts.http;
  let at = url;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const address = readWebAddress(at);
    if (typeof address === 'string') return missing(texts.malformed);
    const answer = await checks.ask(address, limitMs);
    if ('failed' in answer) return missing(whyUnreachable(answer, limitMs));
    const { status, location } = answer;
    const counts =
      statuses.length === 0 ? status >= 200 && status < 300 : statuses.includes(status);
    if (counts) return kept(String(status));
    if (location === null || status < 300 || status > 399)
      return missing(texts.status(status), String(status));
    const to = resolved(location, at);
    if (typeof readWebAddress(to) === 'string')
      return missing(texts.elsewhere({ status, location: shownLine(to) }), String(status));
    at = to;
  }
  return missing(texts.circles);
};

const whyFailed = ({ failure, exitCode, stdout, stderr }: Outcome, limitMs: number): string => {
  const texts = proofWhyTexts.exec;
  const line = shownLine(lastLineOf(stderr) === '' ? lastLineOf(stdout) : lastLineOf(stderr));
  switch (failure) {
    case 'timed-out':
      return texts.timeout(Math.round(limitMs / 1000));
    case 'not-started':
      return texts.notStarted(line);
    case 'signal':
    case 'cancelled':
      return texts.killed;
    case null:
      return line === ''
        ? texts.code(exitCode ?? 0)
        : texts.codeWith({ code: exitCode ?? 0, line });
  }
};

export interface LookDeps {
  host: Pick<Host, 'files' | 'checks'>;
  /** Shows a command that was run for a unit. */
  noteRun(unit: string, line: string, outcome: Outcome): void;
}

/** Commands whose outcome was shown: the same one again says nothing new. */
const shownOutcomes = new WeakMap<Proof, string>();

const runCommand = async (
  { host, noteRun }: LookDeps,
  unit: string,
  proof: Proof & { target: Extract<ProofTarget, { kind: 'exec' }> },
  place: ServicePlace,
): Promise<Found> => {
  const { program, words } = proof.target.command;
  const { variables } = place;
  const args = words.flatMap((word) => expandVariables(word, (name) => variables[name]));
  const limitMs = limitOf(proof);
  const outcome = await host.checks.runOwn({ program, args, ...place }, limitMs);
  const ending = `${String(outcome.exitCode)} ${String(outcome.failure)}`;
  if (shownOutcomes.get(proof) !== ending) {
    shownOutcomes.set(proof, ending);
    noteRun(unit, ownProgramLine(place.folder, { program, args }), outcome);
  }
  const isWell = outcome.failure === null && outcome.exitCode === 0;
  const line = shownLine(lastLineOf(outcome.stdout));
  return isWell ? kept(line === '' ? null : line) : missing(whyFailed(outcome, limitMs));
};

/** What a look may need besides the proof. */
interface LookAids {
  /** Where the service's own commands run. */
  place(): Promise<ServicePlace>;
  /** What is in its file now; null to read it. */
  reading: ProofReading | null;
}

/** Looks once. Not for a name on the bus or a line of the log, which arrive by themselves. */
export const look = async (
  deps: LookDeps,
  unit: string,
  proof: Proof,
  { place, reading }: LookAids,
): Promise<Found> => {
  const { target } = proof;
  const limitMs = limitOf(proof);
  switch (target.kind) {
    case 'file':
      return judgeReading(deps.host, target, reading ?? (await readProof(deps.host, target.path)));
    case 'socket': {
      const refused = await deps.host.checks.connect(target.socket, limitMs);
      return refused === null ? kept() : missing(whyUnreachable(refused, limitMs));
    }
    case 'http':
      return lookAtWeb(deps.host, target, limitMs);
    case 'exec':
      return runCommand(deps, unit, { ...proof, target }, await place());
    case 'bus-name':
    case 'log':
      return missing('');
  }
};
