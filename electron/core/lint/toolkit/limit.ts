/** Limits the number of findings: a file of one long line may have one every few letters. */
import type { Finding } from '../../syntax/finding.ts';
import { lintCheckTexts } from '../../texts/lint/check.ts';

/** With the same code, in one file. */
export const sameMax = 200;

/** Enough for every code of a rule. */
const manyFindings = 1000;

/** What `find` finds in `items`, in order, until there are many. `shownOf` then reports that there are more. */
export const untilMany = <Item>(
  items: Iterable<Item>,
  find: (item: Item, index: number) => readonly Finding[],
): Finding[] => {
  const found: Finding[] = [];
  let index = 0;
  for (const item of items) {
    found.push(...find(item, index));
    if (found.length > manyFindings) break;
    index += 1;
  }
  return found;
};

const andMore = (finding: Finding): Finding => ({
  ...finding,
  code: 'and-more',
  severity: 'hint',
  ...lintCheckTexts['and-more']({ shown: sameMax, found: manyFindings }),
  manual: null,
  fix: null,
});

/** The findings sorted by place; of many with the same code only the first, then a note that there are more. */
export const shownOf = (findings: readonly Finding[]): Finding[] => {
  const counts = new Map<string, number>();
  return [...findings]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .flatMap((finding) => {
      const count = (counts.get(finding.code) ?? 0) + 1;
      counts.set(finding.code, count);
      if (count > sameMax + 1) return [];
      return [count > sameMax ? andMore(finding) : finding];
    });
};
