/** Which units a drop-in in a shared folder changes. Source: systemd.unit(5), "Description". */
import { filesListTexts } from '../texts/files/list.ts';
import type { SourceFile } from './unit-files.ts';

/** `service`, `foo-.service`, `foo@.service`; an instance's own prefix, `foo-@bar.service`, is none of them. */
const reachOf = (of: string): string => {
  if (!of.includes('.')) return filesListTexts.shared.type(of);
  const prefix = /^([^@]*-)\.[a-z]+$/.exec(of)?.[1];
  if (prefix !== undefined) return filesListTexts.shared.prefix(prefix);
  return /[^-]@\.[a-z]+$/.test(of)
    ? filesListTexts.shared.template(of)
    : filesListTexts.shared.other(of);
};

const namedMax = 5;

/** Sentences about the units that a shared drop-in changes; null for any other file. */
export const sharedWords = ({
  ref,
  changes,
}: Pick<SourceFile, 'ref' | 'changes'>): string | null => {
  if (ref.kind !== 'drop-in' || ref.of === undefined) return null;
  const reach = reachOf(ref.of);
  if (changes.length === 0) return reach;
  // Naming all but one is no shorter than naming all.
  const shown = changes.length === namedMax + 1 ? changes.length : namedMax;
  const names = changes.slice(0, shown);
  return `${reach} ${filesListTexts.changes({ names, others: changes.length - names.length })}`;
};
