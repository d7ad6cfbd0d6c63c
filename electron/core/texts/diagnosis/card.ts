import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** Why a unit failed or isn’t running, on its page and in a terminal: causes, what shows them, and what mends them. */
export const diagnosisCardTexts = texts({
  en: {
    region: 'Cause',
    /** After the first cause. */
    others: (count: number) =>
      plural(count, {
        one: 'Another possible cause',
        other: `${number(count)} more possible causes`,
      }),
    notKnown: 'The cause isn’t known.',
    whatIsKnown: 'This is known:',
    nothingKnown: 'Neither systemd nor the log says more.',
    evidence: 'Evidence',
    remedies: 'Remedies',
    /** Where a piece of evidence comes from. */
    from: {
      log: 'log',
      setting: 'setting',
      systemd: 'systemd',
      disk: 'disk',
      environment: 'environment',
      system: 'system',
    },
    /** What a click on a piece of evidence does. */
    open: {
      log: 'Show this line in the log',
      setting: (of: { file: string; line: number }) => `Open ${of.file}, line ${String(of.line)}`,
      path: (path: string) => `Show ${path} in the file manager`,
      unit: (unit: string) => `Open ${unit}`,
    },
    dialog: {
      changes: 'It changes:',
      folder: (path: string) => `Creates the folder ${path}.`,
      file: (path: string) => `Creates the empty file ${path}.`,
      mode: (of: { path: string; before: string; after: string }) =>
        `Changes the permissions of ${of.path} from ${of.before} to ${of.after}.`,
      newText: (path: string) => `Creates ${path}:`,
      text: (path: string) => `Changes ${path}:`,
      then: 'Then it runs:',
      undo: 'One click undoes it.',
    },
    /** `explain` on the command line. */
    explain: {
      nothingWrong: 'Nothing is wrong with it.',
    },
  },
});
