import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The Proof section: the file by which a service shows that it works. */
export const unitsProofTexts = texts({
  en: {
    reading: 'Reading the proof',
    noneTitle: 'No proof set',
    whyProof:
      'A running process isn’t proof that it works. A proof file is: a file that the service itself writes, such as a log, a result or a heartbeat. Hearth shows its last lines and its age.',
    howTo: 'Name the file in the unit file, in a section that systemd ignores:',
    copySection: 'Copy section',
    /** `command` reloads the manager. */
    thenReload: (command: string) =>
      `Then reload the manager: ${code(command)}. ${code('%h')} is your home folder.`,
    written: (age: string) => `written ${age}`,
    lastLines: 'Last lines of the proof file',
    states: {
      missing: 'The file doesn’t exist yet. The service hasn’t written it, or writes elsewhere.',
      folder: 'This is a folder. A proof must be a file, so that its last lines can be shown.',
      special:
        'This isn’t a regular file but a device, pipe or socket, so its last lines can’t be read.',
      empty: 'The file exists, but nothing has been written to it.',
      binary: 'The file isn’t text. Its age still shows whether the service writes to it.',
    },
    unreadable: (reason: string) => `The file can’t be read. ${reason}`,
  },
});
