/** Keeps a bus connection open, reconnecting whenever it is lost. */
import { openBus, type Bus, type BusOptions, type Signal } from './bus-connection.ts';

const firstPauseMs = 250;
const longestPauseMs = 5_000;

export interface KeepBusOptions extends BusOptions {
  /** Sets the connection up: matches, first calls. Rejecting closes it. */
  begin: (bus: Bus) => Promise<void>;
  onSignal: (signal: Signal, bus: Bus) => void;
  /** Called once per loss, however many attempts fail meanwhile. */
  onLost: (why: string) => void;
  /** The first message that each connection dropped. */
  onDropped: (what: string) => void;
}

/** Pauses between attempts grow from 250 ms to 5 s. `close` stops it without calling `onLost`. */
export const keepBus = ({
  begin,
  onSignal,
  onLost,
  onDropped,
  ...options
}: KeepBusOptions): { close(): void } => {
  let current: Bus | null = null;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = firstPauseMs;
  let lost = false;
  let over = false;

  const attempt = (): void => {
    let gone = false;
    const bus = openBus(options, {
      onDropped,
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
