/**
 * Says once that Hearth stays in the tray when its window closes, and how to quit: nothing on the screen shows it.
 * Without a tray, closing quits, and the window says so all the time.
 */
import { app, Notification } from 'electron';
import { trayTexts } from '../core/texts/tray.ts';

interface Options {
  isTrayHosted(): boolean;
  /** Whether the notification was shown before. */
  wasTold(): Promise<boolean>;
  /** Remembers that it was shown. */
  noteTold(): Promise<void>;
  icon: string;
  /** Called when the person chooses the notification. */
  openWindow(): void;
  report(bug: unknown): void;
}

/** @returns what to call when the window is closed. */
export const tellOfFirstClose = (options: Options): (() => void) => {
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  /** Kept while it is shown: it would be collected, and its click with it. */
  let shown: Notification | null = null;

  const tell = async (): Promise<void> => {
    if (shown !== null || quitting || !options.isTrayHosted() || (await options.wasTold())) return;
    const { title, body } = trayTexts.firstClose;
    shown = new Notification({ title, body, icon: options.icon });
    // A desktop without notifications never shows it.
    shown.once('show', () => {
      options.noteTold().catch(options.report);
    });
    shown.once('click', options.openWindow);
    shown.show();
  };
  return () => {
    tell().catch(options.report);
  };
};
