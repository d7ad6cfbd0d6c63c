import { texts } from '../texts.ts';

/** Sections and keys. */
export const lintKeyTexts = texts({
  en: {
    sectionCase: (section: string) => `Case matters: the section is called [${section}].`,
    keyCase: (key: string) => `Case matters: the key is called ${key}.`,
    noSection: (wrong: { type: string; section: string; meant: string | null }) =>
      wrong.meant === null
        ? `[${wrong.section}] isn’t a section of ${wrong.type} units.`
        : `[${wrong.section}] isn’t a section of ${wrong.type} units. Did you mean [${wrong.meant}]?`,
    unknownSectionWhy:
      'systemd ignores the section and everything in it. Names that start with “X-” are for your own use.',
    wrongSectionWhy: (section: string) =>
      `[${section}] works only in units whose name ends with .${section.toLowerCase()}. Here, systemd ignores the section and everything in it.`,
    'wrong-section': (wrong: { key: string; right: string; section: string }) => ({
      what: `${wrong.key}= belongs in [${wrong.right}], not in [${wrong.section}].`,
      why: 'systemd ignores it here.',
    }),
    moveTo: (section: string) => `Move it to [${section}]`,
    noKey: (wrong: { section: string; key: string }) =>
      `systemd has no ${wrong.key}= in [${wrong.section}].`,
    noKeyMeant: (wrong: { section: string; key: string; meant: string }) =>
      `systemd has no ${wrong.key}= in [${wrong.section}]. Did you mean ${wrong.meant}=?`,
    noKeyHere: (wrong: { section: string; key: string; other: string }) =>
      `systemd has no ${wrong.key}= in [${wrong.section}]. It belongs in [${wrong.other}].`,
    unknownKeyWhy: 'systemd ignores the whole line.',
    maybeUnknownKeyWhy:
      'This is true of the version that Hearth knows. Your own systemd couldn’t be asked.',
    'removed-key': (key: string) => ({
      what: `${key}= no longer has any effect.`,
      why: 'systemd still accepts it, and ignores it.',
    }),
    deprecated: (key: string, instead: string) => `${key}= is deprecated. ${instead}`,
    deprecatedHere: (key: string, instead: string) =>
      `${key}= is deprecated in [Service]. ${instead}`,
    deprecatedWhy: 'systemd still accepts it, usually with a warning in the log.',
    removed: (key: string, instead: string) => `${key}= no longer has any effect. ${instead}`,
    removedWhy: 'This version of systemd ignores it.',
    useInstead: (now: string) => `Use ${now} instead.`,
    useInUnit: (now: string) => `Use ${now} in [Unit] instead.`,
    useWeight: (weight: { now: string; was: number }) =>
      `Use ${weight.now} instead, where the default is 100, not ${weight.was}.`,
    usePrefix: 'Put “+” in front of single commands instead.',
    overridden: (found: { key: string; line: number }) => ({
      what: `This ${found.key}= has no effect: line ${found.line} sets it again.`,
      why: 'If a key takes one value, the last one wins.',
    }),
  },
});
