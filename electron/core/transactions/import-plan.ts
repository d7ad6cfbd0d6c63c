/** Jobs made of lines of a crontab, as a transaction does them. */
import type { FileVersion } from '../files/unit-files.ts';
import { createImportTexts } from '../texts/create/import.ts';
import { transactionsTexts } from '../texts/transactions.ts';

export interface ImportPlan {
  kind: 'import';
  /** The manager’s own. */
  unit: 'init.scope';
  /** New files, in base64. */
  files: { path: string; bytes: string }[];
  /** `now`: started as well as enabled. */
  timers: { unit: string; now: boolean }[];
  /** The lines to comment out, counted from 1 and in base64, of the crontab of this version; null for none. */
  crontab: { before: FileVersion; numbers: number[]; lines: string[] } | null;
}

export const importSteps = ({
  files,
  crontab,
}: Pick<ImportPlan, 'files' | 'crontab'>): { id: string; title: string }[] => [
  { id: 'files', title: createImportTexts.steps.files(files.length) },
  { id: 'reload', title: transactionsTexts.steps.reload },
  { id: 'enable', title: createImportTexts.steps.enable },
  ...(crontab === null ? [] : [{ id: 'crontab', title: createImportTexts.steps.crontab }]),
];
