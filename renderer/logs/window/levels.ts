/** Levels of the journal: which ones a filter keeps, and how a line looks. */
import { priorityWords, type JournalEntry } from '../../../electron/core/logs/entry.ts';
import { logsFiltersTexts } from '../../../electron/core/texts/logs/filters.ts';
import { logsViewTexts } from '../../../electron/core/texts/logs/view.ts';

/** The highest number kept: syslog counts from 0, emergency, to 7, debug. */
export const levels = () => [
  { upTo: 7, label: logsFiltersTexts.levels.debug },
  { upTo: 6, label: logsFiltersTexts.levels.info },
  { upTo: 5, label: logsFiltersTexts.levels.notice },
  { upTo: 4, label: logsFiltersTexts.levels.warning },
  { upTo: 3, label: logsFiltersTexts.levels.error },
];

export const levelWord = (priority: number): string =>
  logsViewTexts.levels[priorityWords[priority] ?? 'info'];

export const levelTone = (priority: number): 'bad' | 'busy' | 'plain' | 'quiet' =>
  priority <= 3 ? 'bad' : priority === 4 ? 'busy' : priority === 5 ? 'plain' : 'quiet';

/** One of eight colours for a unit’s name: by its place in `units`, otherwise the same for the same name. */
export const unitColour = (unit: string, units: readonly string[]): number => {
  const at = units.indexOf(unit);
  if (at >= 0) return at % 8;
  let sum = 0;
  for (let index = 0; index < unit.length; index += 1)
    sum = (sum * 31 + unit.charCodeAt(index)) % 65_521;
  return sum % 8;
};

/** The search as a pattern, to mark matches in a message; null if JavaScript can’t parse it. */
export const searchPattern = (pattern: string, caseSensitive: boolean): RegExp | null => {
  if (pattern === '') return null;
  try {
    return new RegExp(pattern, caseSensitive ? 'g' : 'gi');
  } catch {
    // Nothing is marked then; the filter itself says that the pattern is wrong.
    return null;
  }
};

/** The sender shown before a message; '' if the unit says enough. */
export const speakerOf = ({ from, identifier }: JournalEntry): string =>
  from === 'manager' ? identifier : '';
