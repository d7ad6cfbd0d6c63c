/** What all files of some units hold now, to be compared with what they hold later. */
import { findDropIns } from './drop-ins.ts';
import { readVersioned } from '../fs/replace-file.ts';
import { knownUnits } from './names.ts';

/**
 * The bytes of each unit's files in the order in which they take effect, masks and what cannot be read left out. Names
 * are read once for all units.
 */
export const readUnitBytes = async (
  units: readonly string[],
  searchPath: readonly string[],
): Promise<Map<string, Uint8Array[]>> => {
  const known = await knownUnits(searchPath);
  const bytes = new Map<string, Uint8Array[]>();
  for (const unit of units) {
    const { fragment, names } = await known(unit);
    const dropIns = await findDropIns(names, searchPath);
    const files = [...(fragment === null ? [] : [fragment]), ...dropIns];
    const read = await Promise.all(files.map((file) => readVersioned(file).catch(() => null)));
    bytes.set(
      unit,
      read.flatMap((one) => (one === null ? [] : [one.bytes])),
    );
  }
  return bytes;
};
