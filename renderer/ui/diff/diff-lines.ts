/** The difference between two texts as lines to show: what changed, with some context. */
import { diffLines } from '../../../electron/core/text/diff.ts';
import { filesDiffTexts } from '../../../electron/core/texts/files/diff.ts';
import { textLines } from '../../../electron/core/text/lines.ts';

export type DiffLine =
  | { kind: 'same' | 'gone' | 'come'; text: string; before: number | null; after: number | null }
  /** Lines that are left out. */
  | { kind: 'skip'; count: number };

const context = 3;

/** Endings count: a line that differs only in its ending is shown as changed, with its ending. */
const linesOf = (text: string): { whole: string; text: string; ending: string }[] => {
  const lines = textLines(text);
  // There is no line after the last newline.
  if (lines.at(-1)?.text === '') lines.pop();
  return lines.map((line) => ({ ...line, whole: line.text + line.ending }));
};

const endingNames: Record<string, string> = {
  '\r\n': 'CRLF',
  '\r': 'CR',
  '\n': 'LF',
};
const endingName = (ending: string): string =>
  ending === '' ? filesDiffTexts.noNewline : (endingNames[ending] ?? JSON.stringify(ending));

export const diffTexts = (before: string, after: string): DiffLine[] => {
  const [a, b] = [linesOf(before), linesOf(after)];
  const hunks = diffLines(
    a.map(({ whole }) => whole),
    b.map(({ whole }) => whole),
  );
  const result: DiffLine[] = [];
  let at = 0;
  let other = 0;
  const same = (from: number, to: number): void => {
    for (let line = from; line < to; line += 1) {
      const text = a[line]?.text ?? '';
      result.push({ kind: 'same', text, before: line + 1, after: other + line - at + 1 });
    }
  };
  const between = (to: number, isFirst: boolean, isLast: boolean): void => {
    const [head, tail] = [isFirst ? 0 : context, isLast ? 0 : context];
    const count = to - at - head - tail;
    if (count <= 1) same(at, to);
    else {
      same(at, at + head);
      result.push({ kind: 'skip', count });
      same(to - tail, to);
    }
  };
  for (const [index, hunk] of hunks.entries()) {
    between(hunk.from, index === 0, false);
    const gone = a.slice(hunk.from, hunk.to);
    const come = b.slice(hunk.otherFrom, hunk.otherTo);
    const named = gone.some((line, nth) => come[nth]?.text === line.text);
    const textOf = (line: { text: string; ending: string }): string =>
      named ? `${line.text}  ⟨${endingName(line.ending)}⟩` : line.text;
    gone.forEach((line, nth) => {
      result.push({ kind: 'gone', text: textOf(line), before: hunk.from + nth + 1, after: null });
    });
    come.forEach((line, nth) => {
      result.push({
        kind: 'come',
        text: textOf(line),
        before: null,
        after: hunk.otherFrom + nth + 1,
      });
    });
    at = hunk.to;
    other = hunk.otherTo;
  }
  if (hunks.length > 0) between(a.length, false, true);
  return result;
};

export const countChanges = (lines: readonly DiffLine[]): { gone: number; come: number } => ({
  gone: lines.filter(({ kind }) => kind === 'gone').length,
  come: lines.filter(({ kind }) => kind === 'come').length,
});
