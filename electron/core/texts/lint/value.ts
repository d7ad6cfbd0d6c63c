import { number } from '../counting.ts';
import { texts } from '../texts.ts';

/** Values that systemd can’t read. Not “the default is used”: a line above may have set the key. */
export const lintValueTexts = texts({
  en: {
    'bad-boolean': (found: { key: string; value: string }) => ({
      what: `${found.key}= takes yes or no, not “${found.value}”.`,
      why: 'systemd ignores this line.',
    }),
    'bad-word': (found: {
      key: string;
      value: string;
      meant: string | null;
      /** The version of systemd that it came with. */
      since: number | undefined;
      valid: readonly string[];
    }) => ({
      what:
        found.meant === null
          ? `“${found.value}” isn’t a valid value for ${found.key}=${found.since === undefined ? '' : ` before systemd ${found.since}`}.`
          : `“${found.value}” isn’t a valid value for ${found.key}=. Did you mean “${found.meant}”?`,
      why: `systemd ignores this line. Valid values: ${found.valid.join(', ')}.`,
    }),
    'bad-signal': (value: string) => ({
      what: `“${value}” isn’t a signal.`,
      why: 'systemd ignores this line. Write a signal as SIGTERM, TERM, or 15.',
    }),
    'bad-time': (value: string) => ({
      what: `“${value}” isn’t a valid time span.`,
      why: 'systemd ignores this line. Units are ms, s (seconds), min (minutes), h (hours), d (days), and w (weeks). A number without a unit is in seconds.',
    }),
    'suspicious-time': (found: { value: string; minutes: number }) => ({
      what: `Without a unit, ${found.value} is in seconds: about ${number(found.minutes)} minutes.`,
      why: 'If you mean milliseconds, add “ms”.',
    }),
    'kill-mode-none': {
      what: 'KillMode=none leaves processes running when the service stops.',
      why: 'systemd loses track of them, and the next start runs them twice. systemd warns about this setting and will remove it. “mixed” or “process” is usually what you need.',
    },
    'obsolete-output': (found: { value: string; now: string }) => ({
      what: `“${found.value}” is obsolete: systemd uses ${found.now} instead.`,
      why: 'The journal forwards everything to syslog anyway.',
    }),
  },
});
