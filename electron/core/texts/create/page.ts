import { number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The page of a new service: its form, its preview and its questions. */
export const createPageTexts = texts({
  en: {
    title: 'New service',
    fillExample: 'Use the example',
    restored: 'What you typed last time is still here.',
    clear: 'Clear the form',
    unfinished: (of: { unit: string; undo: string }) =>
      `${of.unit} wasn’t finished. Creating a service undoes it first: ${of.undo}.`,
    keepUnfinished: 'Keep it',
    views: 'Form or preview',
    form: 'Form',
    preview: 'Unit file and commands',
    errors: (count: number) =>
      plural(count, {
        one: 'One field needs your attention.',
        other: `${number(count)} things need your attention.`,
      }),
    nothingWritten: 'Nothing is written until you create the service, and nothing is overwritten.',
    create: 'Create service',
    unnamed: 'this service',

    previewRegion: 'Preview',
    copyUnitFile: 'Copy unit file',
    unitFile: 'Unit file',
    /** By the type of what starts the service. */
    copyTriggerFile: {
      timer: 'Copy timer file',
      path: 'Copy path file',
      socket: 'Copy socket file',
    },
    triggerFile: { timer: 'Timer file', path: 'Path file', socket: 'Socket file' },
    commands: 'Commands Hearth will run',

    replaceTitle: 'Replace what you typed?',
    replace: (name: string) =>
      `The form has what you typed for ${name}, which hasn’t been created. It would be lost.`,
    replaceNameless:
      'The form has what you typed for another service, which hasn’t been created. It would be lost.',
    keepTyped: 'Keep what I typed',
    replaceTyped: 'Replace',

    undoFirstTitle: (unit: string) => `Undo ${unit} first?`,
    undoFirst: (unit: string) =>
      `You tried to create ${code(unit)} before. It wasn’t finished, and it is still there.`,
    undoFirstSteps: (unit: string) =>
      `To undo it, Hearth does this before it creates ${code(unit)}:`,
    keepOther: (unit: string) => `Keep ${unit}`,
    undoOther: 'Undo it',
  },
});
