import { unitTypes } from '../../units/types.ts';
import { anyOf, number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** Checking unsaved text, and files on the command line. */
export const filesCheckTexts = texts({
  en: {
    notVerified: 'systemd couldn’t check this text.',
    tooLong: 'This text is too long for the full check.',
    tooLongWhy:
      'Only systemd itself checked it. Hearth’s own check reads texts of up to 128 KiB and 10,000 lines.',

    missing: (path: string) => ({
      what: `${path} doesn’t exist.`,
      why: 'Nothing is at this path, or a link leads nowhere.',
    }),
    binary: (path: string) => ({
      what: `${path} is not a text file.`,
      why: 'It contains NUL bytes, as programs, pictures, and text in UTF-16 do. Unit files are plain UTF-8 text.',
    }),
    noUnitName: (path: string) => ({
      what: `${path} doesn’t have the name of a unit, so systemd would ignore it.`,
      why: `A unit’s name has letters, digits, and “:-_.\\@”, and ends in ${anyOf(Object.keys(unitTypes).map((type) => `.${type}`))}. The name of a drop-in ends in .conf.`,
    }),
    noDropIn: (path: string) => ({
      what: `${path} isn’t a drop-in of a unit.`,
      why: 'It is in no folder such as NAME.service.d, and has no section that units have, such as [Service].',
    }),
    failed: (what: string, why: string) => `${what} ${why}`,
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
