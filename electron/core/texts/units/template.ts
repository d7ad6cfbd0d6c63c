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
    nameHelp: (of: { escaped: string; typed: string }) =>
      `In the file, ${code(of.escaped)} is the name as in the unit, ${code(of.typed)} is what you type here.`,
    becomes: (unit: string) => `Its unit is ${code(unit)}.`,
    tooLong: 'That’s too long for the name of a unit.',
    start: 'Start',
    enable: 'Start automatically',
    cannotEnable: 'Its instances can’t start automatically: the file has no [Install] section.',

    /** Before the template is deleted. */
    keepRunning: (units: readonly string[]) =>
      `Still running, until you stop it: ${allOf(units)}. systemd keeps running instances without their file.`,
  },
});
