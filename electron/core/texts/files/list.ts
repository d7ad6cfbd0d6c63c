import { allOf, number, plural } from '../counting.ts';
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
    /** Which units a drop-in in the shared folder `of` changes, by the kind of its name. */
    shared: {
      type: (of: string) => `It applies to every ${of}.`,
      prefix: (of: string) => `It applies to every unit whose name starts with ${of}.`,
      template: (of: string) => `It applies to every instance of ${of}.`,
      other: (of: string) => `It applies to every unit that shares ${of}.d.`,
    },
    /** At most a few `names`, and how many others there are. */
    changes: (of: { names: readonly string[]; others: number }) => {
      const others = plural(of.others, { one: '1 other', other: `${number(of.others)} others` });
      return `Here it changes ${allOf(of.others === 0 ? of.names : [...of.names, others])}.`;
    },
    script: 'script that it runs',
    forUnits: (count: number) =>
      plural(count, { one: 'for this unit so far', other: `for ${number(count)} units` }),
    link: (path: string) => `a link to ${path}`,
    fresh: 'new',
    freshInPlace: 'new · replaces the one above',
    /** What a drop-in does to the settings `keys`. */
    dropIn: {
      set: (keys: string) => `sets ${keys}`,
      replace: (keys: string) => `replaces ${keys}`,
      reset: (keys: string) => `resets ${keys}`,
      /** Keys with an empty value, which systemd ignores. */
      keep: (keys: string) => `doesn’t reset ${keys}`,
      nothing: 'changes nothing',
    },
    /** Keys that share a list: an empty value of any of them resets all. */
    lists: {
      times: 'all times (On…=)',
      addresses: 'all addresses (Listen…=)',
      watched: 'all watched paths (Path…=, DirectoryNotEmpty=)',
      conditions: 'all conditions (Condition…=)',
      assertions: 'all assertions (Assert…=)',
      binds: 'BindPaths=, BindReadOnlyPaths=',
      input: 'StandardInputText=, StandardInputData=',
      loaded: 'LoadCredential=, LoadCredentialEncrypted=',
      set: 'SetCredential=, SetCredentialEncrypted=',
    },
  },
});
