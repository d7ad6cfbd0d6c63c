import { number } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

const lasting = (seconds: number): string =>
  seconds < 100 ? `${seconds.toFixed(1)} s` : `${number(Math.round(seconds / 60))} min`;

/** How a process ended. */
export const diagnosisEndedTexts = texts({
  en: {
    outOfMemory: 'Killed for lack of memory.',
    overMemoryMax: (limit: string) =>
      `Killed for lack of memory: it used more than ${code(`MemoryMax=${limit}`)} allows.`,
    coreDumped: (signal: string) => `It crashed with ${signal}.`,
    sigterm: 'It was ended by SIGTERM, the signal that asks a program to end.',
    sigtermCode:
      'It exited with 143: it was ended by SIGTERM, the signal that stops a service (143 is 128 + 15).',
    killed: (signal: string) => `It was killed by ${signal}.`,
    bySetting: {
      'cpu-limit': (key: string) =>
        `It was killed for using more CPU time than ${code(key)} allows.`,
      'file-size-limit': (key: string) =>
        `It was killed for writing a larger file than ${code(key)} allows.`,
      'call-forbidden': (key: string) =>
        `It was killed for a system call that its sandbox forbids. Check ${code(key)}.`,
    },
    /** The state of the unit says already that it ended with this code. */
    exitCode: (exitCode: string) =>
      `Exit code ${exitCode} is the program’s own: its documentation says what it means.`,
    /** `meaning` is one of `unitsEndingTexts.conventions`. */
    exitCodeByConvention: (of: { code: string; meaning: string }) =>
      `Exit code ${of.code} is the program’s own. By convention it means ${of.meaning}, but its documentation may say otherwise.`,
    /** By convention, 128 plus a signal. */
    exitCodeOfSignal: (of: { code: string; number: string; signal: string }) =>
      `Exit code ${of.code} is 128+${of.number}: by convention, ${of.signal} ended a program that it ran.`,
    endedWell: (type: string) =>
      `It ended by itself, without an error. With ${code(`Type=${type}`)}, systemd expects it to keep running.`,
    endedWellAfter: (of: { type: string; seconds: number }) =>
      `It ended by itself after ${lasting(of.seconds)}, without an error. With ${code(`Type=${of.type}`)}, systemd expects it to keep running.`,
    forksAway: (word: string) =>
      `${code(word)} sends it to the background, so systemd takes it as ended and stops what is left of it.`,
    withCode: (name: string) => `ended with exit code ${name}`,
    bySignal: (signal: string) => `was killed by ${signal}`,
    /** `ending` is one of the two above. */
    directive: (of: { directive: string; ending: string }) =>
      `Its ${code(of.directive)} command ${of.ending}.`,
    /** `line` is the language’s own. */
    languageError: (of: { language: string; line: string }) =>
      `${of.language} ended with an error: ${code(of.line)}`,

    short: {
      outOfMemory: 'out of memory',
      coreDumped: (signal: string) => `crashed, ${signal}`,
      sigterm: 'ended by SIGTERM',
      killed: (signal: string) => `killed by ${signal}`,
      'cpu-limit': 'CPU time used up',
      'file-size-limit': 'file too large',
      'call-forbidden': 'forbidden system call',
      exitCode: (exitCode: string) => `exit code ${exitCode}`,
      endedWell: 'ended without an error',
      forksAway: 'went to the background',
      directive: (directive: string) => `${directive} failed`,
      languageError: (language: string) => `${language} error`,
    },
  },
});
