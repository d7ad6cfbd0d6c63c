/** Changes single words of a value in place, so that a command over many lines keeps its layout. */
import { quote } from './exec-writer.ts';
import { diffLines, type Hunk } from '../text/diff.ts';
import { setValue, splice } from './edit-file.ts';
import type { Assignment, Block, UnitFile } from './unit-file.ts';
import { isComment, joined, linesBetween, logicalLines, placeOf } from './physical-lines.ts';
import { meaningOf } from './line-parser.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import type { Word } from './word-reader.ts';

/** Where the words of a value are in the file, in bytes; null when it isn’t an ordinary line. */
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

/** One hunk of words as changes of bytes; the layout around them stays as far as it can. */
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
  const old = places.slice(from, to);
  const replaced = old.slice(0, put.length).map((place, at) => ({ ...place, put: put[at] ?? '' }));
  const removed = old.slice(put.length).map((place, index): Change => {
    const at = from + put.length + index;
    const before = places[at - 1];
    const after = places[at + 1];
    const cut =
      before !== undefined
        ? { start: before.end, end: place.end }
        : { start: place.start, end: after?.start ?? place.end };
    return { ...(hasComment(cut.start, cut.end) ? place : cut), put: '' };
  });
  const added = put.slice(old.length);
  if (added.length === 0) return [...replaced, ...removed];
  const neighbour = places[to - 1];
  if (neighbour === undefined) {
    const first = places[0]?.start ?? 0;
    return [{ start: first, end: first, put: `${added.join(' ')} ` }];
  }
  // Laid out like the word before it: on its own line, if that is.
  const [left, right] = to >= 2 ? [places[to - 2], neighbour] : [neighbour, places[to]];
  const plain = left === undefined || right === undefined || hasComment(left.end, right.start);
  const between = plain ? ' ' : decodeUtf8(bytes.subarray(left.end, right.start));
  const end = neighbour.end;
  return [...replaced, { start: end, end, put: added.map((word) => between + word).join('') }];
};

/** True when only this assignment changed, and has the wanted words. */
const isDone = (
  before: UnitFile,
  after: UnitFile,
  index: number,
  isWanted: (value: string) => boolean,
): boolean =>
  after.assignments.length === before.assignments.length &&
  after.assignments.every((one, at) =>
    at === index ? isWanted(one.value) : one.value === before.assignments[at]?.value,
  );

/**
 * Changes the words of an assignment: those that stay keep their spelling and their place.
 * @param wanted the words without quotes; at least one.
 * @param read reads the words of a value.
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
  const isWanted = (value: string): boolean =>
    JSON.stringify(textsOf(read(value))) === JSON.stringify(wanted);
  return isDone(file, changed, file.assignments.indexOf(assignment), isWanted) ? changed : whole();
};
