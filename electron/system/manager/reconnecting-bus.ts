/** Keeps a bus connection open, reconnecting whenever it is lost. */
import type { Duplex } from 'node:stream';
import { openBus, type Bus, type Signal } from './bus-connection.ts';

const firstPauseMs = 250;
const longestPauseMs = 5_000;

export interface KeepBusOptions {
  /** Returns a stream to the bus, as `host.bus` does. */
  open: () => Promise<Duplex>;
  /** Sets the connection up: matches, first calls. Rejecting closes it. */
  begin: (bus: Bus) => Promise<void>;
  onSignal: (signal: Signal, bus: Bus) => void;
  /** Called once per loss, however many attempts fail meanwhile. */
  onLost: (why: string) => void;
}

/** Pauses between attempts grow from 250 ms to 5 s. `close` stops it without calling `onLost`. */
export const keepBus = ({ open, begin, onSignal, onLost }: KeepBusOptions): { close(): void } => {
  let current: Bus | null = null;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = firstPauseMs;
  let lost = false;
  let over = false;

  const attempt = (): void => {
    let gone = false;
    const bus = openBus(open, {
      onSignal: (signal) => {
        onSignal(signal, bus);
      },
      onClosed: (why) => {
        gone = true;
        if (over) return;
        timer = setTimeout(attempt, pauseMs);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
        if (lost) return;
        lost = true;
        onLost(why);
      },
    });
    current = bus;
    begin(bus).then(
      () => {
        // It may have succeeded after the connection closed.
        if (gone) return;
        lost = false;
        pauseMs = firstPauseMs;
      },
      (thrown: unknown) => {
        bus.close(thrown instanceof Error ? thrown.message : String(thrown));
      },
    );
  };

  attempt();
  return {
    close: () => {
      over = true;
      clearTimeout(timer);
      current?.close('closed by Hearth');
    },
  };
};
