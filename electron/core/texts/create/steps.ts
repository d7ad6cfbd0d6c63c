import { allOf, number } from '../counting.ts';
import { texts } from '../texts.ts';

/** The steps of creating a service, and what Hearth itself says about them. */
export const createStepsTexts = texts({
  en: {
    titles: {
      folders: 'Create the folders',
      script: 'Write the script',
      executable: 'Make it executable',
      unit: 'Write the unit file',
      verify: 'Verify',
      reload: 'Reload the manager',
      enableAndStart: 'Enable and start',
      enable: 'Enable',
      start: 'Start',
      status: 'Check its status',
      proof: 'Check the proof file',
    },
    foldersExist: 'They already exist.',
    foldersCreated: (paths: readonly string[]) => `Created ${allOf(paths)}`,
    noFindings: 'No problems found.',
    binaryProof: (bytes: number) => `${number(bytes)} bytes of binary data, just written.`,
    /** Why there is no proof, by the kind of the last reading. */
    noProof: {
      old: 'The file wasn’t written to.',
      missing: 'The file doesn’t exist.',
      empty: 'The file is empty.',
      folder: 'It is a folder, not a file.',
      special: 'It isn’t a regular file.',
      unreadable: (detail: string) => `It can’t be read. ${detail}`,
    },
  },
});
