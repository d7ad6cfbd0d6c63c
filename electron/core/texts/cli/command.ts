import { texts } from '../texts.ts';

/** `hearth` in a terminal; also its manual page and its completions in shells. */
export const cliCommandTexts = texts({
  en: {
    usage: 'Usage: hearth [--hidden] | hearth COMMAND …',
    summary: 'Keeps your own background programs running under systemd.',
    noWord: 'Opens the window, of the Hearth that runs or of a new one',
    commands: {
      open: 'Opens the window, at the page of a unit',
      new: 'Opens the form for a new service',
      log: 'Opens your journal, or the log of a unit',
      status: 'Lists your own units, or says how one unit is',
      explain: 'Says why a unit failed or isn’t running, and what to do about it',
      check: 'Checks unit files and drop-ins as the editor does',
      next: 'Lists when your timers run next',
    },
    optionsTitle: 'Options:',
    options: {
      '--hidden': 'starts in the tray, without a window',
      '--version': 'prints Hearth’s version',
      '--help': 'prints this, as -h does',
      '--json': 'prints JSON, for programs to read',
    },
    exitTitle: 'Exit codes:',
    exitCodes: {
      0: 'done, and nothing is wrong',
      1: 'something is wrong: a unit needs you, an explained unit isn’t running, a file has an error',
      2: 'it couldn’t be done; stderr says why',
    },
    more: 'status, explain, check and next need no display and no running Hearth. Where a UNIT has no type, .service is added.',

    problem: {
      why: 'Why:',
      todo: 'Do:',
      command: 'Try:',
    },
    headings: {
      unit: 'UNIT',
      state: 'STATE',
      fact: 'NOW',
      description: 'DESCRIPTION',
      at: 'NEXT RUN',
      left: 'IN',
      timer: 'TIMER',
      starts: 'STARTS',
    },
    noUnits: 'You have no units of your own yet.',
    noTimers: 'None of your timers is due.',
    version: (version: string) => `Hearth ${version}`,
  },
});
