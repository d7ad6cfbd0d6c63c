/** Which folders hold drop-ins for a unit. Source: systemd.unit(5), "Drop-in". */

/**
 * The names of the folders that hold drop-ins for a unit, the most particular first: for
 * `a-b@x.service` they are `a-b@x.service.d`, `a-b@.service.d`, `a-.service.d`, `service.d`.
 */
export const dropInFolders = (unit: string): string[] => {
  const at = unit.lastIndexOf('.');
  const [prefix, type] = [unit.slice(0, at), unit.slice(at + 1)];
  const template = /^([^@]+@)./.exec(prefix)?.[1];
  const stem = prefix.split('@')[0] ?? prefix;
  const dashes = [...stem.matchAll(/-/g)].map(({ index }) => stem.slice(0, index + 1)).reverse();
  // `foo-.service` itself is its own first truncation.
  const truncated = dashes.filter((one) => one !== prefix);
  return [prefix, ...(template === undefined ? [] : [template]), ...truncated]
    .map((one) => `${one}.${type}.d`)
    .concat(`${type}.d`);
};
