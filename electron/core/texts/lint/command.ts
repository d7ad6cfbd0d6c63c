import { texts } from '../texts.ts';

/** Commands that systemd reads differently than they look. */
export const lintCommandTexts = texts({
  en: {
    'assignment-before-program': (assignment: string) => ({
      what: `systemd takes “${assignment}” as the program.`,
      why: 'Only a shell sets variables in front of a command. Environment= sets them for the whole service.',
    }),
    setWithEnv: 'Set it with /usr/bin/env',
    noPassword: (name: string) => `“${name}” can’t ask for a password here.`,
    sudoInUserUnit:
      'A service has no terminal, so this fails unless no password is needed. What needs root belongs in a system service.',
    sudoInSystemUnit: 'A system service can run as any user: use User= instead.',
    needlessDetach: (name: string) =>
      `“${name}” isn’t needed: systemd runs services in the background anyway.`,
    /** By what the program does. */
    detachWhy: {
      ignoresHangup: 'It only ignores SIGHUP.',
      forks:
        'It forks. Unless it waits, or Type=forking is set, systemd considers the service finished and kills what is left.',
    },
  },
});
