import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The Proof section: the file by which a service shows that it works. */
export const unitsProofTexts = texts({
  en: {
    reading: 'Reading the proof',
    noneTitle: 'No proof set',
    whyProof:
      'A running process isn’t proof that it works. A proof file is: a file that the service itself writes, such as a log, a result or a heartbeat. Hearth shows its last lines and its age.',
    file: 'Proof file',
    fileHelp: (of: { section: string; command: string }) =>
      `Hearth adds it to the unit file under ${code(of.section)}, which systemd ignores, and runs ${code(of.command)}.`,
    fileExample: '~/.local/state/NAME.log',
    set: 'Set proof',
    noFile: 'Enter the path of a file that the service writes.',
    unsaved: 'Save or discard your changes to its files first.',
    changedMeanwhile: 'The unit file changed in the meantime. Try again.',
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
