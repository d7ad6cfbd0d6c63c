import { texts } from '../texts.ts';

/** The list of a unit’s files. */
export const filesListTexts = texts({
  en: {
    region: 'Files of this unit',
    readOnly: 'Read-only',
    unsaved: '● unsaved',
    remove: (name: string) => `Remove ${name}`,
    removeDropIn: 'Remove this drop-in',
    change: 'Change this unit…',

    origins: {
      mine: 'yours',
      administrator: 'from the administrator',
      distribution: 'from a package',
      runtime: 'until the next boot',
      generated: 'made by a generator',
      transient: 'made by a command',
      control: 'made by systemctl',
    },
    masked: 'masked: nothing can start it',
    hidesOthers: 'hides the drop-ins with its name',
    link: (path: string) => `a link to ${path}`,
    fresh: 'new',
    freshInPlace: 'new · replaces the one above',
    /** What a drop-in does to the settings `keys`. */
    dropIn: {
      set: (keys: string) => `sets ${keys}`,
      replace: (keys: string) => `replaces ${keys}`,
      reset: (keys: string) => `resets ${keys}`,
      nothing: 'changes nothing',
    },
  },
});
