import { texts } from '../texts.ts';

/** Tries of a service, by the code of the problem. */
export const problemsTryTexts = texts({
  en: {
    'try-refused': ({ detail }: { detail: string }) => ({
      what: 'systemd refuses to run this.',
      why: detail,
      next: 'What systemd wrote about it is below. Nothing was started, and nothing is left of the try.',
    }),
    'no-try': ({ unit }: { unit: string }) => ({
      what: `${unit} can’t be tried.`,
      why: 'Only a service with a file can, and no template: it needs an instance.',
      next: 'Choose a service, or an instance of the template.',
    }),
  },
});
