import { number, plural } from './counting.ts';
import { texts } from './texts.ts';

/** The small panel beside the tray. */
export const panelTexts = texts({
  en: {
    windowTitle: 'Hearth panel',
    noServices: 'You have no services yet. Create one, and systemd keeps it running.',
    more: (count: number) =>
      plural(count, { one: '1 more in the window', other: `${number(count)} more in the window` }),
  },
});
