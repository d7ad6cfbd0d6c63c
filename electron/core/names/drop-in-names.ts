/** The names under which a unit finds drop-ins: `NAME.d` for each. Source: systemd.unit(5), and dropin.c. */
import { templateOf, unitNameKind } from './unit-name.ts';

interface NameParts {
  prefix: string;
  /** With its `@`; '' for a plain name. */
  instance: string;
  type: string;
}

const partsOf = (unit: string): NameParts => {
  const at = unit.lastIndexOf('.');
  const stem = unit.slice(0, at);
  const cut = stem.indexOf('@');
  const isInstance = unitNameKind(unit) === 'instance';
  return {
    prefix: cut < 0 ? stem : stem.slice(0, cut),
    instance: isInstance ? stem.slice(cut) : '',
    type: unit.slice(at),
  };
};

/** `foo-bar` → `foo-`, also `foo-bar-` → `foo-`; null if no dash is left, or only a leading dash. */
const truncated = (prefix: string): string | null => {
  const dash = prefix.replace(/-$/, '').lastIndexOf('-');
  return dash <= 0 ? null : prefix.slice(0, dash + 1);
};

/** The names with drop-ins that apply to a unit, most specific first, except those of its type. */
export const dropInNames = (unit: string): string[] => {
  const { prefix, instance, type } = partsOf(unit);
  const template = instance === '' ? null : templateOf(unit);
  const shorter = truncated(prefix);
  return [
    ...new Set([
      unit,
      ...(template === null ? [] : dropInNames(template)),
      ...(shorter === null ? [] : dropInNames(`${shorter}${instance}${type}`)),
    ]),
  ];
};
