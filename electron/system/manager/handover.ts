/**
 * Calls to the manager that outlast the change from one program to the next. On daemon-reexec systemd 252 passes its bus
 * name on; systemd 262 gives it up, measured for 7 ms, and its new program knows no subscribers.
 */
import { BusError, type Bus } from './bus/bus-connection.ts';

type Request = Parameters<Bus['call']>[0];

/** A manager that ended leaves the bus, too; the next one comes within milliseconds. */
const graceMs = 1000;

/** Errors by the bus itself: nobody has the name, or its owner left before it answered. */
const unanswered = ['ServiceUnknown', 'NameHasNoOwner', 'NoReply'].map(
  (name) => `org.freedesktop.DBus.Error.${name}`,
);

/** The old program passed its subscribers on. */
const alreadySubscribed = 'org.freedesktop.systemd1.AlreadySubscribed';

/** @param onBack called when the name has an owner again, after it had none; the bus is closed if it rejects. */
export const createHandover = (bus: Pick<Bus, 'call' | 'close'>, onBack: () => Promise<void>) => {
  let absence: { ended: Promise<void>; end: () => void } | null = null;

  const begin = (): NonNullable<typeof absence> => {
    const timer = setTimeout(() => {
      bus.close('systemd has left the bus');
    }, graceMs);
    let resolve: () => void;
    const ended = new Promise<void>((done) => {
      resolve = done;
    });
    const end = (): void => {
      clearTimeout(timer);
      absence = null;
      resolve();
    };
    return { ended, end };
  };

  /** As `bus.call`, for calls that may be repeated: waits for a new owner, and asks it again. */
  const call = async (request: Request): Promise<unknown[]> => {
    await absence?.ended;
    try {
      return await bus.call(request);
    } catch (thrown) {
      if (!(thrown instanceof BusError) || !unanswered.includes(thrown.code)) throw thrown;
      await absence?.ended;
      return bus.call(request);
    }
  };

  return {
    /** @param owner the name's new owner; '' for none. */
    onOwner: (owner: string): void => {
      if (owner === '') absence ??= begin();
      else if (absence !== null) {
        absence.end();
        onBack().catch((thrown: unknown) => {
          bus.close(thrown instanceof Error ? thrown.message : String(thrown));
        });
      }
    },
    call,
    subscribe: async (request: Request): Promise<void> => {
      try {
        await call(request);
      } catch (thrown) {
        if (!(thrown instanceof BusError) || thrown.code !== alreadySubscribed) throw thrown;
      }
    },
    /** The connection has ended: what waits fails with it. */
    close: (): void => {
      absence?.end();
    },
  };
};

export type Handover = ReturnType<typeof createHandover>;
