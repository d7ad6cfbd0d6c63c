import { number } from '../counting.ts';
import { texts } from '../texts.ts';

/** A creation in progress: what it did, and what can be done about it. */
export const createProgressTexts = texts({
  en: {
    /** By the status of the creation. */
    headings: {
      running: (unit: string) => `Creating ${unit}…`,
      done: (unit: string) => `${unit} was created`,
      failed: (unit: string) => `${unit} isn’t finished`,
      undoing: (unit: string) => `Undoing the creation of ${unit}…`,
      undone: (unit: string) => `Creation of ${unit} was undone`,
    },
    undoneFirst: (of: { unit: string; done: string }) =>
      `The earlier attempt at ${of.unit} was undone first: Hearth ${of.done}.`,
    log: 'From the log',
    nothingToUndo: 'There was nothing to undo.',
    otherUnits:
      'systemd also reported problems in other units; they’re listed separately under “Verify”.',
    cancel: 'Cancel and undo',
    open: (unit: string) => `Open ${unit}`,
    runNow: 'Run it now',
    another: 'Create another',
    back: 'Back to the form',
    undo: 'Undo creation',
    keep: 'Keep as is',
    steps: 'Steps',
    /** A step with its state, for screen readers. */
    stepState: (of: { title: string; state: string }) => `${of.title}: ${of.state}`,
    states: {
      waiting: 'waiting',
      running: 'running',
      done: 'done',
      failed: 'failed',
      skipped: 'skipped',
    },
    findingsElsewhere: (count: number) => `About other units, not this one (${number(count)})`,
  },
});
