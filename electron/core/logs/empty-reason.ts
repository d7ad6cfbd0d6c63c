/** Why a log is empty, and what to do about it. */
import {
  joinJournalGroup,
  listBoots,
  mendJournalFiles,
  shellLine,
  systemStatus,
} from '../commands.ts';
import { logsEmptyTexts } from '../texts/logs/empty.ts';
import { isFiltered, type LogQuery } from './query.ts';

/**
 * By the journal’s files: `volatile` is in memory, readable only by some groups; with `denied`, this person may not
 * read their own files; with `nothing-yet`, the journal has no file of theirs.
 */
export type JournalAccess = 'readable' | 'volatile' | 'denied' | 'nothing-yet' | 'no-journal';

export interface EmptyFacts {
  access: JournalAccess;
  /** The query has lines without its filters. */
  unfiltered: boolean;
  /** When the queried unit last ran, in milliseconds since the epoch; null if never, as far as systemd knows. */
  ranAt: number | null;
  /** The oldest record of this person’s journal; null if there is none. */
  oldest: number | null;
}

export interface EmptyLog {
  reason: 'filter' | 'no-access' | 'no-journal' | 'rotated' | 'never-ran' | 'nothing-logged';
  title: string;
  text: string;
  /** A line to copy; null if none would help. */
  command: string | null;
}

/** Why the journal can’t be read, and what to do about it. */
export const refusedAccess = (
  access: Exclude<JournalAccess, 'readable' | 'nothing-yet'>,
): EmptyLog => {
  switch (access) {
    case 'volatile':
      return { reason: 'no-access', ...logsEmptyTexts.volatile, command: joinJournalGroup() };
    case 'denied':
      return {
        reason: 'no-access',
        ...logsEmptyTexts.denied,
        command: shellLine(mendJournalFiles()),
      };
    case 'no-journal':
      return {
        reason: 'no-journal',
        ...logsEmptyTexts.noJournal,
        command: shellLine(systemStatus('systemd-journald')),
      };
  }
};

export const emptyLog = (query: LogQuery, facts: EmptyFacts): EmptyLog => {
  if (isFiltered(query) && facts.unfiltered)
    return { reason: 'filter', ...logsEmptyTexts.filter, command: null };
  if (facts.access !== 'readable' && facts.access !== 'nothing-yet')
    return refusedAccess(facts.access);
  if (query.units.length === 1 && facts.ranAt === null)
    return { reason: 'never-ran', ...logsEmptyTexts.neverRan, command: null };
  const isRotated =
    query.units.length === 1 &&
    facts.ranAt !== null &&
    (facts.oldest === null || facts.oldest > facts.ranAt);
  return isRotated
    ? { reason: 'rotated', ...logsEmptyTexts.rotated, command: shellLine(listBoots()) }
    : { reason: 'nothing-logged', ...logsEmptyTexts.nothing, command: null };
};
