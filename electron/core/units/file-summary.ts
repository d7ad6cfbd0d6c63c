/** What the inventory needs from a unit file: a few assignments, read fast with the meaning unit-file.ts gives. */
import { parse } from '../syntax/unit-file.ts';
import { isSafeText } from '../syntax/line-parser.ts';

/** One of the assignments in `wanted`, as `Section.Key` and its value. */
export interface SummaryItem {
  key: string;
  value: string;
}

/** The facts of a file in order; null if systemd refuses to read it. */
export type Summary = readonly SummaryItem[] | null;

const wanted: Record<string, readonly string[]> = {
  Unit: [
    ...['Description', 'RefuseManualStart', 'RefuseManualStop', 'SourcePath'],
    ...['Wants', 'Requires', 'BindsTo', 'Upholds', 'PartOf', 'OnFailure', 'OnSuccess'],
  ],
  Service: ['ExecStart', 'BusName'],
  Timer: ['Unit'],
  Path: ['Unit'],
  Socket: ['Service', 'Accept'],
  Install: ['Alias', 'WantedBy', 'RequiredBy', 'UpheldBy', 'Also', 'DefaultInstance'],
  'X-Hearth': [
    ...['ProofFile', 'ProofSocket', 'ProofHTTP', 'ProofExec', 'ProofBusName', 'ProofLog'],
    ...['ProofPeriodSec', 'ProofGraceSec', 'ProofMatch', 'ProofStatus', 'ProofRestartAfter'],
  ],
};

/** Text that splits at LF alone: ASCII, no continued line, no other line ending. Most unit files are like this. */
const isSimple = (text: string): boolean =>
  /^[\t\n\x20-\x7e]*$/.test(text) && !/\\(?:\n|$)/.test(text);

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;

/** The text between two places, without blanks around it. */
const trimmed = (text: string, from: number, to: number): string => {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
};

/** The assignment, if the line sets one of `keys`. */
const factOf = (line: string, section: string, keys: readonly string[]): SummaryItem | null => {
  const equals = line.indexOf('=');
  if (equals <= 0) return null;
  const key = trimmed(line, 0, equals);
  return keys.includes(key)
    ? { key: `${section}.${key}`, value: trimmed(line, equals + 1, line.length) }
    : null;
};

const simpleFacts = (text: string): Summary => {
  const facts: SummaryItem[] = [];
  let section = '';
  let keys: readonly string[] | undefined;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = trimmed(text, at, end);
    at = end + 1;
    const first = line.charAt(0);
    if (first === '' || first === '#' || first === ';') continue;
    if (first === '[') {
      section = line.slice(1, -1);
      if (line.length < 2 || !line.endsWith(']') || !isSafeText(section)) return null;
      keys = Object.hasOwn(wanted, section) ? wanted[section] : undefined;
    } else if (keys !== undefined) {
      const fact = factOf(line, section, keys);
      if (fact !== null) facts.push(fact);
    }
  }
  return facts;
};

/** Reading the worst text of this size takes about 25 ms. Of a longer one, only whole lines at its start count. */
const exactBytesMax = 32 * 1024;

const startOf = (bytes: Uint8Array): Uint8Array =>
  bytes.length <= exactBytesMax
    ? bytes
    : bytes.subarray(0, bytes.lastIndexOf(0x0a, exactBytesMax - 1) + 1);

const exactFacts = (whole: Uint8Array): Summary => {
  const bytes = startOf(whole);
  const file = parse(bytes);
  if (file.readTo < bytes.length) return null;
  return file.assignments
    .filter(({ section, key }) => Object.hasOwn(wanted, section) && wanted[section]?.includes(key))
    .map(({ section, key, value }) => ({ key: `${section}.${key}`, value }));
};

/**
 * @param bytes of the whole file.
 * @param text the same as Latin-1: no other decoding is faster.
 */
export const summaryOf = (bytes: Uint8Array, text: string): Summary =>
  isSimple(text) ? simpleFacts(text) : exactFacts(bytes);

/** The last value of a key, or ''. */
export const lastItem = (facts: readonly SummaryItem[], key: string): string =>
  facts.findLast((fact) => fact.key === key)?.value ?? '';

/** All values of a key; an empty value resets those before it. */
export const allItems = (facts: readonly SummaryItem[], key: string): string[] => {
  const values = facts.filter((fact) => fact.key === key).map(({ value }) => value);
  return values.slice(values.lastIndexOf('') + 1);
};
