/** Sends uncaught errors of a page to Hearth's log. */
import type { Transport } from '../electron/ipc/transport.ts';
import { createClient } from '../electron/ipc/client.ts';

/** An error in a loop must not fill the log. */
const most = 20;

export const reportPageErrors = (transport: Transport): void => {
  const { reportPageError } = createClient(transport);
  let reported = 0;
  const report = (thrown: unknown): void => {
    reported += 1;
    if (reported > most) return;
    const { message, stack = '' } = thrown instanceof Error ? thrown : new Error(String(thrown));
    // If even that fails, DevTools still show the error.
    reportPageError({ message: message.slice(0, 500), stack: stack.slice(0, 4000) }).catch(
      () => undefined,
    );
  };
  addEventListener('error', ({ error }: ErrorEvent) => {
    // Chromium's notices about resizing have no error.
    if (error !== null && error !== undefined) report(error);
  });
  addEventListener('unhandledrejection', ({ reason }) => {
    report(reason);
  });
};
