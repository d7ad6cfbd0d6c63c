/**
 * Whether a panel shows tray icons: somebody owns org.kde.StatusNotifierWatcher and has a host registered.
 *
 * What desktops really do, measured with xfce4-panel 4.18:
 * - The watcher is a name on the session bus that comes and goes with the panel; plain GNOME has none.
 * - A watcher can be there without a host: then an icon would be registered and never be seen.
 */
import { variantValue } from '../manager/bus-values.ts';
import type { Host } from '../../host/host.ts';
import type { Bus } from '../manager/bus-connection.ts';
import { keepBus } from '../manager/reconnecting-bus.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

const matches = [
  `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${watcher}'`,
  `type='signal',interface='${watcher}',member='StatusNotifierHostRegistered'`,
  `type='signal',interface='${watcher}',member='StatusNotifierHostUnregistered'`,
];

/** No answer, an error, or no watcher all mean the same: nothing would be seen. */
const isHosted = async (bus: Bus): Promise<boolean> => {
  try {
    const [answer] = await bus.call({
      destination: watcher,
      path: '/StatusNotifierWatcher',
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [watcher, 'IsStatusNotifierHostRegistered'],
    });
    return variantValue(answer) === true;
  } catch {
    return false;
  }
};

/**
 * As keepTrayHost, begun at once: what is known by the time somebody listens is told to them at once.
 * @returns what begins to listen; one listener at a time.
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

/** Tells at first and at every change whether the tray is shown. While the bus is away it is not. */
export const keepTrayHost = (options: {
  host: Pick<Host, 'bus'>;
  onHost: (hosted: boolean) => void;
}): { close(): void } => {
  let told: boolean | null = null;
  let asked = 0;
  const tell = (hosted: boolean): void => {
    if (hosted === told) return;
    told = hosted;
    options.onHost(hosted);
  };
  const look = async (bus: Bus): Promise<void> => {
    const mine = (asked += 1);
    const hosted = await isHosted(bus);
    // A later question has the fresher answer.
    if (mine === asked) tell(hosted);
  };
  const kept = keepBus({
    open: () => options.host.bus('session'),
    begin: async (bus) => {
      for (const rule of matches) await bus.addMatch(rule);
      await look(bus);
    },
    onSignal: (signal, bus) => {
      if (signal.interface === watcher || signal.body[0] === watcher) void look(bus);
    },
    onLost: () => {
      asked += 1;
      tell(false);
    },
  });
  return {
    close: () => {
      // What is being asked is not told any more.
      asked += 1;
      kept.close();
    },
  };
};
