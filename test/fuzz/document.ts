/**
 * Random files and every unit file of this machine: their bytes survive, an edit changes only its own lines, and
 * reading returns what was set.
 */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  addAssignment,
  removeAssignment,
  setValue,
  valueFault,
} from '../../electron/core/syntax/edit-file.ts';
import {
  parse,
  serialize,
  type Assignment,
  type UnitFile,
} from '../../electron/core/syntax/unit-file.ts';
import { randomOfRun, type Random } from './random.ts';
import { shown, shrink, type Failure, type Outcome } from './report.ts';

const tokens = [
  ...[
    '\n',
    '\n',
    '\n',
    '\r\n',
    '\r\n',
    '\r',
    '\n\r',
    '\0',
    '\\\n',
    '\\\n',
    '\\\r\n',
    '\\',
    '\\\\\n',
  ],
  ...['[Unit]\n', '[Service]\n', '[Install]\r\n', '\n[X-Hearth]\n', ' [S]', '[', ']', '[a"b]\n'],
  ...[
    'A=1\n',
    'Key = value\n',
    '\tKey=',
    'ExecStart=/bin/a \\\n  b \\\n',
    '=',
    ' = ',
    'Environment=',
  ],
  ...[
    '# c\n',
    '; c\n',
    '  # c \\\n',
    '#',
    ';',
    ' ',
    '\t',
    '\u00a0',
    '%h',
    '$$',
    '"',
    "'",
    'x',
    'word',
  ],
  ...['\u00fc', '\u2192', '\u{1f600}', '\ufeff', '\uffff'].map((text) =>
    Buffer.from(text).toString('latin1'),
  ),
  ...['\xff', '\xc3', '\xed\xa0\x80', '\x01', '\x7f'],
];

const values = [
  '',
  'x',
  '#x',
  ';x',
  '\ufeffx',
  'two words',
  '[x]',
  'a=b',
  'a\\\\',
  '\u2192 "q"',
  '%h/x',
];

/** Latin1, one character per byte; each is one part for `shrink`. */
const randomParts = (random: Random): string[] => {
  const size = random.chance(100) ? 400 : 24;
  const parts = random.list(size, () =>
    random.chance(20) ? String.fromCharCode(random.number(256)) : random.pick(tokens),
  );
  // Most files are valid: those exercise edits more than files in which nothing can be read.
  if (!random.chance(4)) parts.unshift('[Service]\n');
  if (random.chance(20000)) parts.push('K=', 'x'.repeat(1024 * 1024 - random.number(4)), '\n');
  if (random.chance(30)) parts.unshift('\xef\xbb\xbf');
  return parts;
};

const bytesOf = (parts: readonly string[]): Uint8Array => Buffer.from(parts.join(''), 'latin1');

/** What is read, without positions. */
const readOf = ({ assignments }: Pick<UnitFile, 'assignments'>): string =>
  JSON.stringify(assignments.map(({ section, key, value }) => [section, key, value]));

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** True if the new bytes equal the old ones outside `start` to `end`. */
const keepsRest = (before: Uint8Array, after: Uint8Array, start: number, end: number): boolean =>
  after.length >= start + before.length - end &&
  isSame(before.subarray(0, start), after.subarray(0, start)) &&
  isSame(before.subarray(end), after.subarray(after.length - (before.length - end)));

type Plain = Pick<Assignment, 'section' | 'key' | 'value'>;

interface Edit {
  what: string;
  edited: UnitFile;
  expected: Plain[];
  start: number;
  end: number;
}

/** Only the first byte order mark is skipped; an edit that removes it, or inserts lines before it, may expose another. */
const hasMarks = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes).indexOf('\xef\xbb\xbf', 1, 'latin1') >= 0;

const editsOf = (file: UnitFile, random: Random): Edit[] => {
  const edits: Edit[] = [];
  const value = random.pick(values);
  const { assignments, bytes } = file;
  const at = random.number(Math.max(1, assignments.length));
  const chosen = assignments[at];
  if (chosen !== undefined) {
    const { start, end } = chosen;
    const place = { start, end };
    const put = { ...chosen, value };
    const set = { what: `set to ${JSON.stringify(value)}`, expected: assignments.with(at, put) };
    edits.push({ ...set, ...place, edited: setValue(file, chosen, value) });
    const removed = { what: 'remove', expected: assignments.toSpliced(at, 1) };
    edits.push({ ...removed, ...place, edited: removeAssignment(file, chosen) });
    const same = { what: 'set to itself', expected: [...assignments] };
    if (valueFault(chosen.value) === null)
      edits.push({ ...same, ...place, edited: setValue(file, chosen, chosen.value) });
  }
  const { section } = random.pick([...assignments, { section: 'Service' }, { section: 'New' }]);
  const added = { section, key: 'Added', value };
  const edited = addAssignment(file, added);
  const place = edited.assignments.findIndex(({ key }) => key === 'Added');
  const start = commonStart(bytes, serialize(edited));
  const expected = place < 0 ? [] : assignments.toSpliced(place, 0, { ...added, ...nowhere });
  edits.push({ what: `add to ${section}`, edited, expected, start, end: start });
  return edits;
};

const nowhere = {
  line: 0,
  column: 0,
  start: 0,
  end: 0,
  afterEquals: 0,
  valueStart: 0,
  valueEnd: 0,
};

const commonStart = (one: Uint8Array, other: Uint8Array): number => {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
};

/** What is wrong with a file, or with an edit of it; null if nothing is. */
const faultOf = (bytes: Uint8Array, random: Random): string | null => {
  const copy = bytes.slice();
  const file = parse(bytes);
  if (!isSame(serialize(file), copy)) return 'its bytes do not come back';
  for (const { what, edited, expected, start, end } of editsOf(file, random)) {
    const after = serialize(edited);
    if (!isSame(bytes, copy)) return `${what}: the file itself was changed`;
    if (!keepsRest(bytes, after, start, end)) return `${what}: more than its lines changed`;
    if (!hasMarks(bytes) && readOf(edited) !== readOf({ assignments: expected as Assignment[] })) {
      return `${what}: reads ${readOf(edited)}`;
    }
  }
  return null;
};

const failureOf = (run: number, parts: readonly string[], edits: () => Random): Failure | null => {
  const check = (some: readonly string[]): string | null => {
    try {
      return faultOf(bytesOf(some), edits());
    } catch (thrown) {
      return String(thrown);
    }
  };
  const fault = check(parts);
  if (fault === null) return null;
  const smallest = shrink(parts, (some) => check(some) !== null);
  return { run, what: check(smallest) ?? fault, details: { file: shown(bytesOf(smallest)) } };
};

const isUnitFile = /\.(service|socket|target|mount|automount|swap|timer|path|slice|conf)$/;

const machineFiles = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isUnitFile.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
};

/** Runs `runs` random files, then every unit file below /usr/lib/systemd. */
export const fuzzDocument = async (seed: number, runs: number): Promise<Outcome> => {
  const failures: Failure[] = [];
  for (let run = 0; run < runs; run += 1) {
    const parts = randomParts(randomOfRun(seed, run));
    const failure = failureOf(run, parts, () => randomOfRun(seed + 1, run));
    if (failure !== null) failures.push(failure);
  }
  const files = await machineFiles('/usr/lib/systemd');
  for (const [index, file] of files.entries()) {
    const text = (await readFile(file)).toString('latin1');
    const failure = failureOf(runs + index, text.split(/(?<=\n)/), () => randomOfRun(seed, index));
    if (failure !== null) failures.push({ ...failure, what: `${file}: ${failure.what}` });
  }
  console.log(`${files.length} of the files were unit files of this machine.`);
  return { runs: runs + files.length, failures };
};
