import { texts } from '../texts.ts';

/** The question before a unit is stopped that the desktop session depends on. */
export const unitsEssentialTexts = texts({
  en: {
    titles: {
      stop: (unit: string) => `Stop ${unit}?`,
      restart: (unit: string) => `Restart ${unit}?`,
      kill: (unit: string) => `Kill ${unit}?`,
      mask: (unit: string) => `Mask ${unit}?`,
    },
    reasons: {
      bus: 'The programs of your session talk to each other through it. Without it your desktop session ends, with Hearth, and unsaved work is lost.',
      desktop: 'It is part of your desktop session. The session may end, and unsaved work is lost.',
      slice: 'Everything in this slice stops with it, maybe your whole session.',
      target: 'Services that belong to this target may stop with it.',
    },
  },
});
