/** Proofs that nobody looks for: the bus tells who owns a name, the journal which lines a service wrote. */
import type { JournalEntry } from '../../core/logs/entry.ts';
import { ProblemError } from '../../core/problems/problem.ts';
import { proofWhyTexts } from '../../core/texts/proof/why.ts';
import type { Host } from '../../host/host.ts';
import type { JournalFiles } from '../../system/journal/access.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import { watchBusNames } from '../../system/proof/bus-names.ts';
import { followLogLines } from '../../system/proof/log-lines.ts';
import type { Bugs } from '../app/bugs.ts';
import { shownLine } from './look-once.ts';
import { takeFound, takeOwner, takeSign, type Tracked } from './tracked.ts';
import type { Watched, WatchedProof } from './watched.ts';

interface Deps {
  host: Pick<Host, 'bus' | 'checks'>;
  journalctl: Pick<Journalctl, 'follow'>;
  journalFiles: Pick<JournalFiles, 'access'>;
  /** All proofs that are watched now. */
  all(): WatchedProof[];
  onTold(of: Watched): void;
  bugs: Pick<Bugs, 'report'>;
}

/** Lines logged before Hearth looked count as well; of a proof without a period, those of the last hour. */
const earlierLinesMs = 3_600_000;
/** A line that follows another one sooner says nothing new. */
const newLineMs = 1000;

export const followProofSignals = ({ host, all, onTold, bugs, ...deps }: Deps) => {
  /** Who owns the names that are watched, as far as the bus has told. */
  const owners = new Map<string, boolean | null>();
  const names = watchBusNames(host, (name, owned) => {
    owners.set(name, owned);
    for (const { of, tracked } of all()) {
      const { target } = tracked.proof;
      if (target.kind !== 'bus-name' || target.name !== name) continue;
      takeOwner(tracked, owned);
      onTold(of);
    }
  });

  const refuse = ({ of, tracked }: WatchedProof, why: string): void => {
    takeFound(tracked, { kind: 'unreadable', why, found: null, reading: null });
    onTold(of);
  };
  const refuseLogs = (): void => {
    for (const one of all())
      if (one.tracked.proof.target.kind === 'log') refuse(one, proofWhyTexts.unreadableLog);
  };

  const isOfInterest = (of: Watched, tracked: Tracked, entry: JournalEntry): boolean =>
    !tracked.slow &&
    entry.unit === of.unit &&
    entry.from === 'service' &&
    // Also not those that come again because another service is followed as well.
    entry.at - (tracked.lastSeenAt ?? 0) >= newLineMs;

  const takeLine = async (one: WatchedProof, entry: JournalEntry): Promise<void> => {
    const { of, tracked } = one;
    const { target } = tracked.proof;
    if (target.kind !== 'log' || !isOfInterest(of, tracked, entry)) return;
    const isMatch = await host.checks.matches(target.match, entry.message);
    if (isMatch === null) {
      tracked.slow = true;
      refuse(one, proofWhyTexts.slowPattern);
    }
    if (isMatch !== true) return;
    takeSign(tracked, entry.at, false);
    tracked.found = shownLine(entry.message);
    onTold(of);
  };
  const takeLines = async (entries: readonly JournalEntry[]): Promise<void> => {
    const logging = all().filter(({ tracked }) => tracked.proof.target.kind === 'log');
    for (const entry of entries) for (const one of logging) await takeLine(one, entry);
  };
  const lines = followLogLines(
    deps.journalctl,
    (entries) => {
      takeLines(entries).catch(bugs.report);
    },
    (reason) => {
      if (reason !== null && !(reason instanceof ProblemError)) bugs.report(reason);
      refuseLogs();
    },
  );

  const followNames = (followed: ReadonlySet<string>): void => {
    names.follow(followed);
    for (const name of owners.keys()) if (!followed.has(name)) owners.delete(name);
    for (const { tracked } of all()) {
      const { target } = tracked.proof;
      const owned = target.kind === 'bus-name' ? owners.get(target.name) : undefined;
      // It was told before this service was watched.
      if (owned !== undefined && tracked.progress.looks === 0) takeOwner(tracked, owned);
    }
  };

  return {
    /** Follows the names and the logs of what is watched now. */
    follow: (): void => {
      const followed = new Set<string>();
      const logging = new Set<string>();
      let since = Date.now();
      for (const { of, tracked } of all()) {
        const { target, periodMs, graceMs } = tracked.proof;
        if (target.kind === 'bus-name') followed.add(target.name);
        if (target.kind !== 'log') continue;
        logging.add(of.unit);
        const reach = periodMs === null ? earlierLinesMs : periodMs + graceMs;
        since = Math.min(since, Math.max(tracked.startedAt, Date.now() - reach));
      }
      followNames(followed);
      lines.follow(logging, since);
      if (logging.size === 0) return;
      deps.journalFiles.access().then((access) => {
        if (access === 'volatile' || access === 'denied') refuseLogs();
      }, bugs.report);
    },
    close: (): void => {
      names.close();
      lines.close();
    },
  };
};
