import { allOf } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The page of a template, and its instances. */
export const unitsTemplateTexts = texts({
  en: {
    what: (example: string) =>
      `A template doesn’t run itself. systemd runs instances of it, each with a name of its own after the “@”, such as ${code(example)}.`,
    instances: 'Instances',
    none: 'None is running, and none starts automatically.',
    automatic: 'starts automatically',

    name: 'New instance',
    /** Of a dialog. */
    newOf: (template: string) => `New instance of ${template}`,
    kind: 'What you type',
    kinds: { text: 'Text', path: 'A path' },
    /** In the file of the template. */
    help: {
      text: `In the file, ${code('%i')} is the name as in the unit, ${code('%I')} is what you type here.`,
      path: `In the file, ${code('%f')} is the path you type here, ${code('%i')} is the name as in the unit.`,
    },
    examples: { text: 'blue', path: '/srv/notes' },
    becomes: (unit: string) => `Its unit is ${code(unit)}.`,
    faults: {
      lines: 'The name must be one line.',
      'null-byte': 'A name can’t contain a null byte.',
      'not-absolute': 'Start the path with /, or with ~/ for your home folder.',
      dots: 'Leave out “..”: write the path as it is.',
      'too-long':
        'That’s too long: the whole name of a unit can have 255 characters, and some characters take four.',
    },
    exists: (unit: string) => `${code(unit)} exists already.`,
    startNow: 'Start now',
    startAutomatically: 'Start automatically',
    create: 'Create instance',
    nothingChosen: 'Choose at least one of them.',
    cannotEnable: 'Its instances can’t start automatically: the file has no [Install] section.',

    /** Before the template is deleted. */
    keepRunning: (units: readonly string[]) =>
      `Still running, until you stop it: ${allOf(units)}. systemd keeps running instances without their file.`,
  },
});
