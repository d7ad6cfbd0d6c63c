/** The tray as a panel sees it: StatusNotifierItem and com.canonical.dbusmenu, through busctl. */
import { execa } from 'execa';
import { until } from './outside.ts';

interface Variant {
  type: string;
  data: unknown;
}

/** A node of the menu: its id, its properties and its children. */
export interface MenuNode {
  id: number;
  label: string;
  enabled: boolean;
  /** For check items; null otherwise. */
  checked: boolean | null;
  children: MenuNode[];
}

const watcher = [
  'org.kde.StatusNotifierWatcher',
  '/StatusNotifierWatcher',
  'org.kde.StatusNotifierWatcher',
] as const;

/** Its answer, parsed. */
export const busctl = async (...args: string[]): Promise<{ type: string; data: unknown }> => {
  const { stdout } = await execa('busctl', ['--user', '--json=short', '--', ...args], {
    stdin: 'ignore',
  });
  return JSON.parse(stdout === '' ? 'null' : stdout) as { type: string; data: unknown };
};

/** Bus names and paths of the items registered with the tray host; GNOME’s puts `@` between them. */
export const trayItems = async (): Promise<{ name: string; path: string }[]> => {
  const { data } = await busctl('get-property', ...watcher, 'RegisteredStatusNotifierItems');
  return (data as string[]).map((item) => {
    const slash = item.indexOf('/');
    return slash < 0
      ? { name: item, path: '/StatusNotifierItem' }
      : { name: item.slice(0, slash).replace('@', ''), path: item.slice(slash) };
  });
};

const processOf = async (name: string): Promise<number> => {
  const { data } = await busctl(
    'call',
    'org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus',
    'GetConnectionUnixProcessID',
    's',
    name,
  );
  return (data as number[])[0] ?? 0;
};

const nodeOf = (raw: unknown): MenuNode => {
  const [id, properties, children] = raw as [number, Record<string, Variant>, { data: unknown }[]];
  const toggle = properties['toggle-state'];
  const label = properties['label']?.data;
  return {
    id,
    // A doubled underscore shows as one; a single underscore marks a shortcut key.
    label: typeof label === 'string' ? label.replaceAll('__', '_') : '',
    enabled: properties['enabled']?.data !== false,
    checked: properties['toggle-type'] === undefined ? null : toggle?.data === 1,
    children: children.map(({ data }) => nodeOf(data)),
  };
};

/** The tray item of one process: what it shows, and ways to click it. */
export const trayOf = async (pid: number) => {
  const item = await until('the tray item on the bus', async () => {
    for (const candidate of await trayItems()) {
      if ((await processOf(candidate.name)) === pid) return candidate;
    }
    return null;
  });
  const get = async (name: string): Promise<unknown> =>
    (await busctl('get-property', item.name, item.path, 'org.kde.StatusNotifierItem', name)).data;
  const menuPath = String(await get('Menu'));
  const menu = async (): Promise<MenuNode> => {
    const { data } = await busctl(
      'call',
      item.name,
      menuPath,
      'com.canonical.dbusmenu',
      'GetLayout',
      'iias',
      '0',
      '-1',
      '0',
    );
    return nodeOf((data as unknown[])[1]);
  };
  const find = async (...labels: string[]): Promise<MenuNode | null> => {
    let node: MenuNode | undefined = await menu();
    for (const label of labels) {
      node = node?.children.find((child) => child.label.includes(label));
    }
    return node ?? null;
  };
  /** Looks the item up first, so that the click itself takes no longer than necessary. */
  const prepareClick = async (...labels: string[]): Promise<() => Promise<unknown>> => {
    const node = await until(`the menu item ${labels.join(' → ')}`, () => find(...labels));
    const event = ['com.canonical.dbusmenu', 'Event', 'isvu', String(node.id), 'clicked'];
    return () => busctl('call', item.name, menuPath, ...event, 'i', '0', '0');
  };
  return {
    get,
    menu,
    /** The node under these labels, each a part of the menu text; null if there is none. */
    find,
    prepareClick,
    /** Clicks as a panel does: if the menu was replaced since it was read, clicks the new item. */
    click: async (...labels: string[]): Promise<void> => {
      await until(`a click on ${labels.join(' → ')}`, async () => {
        const click = await prepareClick(...labels);
        return click().then(
          () => true,
          (thrown: unknown) => {
            if (String(thrown).includes('error occurred in Event')) return false;
            throw thrown;
          },
        );
      });
    },
    /** A left click, as a desktop that forwards it sends it. */
    activate: async (): Promise<void> => {
      await busctl(
        'call',
        item.name,
        item.path,
        'org.kde.StatusNotifierItem',
        'Activate',
        'ii',
        '640',
        '10',
      );
    },
  };
};
