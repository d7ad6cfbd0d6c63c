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
      status: 'Check its status',
      proof: 'Check the proof file',
    },
    /** By the type of what starts the service. */
    triggerTitles: {
      timer: {
        write: 'Write the timer file',
        verify: 'Verify the timer',
        status: 'Check the timer’s status',
      },
      path: {
        write: 'Write the path file',
        verify: 'Verify the path unit',
        status: 'Check the path unit’s status',
      },
      socket: {
        write: 'Write the socket file',
        verify: 'Verify the socket',
        status: 'Check the socket’s status',
      },
    },
    /** By the type of what is started. */
    startTitles: {
      service: { enableAndStart: 'Enable and start', enable: 'Enable', start: 'Start' },
      timer: {
        enableAndStart: 'Enable and start the timer',
        enable: 'Enable the timer',
        start: 'Start the timer',
      },
      path: {
        enableAndStart: 'Enable and start the path unit',
        enable: 'Enable the path unit',
        start: 'Start the path unit',
      },
      socket: {
        enableAndStart: 'Enable and start the socket',
        enable: 'Enable the socket',
        start: 'Start the socket',
      },
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
