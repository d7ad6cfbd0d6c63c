/**
 * The desktop's notifications, as they pass over the bus between Hearth and the real server: what is shown now, and how
 * often something was sent. Buttons are pressed through the server.
 */
import { execa } from 'execa';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { home } from './files.ts';
import { listenToBus, said, until, type BusMessage } from './outside.ts';

export interface ShownNote {
  id: number;
  title: string;
  body: string;
  /** The labels of its buttons. */
  buttons: string[];
  /** 0 low, 1 normal, 2 critical. */
  urgency: number;
}

const name = 'org.freedesktop.Notifications';

/** Actions come as keys and labels in turn. */
const labelsOf = (actions: readonly string[]): string[] =>
  actions.filter((_, at) => at % 2 === 1 && actions[at - 1] !== 'default');

/** Listens from now on; only to Hearth. */
export const watchNotifications = async () => {
  let shown = new Map<number, ShownNote>();
  const sent: string[] = [];
  /** Calls without an answer yet, by caller and cookie. */
  const asked = new Map<string, Omit<ShownNote, 'id'>>();

  const onCall = ({ sender, cookie, member, payload }: BusMessage): void => {
    const data = payload?.data ?? [];
    if (member !== 'Notify' || data[0] !== 'Hearth') return;
    const [, , , title, body, actions, hints] = data as [
      string,
      number,
      string,
      string,
      string,
      string[],
      Record<string, { data: unknown }>,
    ];
    sent.push(title);
    asked.set(`${sender} ${String(cookie)}`, {
      title,
      body,
      buttons: labelsOf(actions),
      urgency: Number(hints['urgency']?.data),
    });
  };
  const close = await listenToBus([`interface='${name}'`, `type='method_return'`], (message) => {
    const data = message.payload?.data ?? [];
    if (message.type === 'method_call') onCall(message);
    else if (message.type === 'method_return') {
      const key = `${message.destination} ${String(message.reply_cookie)}`;
      const note = asked.get(key);
      if (note !== undefined) shown.set(Number(data[0]), { id: Number(data[0]), ...note });
      asked.delete(key);
    } else if (message.member === 'NotificationClosed') shown.delete(Number(data[0]));
  });

  const titles = (): string[] => [...shown.values()].map(({ title }) => title);
  return {
    titles,
    /** The title of each notification sent since the last `forget`, replacements included. */
    sent: (): readonly string[] => sent,
    forget: (): void => {
      sent.length = 0;
    },
    /** The one shown under this title. */
    shows: (title: string, seconds = 15): Promise<ShownNote> =>
      until(
        `the notification “${title}” among ${titles().join(', ')}`,
        () => [...shown.values()].find((note) => note.title === title),
        seconds,
      ),
    isGone: (title: string, seconds = 15): Promise<unknown> =>
      until(`“${title}” to be withdrawn`, () => !titles().includes(title), seconds),
    /** Call when the server has ended: it took everything with it. */
    lost: (): void => {
      shown = new Map();
    },
    close,
  };
};

const picker = path.join(home, 'pick-button');
const chosen = path.join(home, 'picked-button');

/** Makes dunst's menu of buttons choose by itself: what `pressButton` names. */
const configureServer = async (): Promise<void> => {
  await mkdir(path.join(home, '.config/dunst'), { recursive: true });
  await writeFile(
    path.join(home, '.config/dunst/dunstrc'),
    `[global]\nmarkup = full\ndmenu = ${picker}\nmouse_left_click = do_action\n[urgency_low]\ntimeout = 0\n[urgency_normal]\ntimeout = 0\n`,
  );
  await writeFile(picker, `#!/bin/sh\ngrep -m1 "^#$(cat ${chosen}) "\n`);
  await chmod(picker, 0o755);
};

const serverPid = async (): Promise<number> => {
  const status = await said('busctl', '--user', 'status', name);
  return Number(/^PID=(\d+)$/m.exec(status)?.[1] ?? 0);
};

/** Ends the notification server, as a crash would. */
export const endServer = async (): Promise<void> => {
  const pid = await serverPid();
  if (pid === 0) return;
  process.kill(pid, 'SIGKILL');
  await until('the server to end', async () => (await serverPid()) !== pid);
};

/** Starts the server anew, so that nothing is shown and nothing expires. */
export const startServer = async (): Promise<void> => {
  await configureServer();
  await endServer();
  const server = execa('dunst', [], {
    reject: false,
    stdio: 'ignore',
    detached: true,
    cleanup: false,
  });
  server.unref();
  await until('the notification server', async () => (await serverPid()) > 0);
};

/** Presses the button with this label in the newest notification, through the server's own menu. */
export const pressButton = async (label: string): Promise<void> => {
  await writeFile(chosen, label);
  await said('dunstctl', 'context');
};

/** Clicks on the newest notification. */
export const clickNote = (): Promise<string> => said('dunstctl', 'action', '0');

/** A picture of the whole screen. */
export const pictureOfScreen = async (file: string): Promise<void> => {
  await execa('import', ['-window', 'root', file]);
};
