import { texts } from '../../texts.ts';

interface Setting {
  key: string;
  value: string;
}

const notLookedFor = 'Hearth doesn’t look for this proof.';

/** Proofs in [X-Hearth] that Hearth can't read. */
export const lintExtensionProofTexts = texts({
  en: {
    'unknown-proof-key': (found: {
      key: string;
      meant: string | null;
      valid: readonly string[];
    }) => ({
      what:
        found.meant === null
          ? `[X-Hearth] has no setting ${found.key}=.`
          : `[X-Hearth] has no setting ${found.key}=. Did you mean ${found.meant}=?`,
      why: `Nothing reads this line. Settings of the section: ${found.valid.join(', ')}.`,
    }),
    'stray-proof-option': (found: { key: string; belongsTo: string }) => ({
      what: `${found.key}= belongs to a ${found.belongsTo}= above it, and there is none.`,
      why: `Hearth ignores this line. Move it below the ${found.belongsTo}= it is about.`,
    }),
    bad: {
      'relative-path': ({ value }: Setting) => `“${value}” isn’t a full path.`,
      'bad-address': ({ value }: Setting) => `“${value}” isn’t the address of a socket.`,
      elsewhere: ({ value }: Setting) => `“${value}” isn’t an address of this computer.`,
      'not-http': ({ value }: Setting) => `“${value}” isn’t an http:// address.`,
      'bad-url': ({ value }: Setting) => `“${value}” isn’t a web address.`,
      'bad-command': ({ value }: Setting) => `“${value}” isn’t a command that Hearth can run.`,
      'bad-bus-name': ({ value }: Setting) => `“${value}” isn’t a name on the bus.`,
      'bad-pattern': ({ value }: Setting) => `“${value}” isn’t a valid regular expression.`,
      'bad-time': ({ value }: Setting) => `“${value}” isn’t a valid time span.`,
      'short-period': ({ value }: Setting) => `A period of ${value} is too short.`,
      'bad-status': ({ key, value }: Setting) => `“${value}” isn’t a valid value for ${key}=.`,
      'bad-count': ({ key, value }: Setting) => `“${value}” isn’t a valid value for ${key}=.`,
      'too-many': ({ key }: Setting) => `There are more than 100 ${key}=.`,
    },
    why: {
      'relative-path': `${notLookedFor} Start the path with / or, for your home folder, with %h/.`,
      'bad-address': `${notLookedFor} Write a port, 127.0.0.1:PORT, [::1]:PORT, or the path of a Unix socket.`,
      elsewhere: `${notLookedFor} It reaches only localhost, 127.0.0.1 and [::1], so that a unit file can’t make Hearth call other computers.`,
      'not-http': `${notLookedFor} Write it like http://127.0.0.1:8080/.`,
      'bad-url': `${notLookedFor} Write it like http://127.0.0.1:8080/.`,
      'bad-command': `${notLookedFor} Write one command as in ExecStart=, with the full path of its program and no prefix.`,
      'bad-bus-name': `${notLookedFor} Write it like org.example.Name.`,
      'bad-pattern': `${notLookedFor} JavaScript’s rules apply, and at most 1,000 characters.`,
      'bad-time':
        'Hearth ignores this line. Units are ms, s (seconds), min (minutes), h (hours), d (days), and w (weeks). A number without a unit is in seconds.',
      'short-period': 'Hearth ignores this line. A second is the shortest period.',
      'bad-status': 'Hearth ignores this line. Write statuses from 100 to 599, such as 200 204.',
      'bad-count': 'Hearth ignores this line. Write a whole number from 1 to 9999.',
      'too-many': notLookedFor,
    },
  },
});
