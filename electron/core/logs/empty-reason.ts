/** Why a log view is empty, told so that people know what to do about it. */
import {
  joinJournalGroup,
  listBoots,
  mendJournalFiles,
  shellLine,
  systemStatus,
} from '../commands.ts';
import { isFiltered, type LogQuery } from './query.ts';

/**
 * What the journal's files say: `volatile` is kept in memory where only some groups may read, `denied` are files of
 * this person that they may not read, `nothing-yet` is a journal without a file of theirs.
 */
export type JournalAccess = 'readable' | 'volatile' | 'denied' | 'nothing-yet' | 'no-journal';

export interface EmptyFacts {
  access: JournalAccess;
  /** The same without its filters has lines. */
  unfiltered: boolean;
  /** When the one unit asked for last ran, in milliseconds since the epoch; null when it never did, as far as systemd knows. */
  ranAt: number | null;
  /** The oldest record of this person's journal; null when there is none. */
  oldest: number | null;
}

export interface EmptyWords {
  reason: 'filter' | 'no-access' | 'no-journal' | 'rotated' | 'never-ran' | 'nothing-logged';
  title: string;
  text: string;
  /** A line to copy; null when none would help. */
  command: string | null;
}

const noAccess: EmptyWords = {
  reason: 'no-access',
  title: 'You may not read this journal',
  text: 'journald keeps its records in memory here, and those only members of the group systemd-journal (or adm) may read. Join it, then log in again; or have journald keep them on disk, where each person has a journal of their own.',
  command: joinJournalGroup(),
};

const words = {
  denied: {
    ...noAccess,
    text: 'There are journal files of yours, but their permissions keep you from reading them. Members of the group systemd-journal (or adm) read every journal; systemd-tmpfiles gives the files their permissions back.',
    command: shellLine(mendJournalFiles()),
  },
  noJournal: {
    reason: 'no-journal',
    title: 'There is no journal',
    text: 'journald keeps nothing on this machine: Storage=none in journald.conf, or it is not running.',
    command: shellLine(systemStatus('systemd-journald')),
  },
  filter: {
    reason: 'filter',
    title: 'Nothing fits these filters',
    text: 'There are lines without them.',
    command: null,
  },
  rotated: {
    reason: 'rotated',
    title: 'Rotated away',
    text: 'It ran, but the journal no longer reaches back to then: journald lets its oldest records go when they take too much room.',
    command: shellLine(listBoots()),
  },
  neverRan: {
    reason: 'never-ran',
    title: 'It never ran',
    text: 'systemd has not started it since it was loaded, and the journal knows nothing of it. What it prints, and what systemd says about it, will appear here.',
    command: null,
  },
  nothing: {
    reason: 'nothing-logged',
    title: 'Nothing logged',
    text: 'Nothing is in the journal yet. What is printed to standard output and standard error will appear here, unless the unit sends it elsewhere (StandardOutput=).',
    command: null,
  },
} satisfies Record<string, EmptyWords>;

export const emptyWords = (query: LogQuery, facts: EmptyFacts): EmptyWords => {
  if (isFiltered(query) && facts.unfiltered) return words.filter;
  if (facts.access === 'volatile') return noAccess;
  if (facts.access === 'denied') return words.denied;
  if (facts.access === 'no-journal') return words.noJournal;
  if (query.units.length !== 1) return words.nothing;
  if (facts.ranAt === null) return words.neverRan;
  return facts.oldest === null || facts.oldest > facts.ranAt ? words.rotated : words.nothing;
};
