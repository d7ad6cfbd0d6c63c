import { texts } from '../texts.ts';

const marks = {
  commas: 'Separate names with spaces, not commas. systemd ignores this one.',
  quotes: 'systemd takes the quotes as part of the name, and ignores it.',
};

/** After=, Requires=, and the like. */
export const lintDependencyTexts = texts({
  en: {
    'bad-unit-name': (found: { name: string; mark: keyof typeof marks | null }) => ({
      what: `“${found.name}” isn’t a unit name.`,
      why:
        found.mark !== null
          ? marks[found.mark]
          : 'In a unit file, a name ends with its type, such as “.service”; only systemctl adds it for you. systemd ignores this one.',
    }),
    noSuchUnit: (name: string) => `The user manager has no ${name}.`,
    demandedWhy: (key: string) =>
      `It belongs to the system manager, and user units can’t see it. With ${key}= on a missing unit, this one doesn’t start.`,
    wantedWhy: (key: string) =>
      `It belongs to the system manager, and user units can’t see it, so ${key}= has no effect here.`,
    wantedEarlyWhy: (key: string) =>
      `It belongs to the system manager, and user units can’t see it, so ${key}= has no effect here. With lingering, your units may start before the network is up. A program that needs it has to wait, or be restarted.`,
  },
});
