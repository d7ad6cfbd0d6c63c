/** The units that a person wants at the top of the list. */
import type { Store } from '../store.ts';
import type { Settings } from '../system/settings.ts';

export interface Pins {
  /** Reads them into the state. */
  read(): Promise<void>;
  /** Shown at once, then written. @throws as Settings.writePins, and is not pinned then. */
  pin(unit: string, pinned: boolean): Promise<void>;
}

export const createPins = (store: Store, settings: Settings): Pins => {
  const show = (pins: readonly string[]): void => {
    store.dispatch({ kind: 'pins', pins });
  };
  return {
    read: async () => {
      show(await settings.readPins());
    },
    pin: async (unit, pinned) => {
      const before = store.state().pins;
      const others = before.filter((one) => one !== unit);
      show(pinned ? [...others, unit] : others);
      try {
        await settings.writePins(store.state().pins);
      } catch (thrown) {
        show(before);
        throw thrown;
      }
    },
  };
};
