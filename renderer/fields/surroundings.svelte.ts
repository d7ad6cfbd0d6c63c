/** What this computer can do of the settings in the forms, and the units that they may name. */
import { knownUnits, type KnownUnits } from '../../electron/core/fields/setting-faults.ts';
import type { PageClient } from '../client.svelte.ts';

/** Asks once; to be called from a component. */
export const readSurroundings = ({ app, hearth }: Pick<PageClient, 'app' | 'hearth'>) => {
  let controllers = $state.raw<readonly string[] | null>(null);
  // Without an answer, no setting is called useless.
  void hearth.controllers().then(
    (found) => (controllers = found),
    () => undefined,
  );
  const known = $derived(knownUnits(app.account?.units ?? {}));
  return {
    get controllers(): readonly string[] | null {
      return controllers;
    },
    get known(): KnownUnits {
      return known;
    },
  };
};
