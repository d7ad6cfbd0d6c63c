import { texts } from '../../texts.ts';

/** Dependencies without order, and resets. */
export const lintRelationsOrderTexts = texts({
  en: {
    'no-order': (found: { key: string; name: string }) => ({
      what: `${found.key}= doesn’t wait for ${found.name}: both start at the same time.`,
      why: `${found.key}= says what must run, not in which order. Add After=${found.name} to start after it.`,
    }),
    requisite: (name: string) => ({
      what: `Requisite= doesn’t wait for ${name}: if both are started together, this may start first.`,
      why: `Requisite= says what must run already, not in which order. Add After=${name} to start after it.`,
    }),
    dependency: (key: string) => ({
      what: `An empty ${key}= resets nothing.`,
      why: 'Dependencies add up, and no line takes one away again. To remove one, change the file that sets it.',
    }),
    ignored: (key: string) => ({
      what: `An empty ${key}= resets nothing.`,
      why: 'systemd ignores this line, and earlier values of this key stay in effect.',
    }),
    refused: (key: string) => ({
      what: `${key}= needs a value.`,
      why: 'systemd refuses to load a unit with this line.',
    }),
    nothingBefore: (key: string) => ({
      what: `There is no earlier ${key}= to reset.`,
      why: 'An empty value only removes values that are set before it. This line has no effect.',
    }),
    adds: (found: { key: string; before: string }) => ({
      what: `This adds to ${found.key}=${found.before}, and doesn’t replace it.`,
      why: `${found.key}= is a list. An empty ${found.key}= line above this one removes the earlier values.`,
    }),
    replaceEarlier: 'Replace the earlier values',
  },
});
