/** Parts of a remedy, as a transaction does them. */
import type { EditedFile } from '../files/edited-file.ts';
import type { FileVersion } from '../files/unit-files.ts';
import { transactionsTexts } from '../texts/transactions.ts';

/** A part of a remedy, harmless if done twice. Paths are absolute and without links; `bytes` are base64. */
export type RemedyStep =
  /** `before` null for a file that did not exist. */
  | { do: 'write'; file: EditedFile; before: FileVersion | null; bytes: string }
  | { do: 'make-folder' | 'make-file'; path: string }
  | { do: 'add-mode'; path: string; bits: number }
  /** Of the first line, or of all. */
  | { do: 'remove-returns'; path: string; lines: 'first' | 'all' }
  | {
      do: 'reload' | 'unmask' | 'reset-failed' | 'enable' | 'reenable' | 'stop' | 'start';
      unit: string;
    };

/** What a step does, where its progress is shown. */
export const remedyTitle = (step: RemedyStep): string => {
  const steps = transactionsTexts.steps;
  switch (step.do) {
    case 'write':
      return steps.write(step.file.path);
    case 'make-folder':
      return steps.makeFolder(step.path);
    case 'make-file':
    case 'remove-returns':
      return steps.write(step.path);
    case 'add-mode':
      return steps.addMode(step.path);
    case 'reload':
      return steps.reload;
    case 'unmask':
      return steps.unmask;
    case 'reset-failed':
      return steps.resetFailed;
    case 'enable':
    case 'reenable':
      return steps.enable;
    case 'stop':
      return steps.stop;
    case 'start':
      return steps.startAgain;
  }
};

/** A step’s name in its journal. */
export const remedyStepId = (index: number): string => `remedy-${String(index)}`;
