import { unitTypes } from '../../units/types.ts';
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
    'is-template': ({ unit, instance }: { unit: string; instance: string }) => ({
      what: `${unit} is a template.`,
      why: 'systemd runs its instances only, each with a word of its own after the “@”.',
      next: `Name an instance, such as ${instance}.`,
    }),
    'nothing-to-check': ({ path }: { path: string }) => ({
      what: `${path} doesn’t exist.`,
      why: 'Nothing is at this path, or a link leads nowhere.',
      next: 'Check the spelling, and the folder that you are in.',
    }),
    'not-text': ({ path }: { path: string }) => ({
      what: `${path} is not a text file.`,
      why: 'It contains NUL bytes, as programs, pictures, and text in UTF-16 do. Unit files are plain UTF-8 text.',
      next: 'Name another file, or save this one as UTF-8.',
    }),
    'not-named-as-unit': ({ path }: { path: string }) => ({
      what: `${path} doesn’t have the name of a unit, so systemd would ignore it.`,
      why: `A unit’s name has letters, digits, and “:-_.\\@”, and ends in ${anyOf(Object.keys(unitTypes).map((type) => `.${type}`))}. The name of a drop-in ends in .conf.`,
      next: 'Name it as systemd does, or name another file.',
    }),
    'no-drop-in': ({ path }: { path: string }) => ({
      what: `${path} isn’t a drop-in of a unit.`,
      why: 'It is in no folder such as NAME.service.d, and has no section that units have, such as [Service].',
      next: 'Put it into the folder of its unit, or name another file.',
    }),
    'no-display': {
      what: 'There is no display to open a window on.',
      why: 'Neither DISPLAY nor WAYLAND_DISPLAY is set, and no Hearth is running that could show it.',
      next: 'Start Hearth in your desktop. In a terminal without one, ask for the status instead.',
    },
  },
});
