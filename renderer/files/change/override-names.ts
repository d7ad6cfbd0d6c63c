/** Which other files your own would hide. */
import { dropInNames } from '../../../electron/core/names/drop-in-names.ts';
import {
  ownPath,
  type SourceFile,
  type UnitSource,
} from '../../../electron/core/files/unit-files.ts';

type Own = Pick<UnitSource, 'unit' | 'ownFragment' | 'ownDropIns' | 'ownScripts' | 'files'>;

/** The file that takes effect under this name now, unless it is your own for this unit. */
export const otherNamed = (source: Own, name: string): SourceFile | undefined =>
  source.files.find(
    ({ ref, path }) =>
      ref.kind === 'drop-in' &&
      ref.name === name &&
      path !== ownPath(source, { kind: 'drop-in', name }),
  );

/** True if systemd finds this drop-in before your own of the same name. See systemd.unit(5); system/units/drop-ins.ts. */
export const comesFirst = ({ unit }: Own, { origin, path }: SourceFile): boolean => {
  const holder = path.split('/').at(-2)?.replace(/\.d$/, '') ?? '';
  const isEarly =
    origin === 'control' || origin === 'transient' || path.includes('/generator.early/');
  return isEarly && dropInNames(unit).includes(holder);
};

/** A name that hides nothing: sorted after `override.conf` if that one is not yours. */
export const freeName = (source: Own): string => {
  let name = 'override';
  for (let next = 2; otherNamed(source, `${name}.conf`) !== undefined; next += 1)
    name = `override${String(next)}`;
  return name;
};
