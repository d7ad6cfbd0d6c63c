/** Changes single words of a value where they stand, so that a command over many lines stays as it was laid out. */
import { quote } from './exec-writer.ts';
import { diffLines, type Hunk } from '../text/diff.ts';
import { setValue, splice } from './edit-file.ts';
import type { Assignment, Block, UnitFile } from './unit-file.ts';
import { isComment, joined, linesBetween, logicalLines, placeOf } from './physical-lines.ts';
import { meaningOf } from './line-parser.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import type { Word } from './word-reader.ts';

/** Where the words of a value stand in the file, in bytes; null when it is no ordinary line. */
const placesOf = (
  { bytes }: UnitFile,
  { start, end, value }: Assignment,
  words: readonly Word[],
): Block[] | null => {
  const [line] = logicalLines(bytes, linesBetween(bytes, start, end));
  if (line === undefined || 'tooLong' in line) return null;
  const meaning = meaningOf(joined(bytes, line), true);
  if (meaning.kind !== 'assignment' || meaning.value !== value) return null;
  const offsetOf = (at: number): number =>
    meaning.valueStart + encodeUtf8(value.slice(0, at)).length;
  return words.map((word) => ({
    start: placeOf(line, offsetOf(word.start)),
    end: placeOf(line, offsetOf(word.end), 'end'),
  }));
};

interface Change extends Block {
  put: string;
}

/** One hunk of words as changes of bytes; what is laid out around them stays as far as it can. */
const changesOf = (
  { bytes }: UnitFile,
  places: readonly Block[],
  wanted: readonly string[],
  { from, to, otherFrom, otherTo }: Hunk,
): Change[] => {
  const hasComment = (start: number, end: number): boolean => {
    const lines = [...linesBetween(bytes, start, end)].slice(1);
    return lines.some((line) => line.end <= end && isComment(bytes, line));
  };
  const put = wanted.slice(otherFrom, otherTo).map(quote);
  const gone = places.slice(from, to);
  const replaced = gone.slice(0, put.length).map((place, at) => ({ ...place, put: put[at] ?? '' }));
  const removed = gone.slice(put.length).map((place, index): Change => {
    const at = from + put.length + index;
    const before = places[at - 1];
    const after = places[at + 1];
    const cut =
      before !== undefined
        ? { start: before.end, end: place.end }
        : { start: place.start, end: after?.start ?? place.end };
    return { ...(hasComment(cut.start, cut.end) ? place : cut), put: '' };
  });
  const added = put.slice(gone.length);
  if (added.length === 0) return [...replaced, ...removed];
  const neighbour = places[to - 1];
  if (neighbour === undefined) {
    const first = places[0]?.start ?? 0;
    return [{ start: first, end: first, put: `${added.join(' ')} ` }];
  }
  // Laid out as the one before it: on a line of its own, if that is.
  const [left, right] = to >= 2 ? [places[to - 2], neighbour] : [neighbour, places[to]];
  const plain = left === undefined || right === undefined || hasComment(left.end, right.start);
  const between = plain ? ' ' : decodeUtf8(bytes.subarray(left.end, right.start));
  const end = neighbour.end;
  return [...replaced, { start: end, end, put: added.map((word) => between + word).join('') }];
};

/** True when only this one assignment says something else, and says what is wanted. */
const isDone = (
  before: UnitFile,
  after: UnitFile,
  index: number,
  says: (value: string) => boolean,
): boolean =>
  after.assignments.length === before.assignments.length &&
  after.assignments.every((one, at) =>
    at === index ? says(one.value) : one.value === before.assignments[at]?.value,
  );

/**
 * Gives an assignment of the file other words: those that stay keep their spelling and their place.
 * @param wanted the texts of the words, quotes undone; at least one.
 * @param read the words of a value.
 * @throws RangeError for what systemd would not read back.
 */
export const setWords = (
  file: UnitFile,
  assignment: Assignment,
  wanted: readonly string[],
  read: (value: string) => readonly Word[],
): UnitFile => {
  const words = read(assignment.value);
  const textsOf = (some: readonly Word[]): string[] => some.map(({ text }) => text);
  const hunks = diffLines(textsOf(words), wanted);
  if (hunks.length === 0) return file;
  const places = words.length === 0 ? null : placesOf(file, assignment, words);
  const whole = (): UnitFile => setValue(file, assignment, wanted.map(quote).join(' '));
  if (places === null) return whole();
  const changes = hunks.flatMap((hunk) => changesOf(file, places, wanted, hunk));
  const changed = changes.reduceRight(
    (current, { start, end, put }) => splice(current, start, end, encodeUtf8(put)),
    file,
  );
  const says = (value: string): boolean =>
    JSON.stringify(textsOf(read(value))) === JSON.stringify(wanted);
  return isDone(file, changed, file.assignments.indexOf(assignment), says) ? changed : whole();
};
