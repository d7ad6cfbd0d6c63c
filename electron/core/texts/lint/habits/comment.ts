import { texts } from '../../texts.ts';

/** Comments and continued lines that systemd reads differently than they look. */
export const lintHabitsCommentTexts = texts({
  en: {
    notAComment: 'This isn’t a comment: systemd reads it as part of the value.',
    inCommandWhy:
      'The program receives these words as arguments. Only a line that starts with “#” or “;” is a comment.',
    inListWhy:
      'systemd tries to read these words, too. Only a line that starts with “#” or “;” is a comment.',
    inValueWhy:
      'With it, the value means something else or nothing at all. Only a line that starts with “#” or “;” is a comment.',
    moveUp: 'Move it to a line of its own',
    'comment-within-value': {
      what: 'This line is a comment: systemd leaves it out of the value.',
      why: 'It starts with “;”, which starts a comment even inside a continued line or a script. Put the “;” at the end of the line before it.',
    },
    'swallowed-line': (line: string) => ({
      what: `“${line}” is part of the value above, not a line of its own.`,
      why: 'A line before it ends with a backslash, which continues the value here. Comments in between don’t end it.',
    }),
    endValue: 'End the value before it',
    'broken-continuation': {
      what: 'This backslash doesn’t continue the line, because blanks follow it.',
      why: 'Only a backslash at the very end continues a line. systemd keeps this one in the value, and doesn’t read the next line as part of it.',
    },
    removeBlanks: 'Remove the blanks',
  },
});
