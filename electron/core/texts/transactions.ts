import { allOf } from './counting.ts';
import { texts } from './texts.ts';

interface Hindrance {
  what: string;
  why: string;
}

/** Changes to units: their steps, how they are undone, and what was undone. */
export const transactionsTexts = texts({
  en: {
    steps: {
      remove: (path: string) => `Remove ${path}`,
      write: (path: string) => `Write ${path}`,
      reload: 'Reload the manager',
      stop: 'Stop it',
      keep: 'Keep a copy of its files',
      disable: 'Disable it',
      trash: 'Move its files to the trash',
      restore: 'Restore its files',
      rename: (unit: string) => `Rename its files to ${unit}`,
      copy: (unit: string) => `Copy its files to ${unit}`,
      history: 'Move its history',
      start: 'Start it under its new name',
      makeFolder: (path: string) => `Create the folder ${path}`,
      addMode: (path: string) => `Change the permissions of ${path}`,
      unmask: 'Unmask it',
      resetFailed: 'Reset its failure',
      enable: 'Enable it',
      startAgain: 'Start it',
    },
    /** What undoing would do, in a list. */
    toUndo: {
      stop: 'stop it',
      disable: 'disable it',
      remove: (path: string) => `remove ${path}`,
    },
    /** What undoing did, after “Hearth”. */
    undone: {
      stopped: (unit: string) => `stopped ${unit}`,
      killed: (unit: string) => `killed ${unit} because it didn’t stop`,
      started: (unit: string) => `started ${unit} again`,
      disabled: (unit: string) => `disabled ${unit}`,
      reloaded: 'reloaded the manager',
      removed: (path: string) => `removed ${path}`,
      removedLink: (path: string) => `removed the link ${path}`,
      removedFolder: (path: string) => `removed the folder ${path}`,
      restoredText: (path: string) => `restored the text of ${path}`,
      restored: (path: string) => `restored ${path}`,
      restoredLink: (path: string) => `restored the link ${path}`,
      restoredFolder: (path: string) => `restored the folder ${path}`,
      leftInTrash: (path: string) => `left ${path} in the trash because no copy could be kept`,
      restoredMode: (path: string) => `restored the permissions of ${path}`,
      restoredCrontab: 'restored the lines of your crontab',
      movedHistory: (unit: string) => `moved the history back to ${unit}`,
      notDone: ({ what, why }: Hindrance) => `not done: ${what} ${why}`,
    },
    nothingChanged: 'Nothing was changed.',
    allUndone: (done: readonly string[]) =>
      `Everything is as it was before: Hearth ${allOf(done)}.`,
    notAllUndone: ({ what, why }: Hindrance) =>
      `Not everything could be undone: ${what} ${why} Hearth offers to try again.`,

    /** What could not be restored as it was. */
    left: {
      linkToFile: (at: string, to: string) =>
        `${at} is a regular file now: it was a link to ${to}, but no file can be read there.`,
      linkToFolder: (at: string, to: string) =>
        `${at} is a regular folder now: it was a link to ${to}, but there is no folder.`,
      noText: (at: string) =>
        `${at} wasn’t restored: it isn’t a text file, so only the trash has it.`,
      hindered: (at: string, { what, why }: Hindrance) => `${at} wasn’t restored. ${what} ${why}`,
    },

    /** What keeps something else waiting: “… is still in progress.” */
    underWay: {
      create: 'Creating a service',
      rename: (unit: string) => `Renaming ${unit}`,
      delete: (unit: string) => `Deleting ${unit}`,
      recover: (unit: string) => `Recovering ${unit}`,
      action: (unit: string) => `Another action on ${unit}`,
      recovery: 'Another recovery',
      request: 'An earlier request',
    },
  },
});
