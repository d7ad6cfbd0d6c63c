/** The drop-ins of a unit, which are read after its file and may override it. */
import { parse, type Assignment } from '../../../electron/core/syntax/unit-file.ts';
import type { UnitSource } from '../../../electron/core/files/unit-files.ts';
import { filesFormTexts } from '../../../electron/core/texts/files/form.ts';

export interface LaterDropIn {
  name: string;
  /** null if it can’t be read. */
  assignments: readonly Assignment[] | null;
}

/** In the order in which systemd reads them. */
export const laterDropIns = (source: UnitSource): LaterDropIn[] =>
  source.files.flatMap(({ ref, content }) => {
    if (ref.kind !== 'drop-in' || content.kind === 'masked') return [];
    const assignments = content.kind === 'text' ? parse(content.bytes).assignments : null;
    return [{ name: ref.name, assignments }];
  });

export const namesWith = (
  dropIns: readonly LaterDropIn[],
  isIt: (one: Assignment) => boolean,
): string[] =>
  dropIns.flatMap(({ name, assignments }) => (assignments?.some(isIt) === true ? [name] : []));

/** Says which of them set this, too; null if none does. */
export const setElsewhere = (
  dropIns: readonly LaterDropIn[],
  { section, key }: Pick<Assignment, 'section' | 'key'>,
): string | null => {
  const names = namesWith(dropIns, (one) => one.section === section && one.key === key);
  return names.length === 0 ? null : filesFormTexts.setElsewhere({ dropIns: names, key });
};
