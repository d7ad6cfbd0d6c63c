import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Setting and changing the proof of a service. */
export const proofFormTexts = texts({
  en: {
    setTitle: (unit: string) => `Set a proof for ${unit}`,
    changeTitle: (unit: string) => `Change a proof of ${unit}`,
    offers: 'What it has open now',
    offer: {
      file: (value: string) => `Writes to ${value}`,
      socket: (value: string) => `Accepts connections at ${value}`,
      http: (value: string) => `Answers at ${value}`,
      exec: (value: string) => `Runs ${value}`,
      'bus-name': (value: string) => `Owns ${value} on the bus`,
      log: (value: string) => `Logs ${value}`,
    },
    kind: 'Kind of proof',
    kinds: {
      file: 'It writes to a file',
      http: 'A web address answers',
      socket: 'A socket accepts connections',
      exec: 'A command succeeds',
      'bus-name': 'It owns a name on the bus',
      log: 'It logs a line',
    },
    values: {
      file: 'Proof file',
      http: 'Web address',
      socket: 'Socket',
      exec: 'Command',
      'bus-name': 'Name on the bus',
      log: 'Regular expression for the line',
    },
    examples: {
      file: '~/.local/state/NAME.log',
      http: 'http://127.0.0.1:8080/health',
      socket: '127.0.0.1:8080',
      exec: '/usr/bin/pg_isready',
      'bus-name': 'org.example.Name',
      log: '^(tick|done)',
    },
    help: {
      file: 'A file that the program itself keeps writing to, such as a log, a result or a heartbeat.',
      http: 'On this computer only. Any status from 200 to 299 counts.',
      socket: 'A port, an address with a port, or the path of a Unix socket, on this computer.',
      exec: 'Runs in the service’s own folder and environment, for at most 10 s, and must exit with 0.',
      'bus-name':
        'A well-known name on the user bus. Hearth hears at once when it loses its owner.',
      log: 'A line of the service’s own log that it writes again and again.',
    },
    period: 'How often',
    periodExample: { asked: '1min', waited: '30s' },
    periodHelp: {
      asked: 'How often Hearth checks. If you leave it empty, that’s once a minute.',
      waited:
        'The proof is late after this time, and lost after twice as long. Leave it empty for no limit.',
    },
    extras: { file: 'Last line must match', http: 'Statuses that count' },
    extraHelp: {
      file: 'A regular expression. If you leave it empty, any new line counts.',
      http: 'Such as 200 204. If you leave it empty, any from 200 to 299 counts.',
    },
    lost: 'When it’s lost',
    lostChoices: {
      tell: 'Notify me',
      restart1: 'Restart the service after the first missed proof',
      restart3: 'Restart the service after 3 missed proofs',
      restart10: 'Restart the service after 10 missed proofs',
      asWritten: 'As set in the unit file',
    },
    where: (of: { section: string; command: string }) =>
      `Hearth writes it to the unit file under ${code(of.section)}, which systemd ignores, and runs ${code(of.command)}.`,
    set: 'Set proof',
    save: 'Save',
    remove: 'Remove proof',
    elsewhere:
      'This proof is set in a file that isn’t yours to change here. Open the unit’s files to change it.',
    unsaved: 'Save or discard your changes to its files first.',
    changedMeanwhile: 'The unit file changed in the meantime. Try again.',
    faults: {
      empty: 'This field is empty.',
      'no-program': 'Enter the full path of a program, with its arguments.',
      'unknown-key': 'Hearth doesn’t know this setting.',
      'no-proof': 'There is no proof that this could belong to.',
      'relative-path': 'Enter a full path: start with /, or with ~/ for your home folder.',
      'bad-address': 'Enter a port, 127.0.0.1:PORT, [::1]:PORT, or the path of a Unix socket.',
      elsewhere: 'Hearth only connects to this computer: localhost, 127.0.0.1 or [::1].',
      'not-http': 'Enter an address that begins with http://.',
      'bad-url': 'Enter an address like http://127.0.0.1:8080/.',
      'bad-command': 'Enter one command, with the full path of its program.',
      'bad-bus-name': 'Enter a name like org.example.Name.',
      'bad-pattern': 'That isn’t a valid regular expression.',
      'bad-time': 'Enter a time such as 30s, 5min or 1h 30min.',
      'short-period': 'A second is the shortest time.',
      'bad-status': 'Enter statuses from 100 to 599, such as 200 204.',
      'bad-count': 'Enter a whole number.',
      'too-many': 'This unit has too many proofs.',
    },
  },
});
