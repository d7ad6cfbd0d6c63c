import { number } from '../counting.ts';
import { texts } from '../texts.ts';

/** Why a proof is missing, in a sentence, and what a look found. */
export const proofWhyTexts = texts({
  en: {
    file: {
      missing: 'The file doesn’t exist.',
      folder: 'It is a folder, not a file.',
      special: 'It isn’t a regular file.',
      empty: 'The file is empty.',
      binary: 'The file isn’t text.',
      old: 'The file hasn’t been written to since the service started.',
      unreadable: (detail: string) => `The file can’t be read. ${detail}`,
      noMatch: (line: string) => `The last line doesn’t match: ${line}`,
    },
    slowPattern: 'The regular expression takes too long on this text.',
    connect: {
      refused: 'Nothing accepts connections there.',
      missing: 'The socket doesn’t exist.',
      denied: 'You have no permission to connect there.',
      timeout: (seconds: number) => `It didn’t answer within ${number(seconds)} s.`,
      other: (code: string) => `The connection failed: ${code}.`,
    },
    http: {
      status: (status: number) => `It answered ${String(status)}.`,
      elsewhere: (of: { status: number; location: string }) =>
        `It answered ${String(of.status)} and sends the caller to ${of.location}, which isn’t on this computer.`,
      circles: 'It sends the caller from one address to the next.',
      malformed: 'Its answer isn’t HTTP.',
    },
    exec: {
      code: (code: number) => `The command exited with ${number(code)}.`,
      codeWith: (of: { code: number; line: string }) =>
        `The command exited with ${number(of.code)}: ${of.line}`,
      timeout: (seconds: number) =>
        `The command didn’t end within ${number(seconds)} s and was killed.`,
      killed: 'The command was killed by a signal.',
      notStarted: (detail: string) => `The command couldn’t be started: ${detail}`,
    },
    busName: 'Nobody owns the name on the bus.',
    noBus: 'The user bus can’t be reached.',
    unreadableLog: 'Your account can’t read the journal.',
    faulty: 'Its settings contain a mistake; the file’s editor explains it.',
  },
});
