import { texts } from '../texts.ts';

/** Environment=. */
export const lintEnvironmentTexts = texts({
  en: {
    'environment-not-expanded': (found: { name: string; text: string }) => ({
      what: `“${found.text}” isn’t expanded: ${found.name} contains it literally.`,
      why: 'In Environment=, systemd expands neither variables nor “~”, only specifiers such as %h for your home folder.',
    }),
  },
});
