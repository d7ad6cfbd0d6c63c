import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The question before an action that affects more than the unit itself: its session, or the link to its file. */
export const unitsEssentialTexts = texts({
  en: {
    titles: {
      stop: (unit: string) => `Stop ${unit}?`,
      restart: (unit: string) => `Restart ${unit}?`,
      kill: (unit: string) => `Kill ${unit}?`,
      mask: (unit: string) => `Mask ${unit}?`,
      disable: (unit: string) => `Disable ${unit}?`,
    },
    /** `path` is a link to the file `to`. */
    unlinks: (of: { path: string; to: string }) =>
      `Its file is linked into your unit folder. Disabling it also removes that link, ${code(of.path)}. ${code(of.to)} stays as it is, but systemd won’t find the unit until it is linked again. You can undo this.`,
    reasons: {
      bus: 'The programs of your session talk to each other through it. Without it your desktop session ends, with Hearth, and unsaved work is lost.',
      desktop: 'It is part of your desktop session. The session may end, and unsaved work is lost.',
      slice: 'Everything in this slice stops with it, maybe your whole session.',
      target: 'Services that belong to this target may stop with it.',
    },
  },
});
