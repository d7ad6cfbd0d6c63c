import { texts } from '../texts.ts';

/** The Commands section: what Hearth ran for a unit. */
export const unitsCommandsTexts = texts({
  en: {
    title: 'Commands',
    of: (unit: string) => `Commands for ${unit}`,
    hint: 'What Hearth ran for it (Ctrl+J)',
    reading: 'Reading the commands',
    none: 'Commands Hearth runs for this service appear here, ready to copy.',
    explanation: 'Commands Hearth ran for this service, newest first.',
    copyAll: 'Copy all as a script',
    exitCode: (code: string) => `exit code ${code}`,
    exitUnknown: 'exit code unknown',
    failures: {
      'timed-out': 'timed out',
      'not-started': 'couldn’t be started',
      cancelled: 'followed until closed',
      signal: 'killed by a signal',
    },
    output: 'Output',
  },
});
