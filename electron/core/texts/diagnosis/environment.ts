import { anyOf } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Variables that a terminal or the desktop has and the user manager lacks. */
export const diagnosisEnvironmentTexts = texts({
  en: {
    displayMissing: (names: readonly string[]) =>
      `It needs a display, and the service gets no ${anyOf(names.map(code))}.`,
    noSession: 'It needs a graphical session, and there is none.',
    variableInShell: (name: string) =>
      `It needs ${code(name)}, which your terminal sets and the service lacks.`,
    variableMissing: (name: string) =>
      `It needs the environment variable ${code(name)}, which isn’t set.`,
    short: {
      displayMissing: 'no display',
      noSession: 'no graphical session',
      variableMissing: (name: string) => `${name} not set`,
    },
  },
});
