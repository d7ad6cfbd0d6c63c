import { number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The proofs of a service on its page: that it works, or why that isn't known. */
export const proofCardTexts = texts({
  en: {
    title: 'Proof',
    reading: 'Reading the proof',
    none: 'No proof set. A running process isn’t proof that it works.',
    setOne: 'Set one…',
    add: 'Add…',
    change: 'Change…',
    /** What is looked for, by the kind of proof. */
    looksFor: {
      file: (path: string) => `${code(path)} is written to`,
      fileMatching: (of: { path: string; match: string }) =>
        `The last line of ${code(of.path)} matches ${code(of.match)}`,
      socket: (address: string) => `${code(address)} accepts connections`,
      http: (url: string) => `${code(url)} answers`,
      httpWith: (of: { url: string; statuses: string }) => `${code(of.url)} answers ${of.statuses}`,
      exec: (command: string) => `${code(command)} exits with 0`,
      busName: (name: string) => `${code(name)} has an owner on the user bus`,
      log: (match: string) => `The log has a line that matches ${code(match)}`,
    },
    statuses: {
      waiting: 'no proof yet',
      fresh: 'works',
      late: 'late',
      lost: 'lost',
      unreadable: 'unknown',
      stopped: 'not running',
    },
    seen: (age: string) => `seen ${age}`,
    checked: (age: string) => `checked ${age}`,
    seenInRhythm: (of: { age: string; every: string }) => `seen ${of.age}, about every ${of.every}`,
    due: (every: string) => `due every ${every}`,
    looked: (every: string) => `checked every ${every}`,
    answered: (status: string) => `answered ${status}`,
    lastLine: (line: string) => `last line: ${code(line)}`,
    output: (line: string) => `output: ${code(line)}`,
    lastLines: 'Last lines of the proof file',
    restartAfter: (misses: number) =>
      plural(misses, {
        one: 'Hearth restarts the service when its proof is missed once.',
        other: `Hearth restarts the service when its proof is missed ${number(misses)} times.`,
      }),
    faults: (count: number) =>
      plural(count, {
        one: 'A setting in [X-Hearth] contains a mistake. The editor explains it.',
        other: `${number(count)} settings in [X-Hearth] contain mistakes. The editor explains them.`,
      }),
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
