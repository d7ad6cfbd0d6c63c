/**
 * Whether a panel shows tray icons: org.kde.StatusNotifierWatcher has an owner with a host registered.
 *
 * Measured with xfce4-panel 4.18:
 * - The watcher's name appears on the session bus and disappears with the panel; plain GNOME has none.
 * - A watcher without a host accepts icons but never shows them.
 */
import { variantValue } from '../manager/bus/bus-values.ts';
import type { Host } from '../../host/host.ts';
import type { Bus } from '../manager/bus/bus-connection.ts';
import { keepBus } from '../manager/bus/reconnecting-bus.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

const matches = [
  `type='signal',sender='${watcher}',interface='${watcher}',member='StatusNotifierHostRegistered'`,
  `type='signal',sender='${watcher}',interface='${watcher}',member='StatusNotifierHostUnregistered'`,
];

/** No answer, an error and no watcher all mean the same: no icon would show. */
const isHosted = async (bus: Bus): Promise<boolean> => {
  try {
    const [answer] = await bus.call({
      destination: watcher,
      path: '/StatusNotifierWatcher',
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [watcher, 'IsStatusNotifierHostRegistered'],
      returns: 'v',
    });
    return variantValue(answer) === true;
  } catch {
    // Nobody answers: no icon would show.
    return false;
  }
};

/**
 * Like keepTrayHost, but starts at once; a listener added later gets the known value immediately.
 * @returns a function to start listening; one listener at a time.
 */
export const trayHostFrom = (
  host: Pick<Host, 'bus'>,
): ((onHost: (hosted: boolean) => void) => { close(): void }) => {
  let hosted: boolean | null = null;
  let listener: ((hosted: boolean) => void) | null = null;
  const kept = keepTrayHost({
    host,
    onHost: (now) => {
      hosted = now;
      listener?.(now);
    },
  });
  return (onHost) => {
    listener = onHost;
    if (hosted !== null) onHost(hosted);
    return kept;
  };
};

export type KeepHost = ReturnType<typeof trayHostFrom>;

/** Reports first, and on every change, whether there is a tray. Without the bus there is none. */
export const keepTrayHost = (options: {
  host: Pick<Host, 'bus'>;
  onHost: (hosted: boolean) => void;
}): { close(): void } => {
  let reported: boolean | null = null;
  let asked = 0;
  const report = (hosted: boolean): void => {
    if (hosted === reported) return;
    reported = hosted;
    options.onHost(hosted);
  };
  const look = async (bus: Bus): Promise<void> => {
    const mine = (asked += 1);
    const hosted = await isHosted(bus);
    // Ignore this answer if there is a later question.
    if (mine === asked) report(hosted);
  };
  const kept = keepBus({
    open: () => options.host.bus('session'),
    trusts: [watcher],
    // What others send about trays changes nothing.
    onDropped: () => undefined,
    begin: async (bus) => {
      for (const rule of matches) await bus.addMatch(rule);
      await look(bus);
    },
    onSignal: (signal, bus) => {
      if (signal.interface === watcher || signal.body[0] === watcher) void look(bus);
    },
    onLost: () => {
      asked += 1;
      report(false);
    },
  });
  return {
    close: () => {
      // Ignore the pending answer.
      asked += 1;
      kept.close();
    },
  };
};
