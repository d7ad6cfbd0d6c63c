/**
 * Which running units have something only after a restart, once a file was changed: all that the file belongs to. A
 * template's has all instances, `service.d` all services; and what a file or a mask has hidden counts when it goes.
 *
 * Measured with systemd 252: what runs while its unit is masked and unmasked is what it was. So unmasking alone asks
 * for no restart, and drop-ins count for a masked unit as well.
 */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { dropInNames } from '../../core/names/drop-in-names.ts';
import { restartKeys } from '../../core/files/restart-keys.ts';
import type { EditedFile } from '../../core/transactions/transaction.ts';
import { templateOf, unitTypeOf } from '../../core/names/unit-name.ts';
import { inOrderOfNames, isUp, type Unit } from '../../core/units/unit.ts';
import type { RestartNeed } from '../../core/files/unit-files.ts';
import type { Store } from '../../core/app/store.ts';
import { placeOf } from '../../system/fs/place.ts';
import type { UnitStore } from '../../system/units/store.ts';

interface Deps {
  store: Store;
  unitStore: Pick<UnitStore, 'bytesOf'>;
  onBug(bug: unknown): void;
}

/** Where a file lies behind links: two units may be linked to one file. */
const realPlace = (at: string): Promise<string> => realpath(at).catch(() => placeOf(at));

/** Where in the person's folder a file of such a kind would lie if it belonged to the unit. */
const placesIn = (
  folder: string,
  names: readonly string[],
  { ref }: Pick<EditedFile, 'ref'>,
): string[] =>
  ref.kind === 'fragment'
    ? names.flatMap((name) => [name, templateOf(name) ?? name].map((one) => path.join(folder, one)))
    : names
        .flatMap((name) => [...dropInNames(name), unitTypeOf(name)])
        .map((holder) => path.join(folder, `${holder}.d`, ref.name));

/** Looks before a file is changed; what it answers tells afterwards who needs a restart, and for which keys. */
export const createRestartNeeds = ({ store, unitStore, onBug }: Deps) => {
  const runningWith = async (file: EditedFile): Promise<string[]> => {
    const { units, person } = store.state();
    const at = await realPlace(file.path);
    const aliases = Object.values(units).filter(({ aliasOf }) => aliasOf !== null);
    const has = async ({ name }: Unit): Promise<boolean> => {
      const others = aliases.filter(
        ({ aliasOf }) => aliasOf === name || aliasOf === templateOf(name),
      );
      const names = [name, ...others.map((one) => one.name)];
      const places = new Set(placesIn(person.unitFolder, names, file));
      return (await Promise.all([...places].map(realPlace))).includes(at);
    };
    const running = Object.values(units).filter((unit) => unit.aliasOf === null && isUp(unit));
    const having = await Promise.all(running.map(has));
    return running
      .filter((_, index) => having[index])
      .map(({ name }) => name)
      .sort(inOrderOfNames.compare);
  };

  return async (file: EditedFile): Promise<() => Promise<RestartNeed[]>> => {
    const units = await runningWith(file);
    if (units.length === 0) return () => Promise.resolve([]);
    const before = await unitStore.bytesOf(units);
    return async () => {
      const after = await unitStore.bytesOf(units).catch(onBug);
      return units.flatMap((unit) => {
        const keys = restartKeys(before.get(unit) ?? [], after?.get(unit) ?? []);
        return after === undefined || keys.length === 0 ? [] : [{ unit, keys }];
      });
    };
  };
};
