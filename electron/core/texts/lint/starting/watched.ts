import { number } from '../../counting.ts';
import { texts } from '../../texts.ts';

/** What sockets listen on, and what paths watch. */
export const lintStartingWatchedTexts = texts({
  en: {
    'glob-in-path': (found: { key: string; path: string }) => ({
      what: `${found.key}= doesn’t expand “${found.path}”.`,
      why: 'systemd looks for a file with exactly this name. Only keys whose name ends with “Glob” know patterns.',
    }),
    watchFolder: (found: { key: string; path: string }) => ({
      what: `${found.key}= doesn’t expand “${found.path}”.`,
      why: 'systemd watches a file with exactly this name. To notice new and changed files, watch the folder. Only PathExistsGlob= knows patterns.',
    }),
    'bad-address': (value: string) => ({
      what: `systemd can’t listen on “${value}”.`,
      why: 'It ignores this line. An address is a port, an IP address with a port, or a path that starts with “/”. Names such as “localhost” aren’t looked up.',
    }),
    longAddress: (bytes: number) => ({
      what: 'This path is too long for a socket.',
      why: `It has ${number(bytes)} bytes, and a socket’s path can have 107. systemd ignores this line.`,
    }),
  },
});
