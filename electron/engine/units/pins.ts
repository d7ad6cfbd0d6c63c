/** The units that a person wants at the top of the list. */
import { ProblemError } from '../../core/problems/problem.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { Settings } from '../../system/storage/settings.ts';
import { createTurns } from '../../host/async/keyed-mutex.ts';

export interface Pins {
  /** Reads them into the state. Of a file that cannot be read there are none; who pins then is told why. */
  read(): Promise<void>;
  /** Shown at once, then written. @throws as Settings.changePins, and then it alone is not done. */
  pin(unit: string, pinned: boolean): Promise<void>;
}

interface Wish {
  unit: string;
  pinned: boolean;
}

const withWish = (pins: readonly string[], { unit, pinned }: Wish): readonly string[] => {
  const others = pins.filter((one) => one !== unit);
  return pinned ? [...others, unit] : others;
};

export const createPins = (store: AccountStore, settings: Settings): Pins => {
  /** As they are on disk. */
  let written: readonly string[] = [];
  /** What is shown and not on disk yet, in the order it was wished. */
  const wishes = new Set<Wish>();
  /** One reading or writing at a time, so that the last wish wins on disk as well. */
  const turns = createTurns();
  const inTurn = (work: () => Promise<void>): Promise<void> => turns.take('pins', work);

  const show = (): void => {
    store.dispatch({ kind: 'pins', pins: [...wishes].reduce(withWish, written) });
  };

  return {
    read: () =>
      inTurn(async () => {
        try {
          written = await settings.readPins();
        } catch (thrown) {
          if (!(thrown instanceof ProblemError)) throw thrown;
        }
        show();
      }),
    pin: async (unit, pinned) => {
      const wish = { unit, pinned };
      wishes.add(wish);
      show();
      await inTurn(async () => {
        try {
          written = await settings.changePins((pins) => withWish(pins, wish));
        } finally {
          wishes.delete(wish);
          show();
        }
      });
    },
  };
};
