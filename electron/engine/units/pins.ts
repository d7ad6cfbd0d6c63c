/** The units pinned to the top of the list. */
import { ProblemError } from '../../core/problems/problem.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { Settings } from '../../system/storage/settings.ts';
import { createTurns } from '../../host/async/keyed-mutex.ts';

type Wish = (pins: readonly string[]) => readonly string[];

const pinning =
  (unit: string, pinned: boolean): Wish =>
  (pins) => {
    const others = pins.filter((one) => one !== unit);
    return pinned ? [...others, unit] : others;
  };

const moving =
  (from: string, to: string): Wish =>
  (pins) =>
    pins.includes(from)
      ? pins.filter((one) => one !== to).map((one) => (one === from ? to : one))
      : pins;

export const createPins = (store: AccountStore, settings: Settings) => {
  /** The pins on disk. */
  let written: readonly string[] = [];
  /** Changes shown but not on disk yet, oldest first. */
  const wishes = new Set<Wish>();
  /** One read or write at a time, so the last change wins on disk as well. */
  const turns = createTurns();
  const inTurn = (work: () => Promise<void>): Promise<void> => turns.take('pins', work);

  const show = (): void => {
    store.dispatch({ kind: 'pins', pins: [...wishes].reduce((pins, wish) => wish(pins), written) });
  };

  /** Shows the change at once, then writes it. */
  const change = async (wish: Wish): Promise<void> => {
    wishes.add(wish);
    show();
    await inTurn(async () => {
      try {
        written = await settings.changePins((pins) => wish(pins));
      } finally {
        wishes.delete(wish);
        show();
      }
    });
  };

  return {
    /** Reads them into the state. An unreadable file means no pins; pinning then throws the reason. */
    read: (): Promise<void> =>
      inTurn(async () => {
        try {
          written = await settings.readPins();
        } catch (thrown) {
          if (!(thrown instanceof ProblemError)) throw thrown;
        }
        show();
      }),
    /** Shows the change at once, then writes it. @throws as Settings.changePins; then only this change is dropped. */
    pin: (unit: string, pinned: boolean): Promise<void> => change(pinning(unit, pinned)),
    /** Gives a pin to another name; nothing without one. @throws as `pin`. */
    move: (from: string, to: string): Promise<void> => change(moving(from, to)),
  };
};

export type Pins = ReturnType<typeof createPins>;
