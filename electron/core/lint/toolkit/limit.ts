/** So many findings that no one reads them: a file of one long line may hold one every few letters. */
import type { Finding } from '../../syntax/finding.ts';

/** Of one code in one file. */
export const sameMax = 200;

/** Enough for every code of a rule to have its share. */
const manyFindings = 1000;

/** What `find` finds in `items`, looked at in their order until it is many. `shownOf` then tells that there is more. */
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
  what: 'From here on there is more of the same, which is not shown.',
  why: `Of one kind the first ${sameMax} are shown, and behind the first ${manyFindings} no more are looked for.`,
  manual: null,
  fix: null,
});

/** The findings in their order; of those of one code the first, and then that there are more. */
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
