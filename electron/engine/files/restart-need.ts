/**
 * Which running units need a restart to apply a changed file: all units it belongs to. A template's file belongs to
 * all its instances, `service.d` to all services. Removing a file or a mask puts what it hid back into effect.
 *
 * Measured with systemd 252: masking and unmasking a running unit leaves what runs as it was. So unmasking alone
 * needs no restart, and drop-ins apply to a masked unit as well.
 */
import path from 'node:path';
import { dropInNames } from '../../core/names/drop-in-names.ts';
import { isSinceIn } from '../../core/directives/systemd-version.ts';
import { restartKeys } from '../../core/files/restart-keys.ts';
import type { EditedFile } from '../../core/files/edited-file.ts';
import { templateOf, unitTypeOf } from '../../core/names/unit-name.ts';
import { inOrderOfNames, isUp, type Unit } from '../../core/units/unit.ts';
import type { RestartNeed } from '../../core/files/unit-files.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { Bugs } from '../app/bugs.ts';
import { scriptsIn } from '../../system/units/script-files.ts';
import type { UnitLook, UnitStore } from '../../system/units/unit-store.ts';

interface Deps {
  store: AccountStore;
  unitStore: Pick<UnitStore, 'look'>;
  bugs: Pick<Bugs, 'report'>;
}

interface FileOfUnit {
  ref: Exclude<EditedFile['ref'], { kind: 'script' }>;
  path: string;
}

/** Where such a file would be in the person's folder if it belonged to the unit. */
const placesIn = (folder: string, names: readonly string[], { ref }: FileOfUnit): string[] =>
  ref.kind === 'fragment'
    ? names.flatMap((name) => [name, templateOf(name) ?? name].map((one) => path.join(folder, one)))
    : names
        .flatMap((name) => [...dropInNames(name), unitTypeOf(name)])
        .map((holder) => path.join(folder, `${holder}.d`, ref.name));

/** Looks before a file is changed; the returned function then lists the units that need a restart, and the keys. */
export const createRestartNeeds = ({ store, unitStore, bugs }: Deps) => {
  const running = (): Unit[] =>
    Object.values(store.state().units).filter((unit) => unit.aliasOf === null && isUp(unit));

  const runningWith = (look: UnitLook, file: FileOfUnit): string[] => {
    const { units, person } = store.state();
    // Two units may link to the same file.
    const at = look.realPath(file.path);
    const aliases = Object.values(units).filter(({ aliasOf }) => aliasOf !== null);
    const has = ({ name }: Unit): boolean => {
      const others = aliases.filter(
        ({ aliasOf }) => aliasOf === name || aliasOf === templateOf(name),
      );
      const names = [name, ...others.map((one) => one.name)];
      const places = new Set(placesIn(person.unitFolder, names, file));
      return [...places].some((place) => look.realPath(place) === at);
    };
    return running()
      .filter(has)
      .map(({ name }) => name)
      .sort(inOrderOfNames.compare);
  };

  /** A program that runs has read its script, and a shell goes on reading the old file. */
  const runningScript = async (look: UnitLook, at: string): Promise<RestartNeed[]> => {
    const { person } = store.state();
    const names = running().map(({ name }) => name);
    const bytes = await look.bytesOf(names);
    const script = path.basename(at);
    return names
      .filter((name) => scriptsIn(name, bytes.get(name) ?? [], person).includes(script))
      .sort(inOrderOfNames.compare)
      .map((unit) => ({ unit, keys: [], scripts: [script] }));
  };

  return async (look: UnitLook, file: EditedFile): Promise<() => Promise<RestartNeed[]>> => {
    const { ref, path: at } = file;
    if (ref.kind === 'script') {
      const needs = await runningScript(look, at);
      return () => Promise.resolve(needs);
    }
    const units = runningWith(look, { ref, path: at });
    if (units.length === 0) return () => Promise.resolve([]);
    const before = await look.bytesOf(units);
    return async () => {
      const after = await unitStore
        .look(units)
        .then((now) => now.bytesOf(units))
        .catch(bugs.report);
      const isSince = isSinceIn(store.state().systemd);
      return units.flatMap((unit) => {
        const keys = restartKeys(before.get(unit) ?? [], after?.get(unit) ?? [], isSince);
        return after === undefined || keys.length === 0 ? [] : [{ unit, keys }];
      });
    };
  };
};
