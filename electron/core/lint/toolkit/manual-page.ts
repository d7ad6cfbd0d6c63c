/** Where a key is documented. */
import type { Assignment } from '../../syntax/unit-file.ts';
import type { LintUnit } from './subject.ts';

/**
 * The man page that explains a key. Several kinds of units share those of systemd.exec(5), a scope has no others of them
 * than those of systemd.kill(5) and systemd.resource-control(5), and a slice none but the latter.
 */
export const manualOf = (
  { section, key }: Pick<Assignment, 'section' | 'key'>,
  { type, index }: Pick<LintUnit, 'type' | 'index'>,
): string => {
  const has = (one: string): boolean => index.kindOf(one, key) !== undefined;
  const isShared = has('Service') && has('Swap') && key !== 'TimeoutSec';
  const shared = has('Slice') ? 'resource-control' : has('Scope') ? 'kill' : 'exec';
  const own = section === 'Unit' || section === 'Install' ? 'unit' : isShared ? shared : type;
  return `systemd.${own}(5), ${key}=`;
};
