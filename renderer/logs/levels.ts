/** Levels of the journal: which ones a filter keeps, and how a line is told. */
import { priorityWords, type JournalEntry } from '../../electron/core/journal-entry.ts';
import { clockTime } from '../ui/format.ts';

/** The highest number kept: syslog counts from 0, emergency, to 7, debug. */
export const filters = [
  { upTo: 7, label: 'All levels' },
  { upTo: 6, label: 'Info and worse' },
  { upTo: 5, label: 'Notices and worse' },
  { upTo: 4, label: 'Warnings and worse' },
  { upTo: 3, label: 'Errors only' },
] as const;

export const levelWord = ({ priority }: JournalEntry): string => priorityWords[priority] ?? 'info';

export const levelTone = ({ priority }: JournalEntry): 'bad' | 'busy' | 'plain' | 'quiet' =>
  priority <= 3 ? 'bad' : priority === 4 ? 'busy' : priority === 5 ? 'plain' : 'quiet';

/** A line as it is copied. */
export const lineText = (entry: JournalEntry): string => {
  const who = entry.pid === null ? entry.identifier : `${entry.identifier}[${String(entry.pid)}]`;
  return `${clockTime(entry.at)} ${levelWord(entry)} ${who}: ${entry.message}`;
};
