/** Whether names on the user bus have an owner, from the bus's own signals: nothing polls. */
import type { Host } from '../../host/host.ts';
import { openBus, type Bus } from '../manager/bus/bus-connection.ts';
import { keepBus } from '../manager/bus/reconnecting-bus.ts';

const theBus = 'org.freedesktop.DBus';

const call = { destination: theBus, path: '/org/freedesktop/DBus', interface: theBus } as const;

const isOwned = async (bus: Bus, name: string): Promise<boolean> => {
  const [owned] = await bus.call({
    ...call,
    member: 'NameHasOwner',
    signature: 's',
    body: [name],
    returns: 'b',
  });
  return owned === true;
};

export interface BusNames {
  /** The names to watch from now on. */
  follow(names: ReadonlySet<string>): void;
  close(): void;
}

/**
 * Opens a connection while there is a name to watch. Calls `onOwner` for each name at first, and on every change; with
 * null while the bus can't be reached.
 */
export const watchBusNames = (
  host: Pick<Host, 'bus'>,
  onOwner: (name: string, owned: boolean | null) => void,
): BusNames => {
  let wanted: ReadonlySet<string> = new Set();
  let current: Bus | null = null;
  let kept: { close(): void } | null = null;
  /** The names whose changes this connection already follows. */
  let matched = new Set<string>();

  const watch = async (bus: Bus, name: string): Promise<void> => {
    if (!matched.has(name)) {
      matched.add(name);
      await bus.addMatch(
        `type='signal',sender='${theBus}',interface='${theBus}',member='NameOwnerChanged',arg0='${name}'`,
      );
    }
    const owned = await isOwned(bus, name);
    if (bus === current && wanted.has(name)) onOwner(name, owned);
  };

  const open = (): { close(): void } =>
    keepBus({
      open: () => host.bus('user'),
      trusts: [],
      // What others send changes nothing.
      onDropped: () => undefined,
      begin: async (bus) => {
        current = bus;
        matched = new Set();
        await Promise.all([...wanted].map((name) => watch(bus, name)));
      },
      onSignal: ({ member, body }) => {
        const [name, , owner] = body;
        if (member !== 'NameOwnerChanged' || typeof name !== 'string' || !wanted.has(name)) return;
        onOwner(name, owner !== '');
      },
      onLost: () => {
        current = null;
        for (const name of wanted) onOwner(name, null);
      },
    });

  const close = (): void => {
    kept?.close();
    kept = null;
    current = null;
  };

  return {
    follow: (names) => {
      const added = [...names].filter((name) => !wanted.has(name));
      wanted = new Set(names);
      if (wanted.size === 0) {
        close();
        return;
      }
      const bus = current;
      if (kept === null) kept = open();
      else if (bus !== null) {
        // A connection that ends meanwhile is replaced, and asks again.
        for (const name of added) watch(bus, name).catch(() => undefined);
      }
    },
    close,
  };
};

/** The names on the user bus that these processes own. @throws Error if the bus can't be reached. */
export const namesOf = async (
  host: Pick<Host, 'bus'>,
  pids: ReadonlySet<number>,
): Promise<string[]> => {
  const bus = openBus(
    { open: () => host.bus('user'), trusts: [] },
    { onSignal: () => undefined, onClosed: () => undefined, onDropped: () => undefined },
  );
  const ownerOf = async (name: string): Promise<number> => {
    const [pid] = await bus.call({
      ...call,
      member: 'GetConnectionUnixProcessID',
      signature: 's',
      body: [name],
      returns: 'u',
    });
    return Number(pid);
  };
  try {
    const [names] = await bus.call({ ...call, member: 'ListNames', returns: 'as' });
    const known = (Array.isArray(names) ? names.map(String) : []).filter(
      (name) => !name.startsWith(':') && name !== theBus,
    );
    // A name may lose its owner meanwhile.
    const owners = await Promise.all(known.map((name) => ownerOf(name).catch(() => 0)));
    return known.filter((_, index) => pids.has(owners[index] ?? 0));
  } finally {
    bus.close('asked');
  }
};
