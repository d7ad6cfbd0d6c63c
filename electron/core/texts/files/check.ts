import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** Checking unsaved text, and files on the command line. */
export const filesCheckTexts = texts({
  en: {
    notVerified: 'systemd couldn’t check this text.',
    tooLong: 'This text is too long for the full check.',
    tooLongWhy:
      'Only systemd itself checked it. Hearth’s own check reads texts of up to 128 KiB and 10,000 lines.',

    mask: (file: string) => `${file} is a mask, a link to /dev/null: there is nothing to check.`,
    takenFor: (file: string, unit: string) =>
      `${file} is in no unit’s folder, so it was checked as a drop-in of a unit ${unit} that isn’t known.`,
    system: (count: number) =>
      plural(count, {
        one: 'One file is in a folder of system units, and was checked as one.',
        other: `${number(count)} files are in folders of system units, and were checked as such.`,
      }),
    linterAlone: (count: number, why: string) =>
      plural(count, {
        one: `systemd couldn’t check one file, so only Hearth’s own checks were made: ${why}`,
        other: `systemd couldn’t check ${number(count)} files, so only Hearth’s own checks were made: ${why}`,
      }),
    others: 'systemd also reported, about other files:',
    fix: (title: string) => `Fix: ${title}`,
    severities: { error: 'error', warning: 'warning', hint: 'hint' },
    total: ({ files, errors, others }: { files: number; errors: number; others: number }) => {
      const checked = plural(files, { one: 'one file', other: `${number(files)} files` });
      const wrong = plural(errors, { one: 'one error', other: `${number(errors)} errors` });
      const more = plural(others, { one: 'one remark', other: `${number(others)} remarks` });
      return `Checked ${checked}: ${wrong}, ${more}.`;
    },
  },
});
