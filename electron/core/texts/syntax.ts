import { texts } from './texts.ts';

const fatal = (why: string): string =>
  `${why} systemd stops reading here and doesn’t load the unit.`;

/** What systemd can’t read in a unit file, by its fault. */
export const syntaxTexts = texts({
  en: {
    /** In the lines of the file. */
    lines: {
      'null-byte': {
        what: 'There is a null byte here.',
        why: 'systemd takes it as the end of the line.',
      },
      'long-line': {
        what: 'This line is too long.',
        why: fatal('A line must be shorter than 1 MiB.'),
      },
      'long-continued-line': {
        what: 'This line is too long, together with the lines it continues.',
        why: fatal('Together they can have 1 MiB.'),
      },
      'not-utf8': {
        what: 'This isn’t valid UTF-8.',
        why: fatal('Outside of comments, a unit file must be UTF-8.'),
      },
      'open-header': {
        what: 'This section header doesn’t end with “]”.',
        why: fatal('A header is only [Name].'),
      },
      'bad-section-name': {
        what: 'This section header contains a quote, a backslash, or a control character.',
        why: fatal('The name of a section can’t contain any.'),
      },
      'before-sections': {
        what: 'This line comes before any section.',
        why: 'systemd ignores what isn’t below a [Section] header.',
      },
      'no-equals': {
        what: 'This line has no “=”.',
        why: 'It isn’t a comment, a [Section], or an assignment. systemd ignores it.',
      },
      'no-key': {
        what: 'There is no key before this “=”.',
        why: 'systemd ignores a value without a key.',
      },
    },
    /** In the words of a command or an assignment. */
    words: {
      'unclosed-quote': 'This quote isn’t closed.',
      'unknown-escape': 'systemd doesn’t know this escape.',
      'no-program': 'There is no program here.',
      'unsafe-program':
        'The path of a program can’t contain quotes, backslashes, or control characters.',
      'program-is-folder': 'This is a folder.',
      'long-program': 'This path is too long.',
      'relative-program': 'A program is an absolute path, or a name without “/”.',
      'no-other-name': 'After “@”, the program needs the name it runs under.',
      'not-an-assignment': 'This isn’t an assignment.',
    },
    unknownSpecifier: (specifier: string) => ({
      what: `systemd doesn’t know the specifier “${specifier}”.`,
      why: 'systemd expands “%” and a letter or digit before it runs anything. For a percent sign, write %%.',
    }),
    programWhy: 'systemd can’t run this.',
    escapeWhy:
      'systemd keeps the backslash and what follows, and warns. For a backslash, write \\\\.',
    quoteWhy: 'systemd ignores the command, or refuses the unit.',
    otherNameWhy: 'There is none.',
    restIgnored: 'systemd ignores the rest of the line.',
    assignmentWhy:
      'An assignment is NAME=value, and its name has only letters, digits, and “_”. systemd ignores this word.',
    /** Why a value can’t be written. */
    values: {
      lines: 'A value is a single line, without null bytes.',
      blanks: 'systemd drops blanks around a value.',
      utf8: 'A value must be valid UTF-8.',
      backslash: 'A backslash at the end would continue the value on the next line.',
      long: 'A line must be shorter than 1 MiB.',
      key: 'A key has only letters, digits, “-”, and “_”.',
      section: 'The name of a section can’t contain quotes, backslashes, or control characters.',
    },
  },
});

export type LineFault = keyof typeof syntaxTexts.lines;
export type WordFault = keyof typeof syntaxTexts.words | 'unknown-specifier';
