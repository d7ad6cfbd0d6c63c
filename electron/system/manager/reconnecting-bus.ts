/** Keeps a connection to a bus: opens it, and opens it again whenever it has gone. */
import type { Duplex } from 'node:stream';
import { openBus, type Bus, type Signal } from './bus-connection.ts';

const firstPauseMs = 250;
const longestPauseMs = 5_000;

export interface KeepBusOptions {
  /** A stream to the bus, as `host.bus` gives it. */
  open: () => Promise<Duplex>;
  /** What must succeed before the connection counts: matches, first calls. Rejecting closes it. */
  begin: (bus: Bus) => Promise<void>;
  onSignal: (signal: Signal, bus: Bus) => void;
  /** Once for each time it is away, however often attempts fail meanwhile. */
  onLost: (why: string) => void;
}

/** Pauses between attempts grow from 250 ms to 5 s. `close` ends all of it, without a word. */
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
        // It may have succeeded with no answer.
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
