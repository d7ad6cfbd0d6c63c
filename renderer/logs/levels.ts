/** Levels of the journal: which ones a filter keeps, and how a line is told. */
import { priorityWords, type JournalEntry } from '../../electron/core/logs/entry.ts';

/** The highest number kept: syslog counts from 0, emergency, to 7, debug. */
export const levels = [
  { upTo: 7, label: 'All levels' },
  { upTo: 6, label: 'Info and worse' },
  { upTo: 5, label: 'Notice and worse' },
  { upTo: 4, label: 'Warning and worse' },
  { upTo: 3, label: 'Errors only' },
] as const;

export const levelWord = (priority: number): string => priorityWords[priority] ?? 'info';

export const levelTone = (priority: number): 'bad' | 'busy' | 'plain' | 'quiet' =>
  priority <= 3 ? 'bad' : priority === 4 ? 'busy' : priority === 5 ? 'plain' : 'quiet';

/** One of eight colours for a unit's name: a different one for each of a few, else always the same for the same name. */
export const unitColour = (unit: string, units: readonly string[]): number => {
  const at = units.indexOf(unit);
  if (at >= 0) return at % 8;
  let sum = 0;
  for (let index = 0; index < unit.length; index += 1)
    sum = (sum * 31 + unit.charCodeAt(index)) % 65_521;
  return sum % 8;
};

/** What was searched for, to be marked in a message; null where JavaScript does not understand the pattern. */
export const searchPattern = (pattern: string, caseSensitive: boolean): RegExp | null => {
  if (pattern === '') return null;
  try {
    return new RegExp(pattern, caseSensitive ? 'g' : 'gi');
  } catch {
    // Then nothing is marked; the filter itself says that the pattern is wrong.
    return null;
  }
};

/** What identifies a speaker in front of a message; '' where the unit tells enough. */
export const speakerOf = ({ from, identifier }: JournalEntry): string =>
  from === 'manager' ? identifier : '';
