/**
 * Desktop notifications: org.freedesktop.Notifications, Desktop Notifications Specification 1.3.
 *
 * Read and measured (dunst 1.9):
 * - Servers differ in what they can do; GetCapabilities tells. Without `actions` a server ignores buttons; with
 *   `body-markup` it reads the body as markup, so that must be escaped.
 * - A server forgets its notifications when it ends, without a signal. The bus may start the next one on demand.
 * - `replaces_id` of a notification that is gone shows a new one.
 * - CloseNotification of a notification that is gone is an error with some servers.
 * - Xfce's server shows the action `default` as a button, too (4.20).
 */
import type { Host } from '../../host/host.ts';
import { BusError, type Bus } from '../manager/bus/bus-connection.ts';
import { keepBus } from '../manager/bus/reconnecting-bus.ts';

const serverName = 'org.freedesktop.Notifications';
const server = {
  destination: serverName,
  path: '/org/freedesktop/Notifications',
  interface: serverName,
};

export interface DesktopNote {
  title: string;
  /** Plain text; '' for none. */
  body: string;
  /** Keys with their labels; `default` is a click on the text. */
  actions: readonly (readonly [key: string, label: string])[];
  /** Without a sound, not kept in the desktop's list, and gone after a few seconds. */
  isBrief: boolean;
}

interface NotificationEvents {
  /** It expired, was dismissed, or closed on the click that chose an action. */
  closed(id: number): void;
  chosen(id: number, action: string): void;
  /** The server ended or another one took its place: every notification is gone. */
  forgotten(): void;
}

const briefMs = 6000;
const urgencies = { low: 0, normal: 1 };

/** Source: the specification's “Markup”, which is a subset of XML. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const rules = ['NotificationClosed', 'ActionInvoked'].map(
  (member) => `type='signal',sender='${serverName}',interface='${serverName}',member='${member}'`,
);

interface Abilities {
  can: ReadonlySet<string>;
  hasDefaultButton: boolean;
}

const orNothing = (thrown: unknown): unknown[] => {
  if (thrown instanceof BusError) return [];
  throw thrown;
};

/** Only the first of those with the same label. */
const withoutTwins = (actions: DesktopNote['actions']): DesktopNote['actions'] =>
  actions.filter(([, label], at) => actions.findIndex((other) => other[1] === label) === at);

interface Options {
  host: Pick<Host, 'bus'>;
  /** Of the program: the name of an icon theme, or a path that other programs can read. */
  icon: string;
  events: NotificationEvents;
}

/** Connects on first use. */
export const keepNotifications = ({ host, icon, events }: Options) => {
  let current: Bus | null = null;
  let kept: { close(): void } | null = null;
  const waiting: ((bus: Bus) => void)[] = [];
  let abilities: Promise<Abilities> | null = null;

  const forget = (): void => {
    abilities = null;
    events.forgotten();
  };

  const begin = async (bus: Bus): Promise<void> => {
    for (const rule of rules) await bus.addMatch(rule);
    current = bus;
    for (const resolve of waiting.splice(0)) resolve(bus);
  };

  const connected = (): Promise<Bus> => {
    kept ??= keepBus({
      open: () => host.bus('session'),
      trusts: [serverName],
      // What other programs send about notifications changes nothing.
      onDropped: () => undefined,
      begin,
      onSignal: ({ member, body: [first, second] }) => {
        if (member === 'NotificationClosed') events.closed(Number(first));
        else if (member === 'ActionInvoked') events.chosen(Number(first), String(second));
        else if (member === 'NameOwnerChanged' && first === serverName) forget();
      },
      onLost: () => {
        current = null;
        forget();
      },
    });
    return current === null
      ? new Promise((resolve) => {
          waiting.push(resolve);
        })
      : Promise.resolve(current);
  };

  const ask = async (bus: Bus): Promise<Abilities> => {
    const asking = { ...server, mayStart: true };
    const [known] = await bus.call({ ...asking, member: 'GetCapabilities', returns: 'as' });
    // Some small servers don’t say who they are.
    const [name] = await bus
      .call({ ...asking, member: 'GetServerInformation', returns: 'ssss' })
      .catch(orNothing);
    return {
      can: new Set(Array.isArray(known) ? known.map(String) : []),
      hasDefaultButton: typeof name === 'string' && /^xfce/i.test(name),
    };
  };
  /** Asked once for each server. */
  const abilitiesOf = (bus: Bus): Promise<Abilities> => {
    const asking = (abilities ??= ask(bus));
    asking.catch(() => {
      // The caller gets the error; the next one asks again.
      if (abilities === asking) abilities = null;
    });
    return asking;
  };

  return {
    /**
     * Shows it, starting the server if that can be started. Waits for the session bus.
     * @param replaces the notification whose place it takes; 0 for none.
     * @returns its number. @throws BusError without a server that answers.
     */
    post: async (note: DesktopNote, replaces: number): Promise<number> => {
      const bus = await connected();
      const { can, hasDefaultButton } = await abilitiesOf(bus);
      const hints = [
        ['urgency', ['y', note.isBrief ? urgencies.low : urgencies.normal]],
        ['desktop-entry', ['s', 'org.hearth.Hearth']],
        ...(note.isBrief
          ? [
              ['transient', ['b', true]],
              ['suppress-sound', ['b', true]],
            ]
          : []),
      ];
      const shown = hasDefaultButton ? withoutTwins(note.actions) : note.actions;
      const actions = can.has('actions') ? shown.flat() : [];
      const body = can.has('body') ? note.body : '';
      const [id] = await bus.call({
        ...server,
        member: 'Notify',
        signature: 'susssasa{sv}i',
        body: [
          'Hearth',
          replaces,
          icon,
          note.title,
          can.has('body-markup') ? escaped(body) : body,
          actions,
          hints,
          note.isBrief ? briefMs : -1,
        ],
        returns: 'u',
        mayStart: true,
      });
      return Number(id);
    },
    /** Takes one back; nothing if it is gone. */
    withdraw: async (id: number): Promise<void> => {
      try {
        await current?.call({
          ...server,
          member: 'CloseNotification',
          signature: 'u',
          body: [id],
          returns: '',
        });
      } catch (thrown) {
        // It is gone already, or its server is.
        if (!(thrown instanceof BusError)) throw thrown;
      }
    },
    close: (): void => {
      kept?.close();
    },
  };
};
