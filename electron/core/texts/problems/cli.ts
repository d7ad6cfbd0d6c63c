import { anyOf } from '../counting.ts';
import { texts } from '../texts.ts';

/** Words after `hearth` that it can’t follow, by the code of the problem. */
export const problemsCliTexts = texts({
  en: {
    'unknown-command': ({ word, commands }: { word: string; commands: readonly string[] }) => ({
      what: `There is no command “${word}”.`,
      why: `After “hearth” comes ${anyOf(commands)}, or nothing.`,
      next: 'Check the spelling.',
    }),
    'unknown-option': ({ option, usage }: { option: string; usage: string }) => ({
      what: `There is no option ${option} here.`,
      why: `The command is: ${usage}`,
      next: 'Leave it out. A file whose name starts with “-” comes after “--”.',
    }),
    'wrong-operands': ({ usage }: { usage: string }) => ({
      what: 'These words don’t fit the command.',
      why: `It is: ${usage}`,
      next: 'Add what is missing, or leave out what is too much.',
    }),
    'no-unit-name': ({ word }: { word: string }) => ({
      what: `“${word}” isn’t the name of a unit.`,
      why: 'A unit’s name has letters, digits, and “:-_.\\@”, such as backup.service.',
      next: 'Take a name from the list of your units.',
    }),
    'no-display': {
      what: 'There is no display to open a window on.',
      why: 'Neither DISPLAY nor WAYLAND_DISPLAY is set, and no Hearth is running that could show it.',
      next: 'Start Hearth in your desktop. In a terminal without one, ask for the status instead.',
    },
  },
});
