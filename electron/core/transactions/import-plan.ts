/** Jobs made of lines of a crontab, or services made of autostart entries, as a transaction does them. */
import type { FileVersion } from '../files/unit-files.ts';
import { createAutostartTexts } from '../texts/create/autostart.ts';
import { createImportTexts } from '../texts/create/import.ts';
import { transactionsTexts } from '../texts/transactions.ts';

/** An entry to switch off: a file gets Hidden=true, a link to one is removed. */
export interface PlannedEntry {
  path: string;
  /** As read, in base64; of a link, those of its target. */
  bytes: string;
  /** The literal target of a link; null for a file. */
  link: string | null;
}

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
  /** What autostart entries became, and which of them to switch off; missing in older journals, and for a crontab. */
  autostart?: { services: string[]; entries: PlannedEntry[] };
}

/** How many jobs or services it makes. */
export const importedCount = ({
  timers,
  autostart,
}: Pick<ImportPlan, 'timers' | 'autostart'>): number =>
  timers.length + (autostart?.services.length ?? 0);

export const importSteps = ({
  files,
  crontab,
  autostart,
}: Pick<ImportPlan, 'files' | 'crontab' | 'autostart'>): { id: string; title: string }[] => [
  { id: 'files', title: createImportTexts.steps.files(files.length) },
  ...(autostart === undefined || autostart.entries.length === 0
    ? []
    : [{ id: 'entries', title: createAutostartTexts.steps.switchOff }]),
  { id: 'reload', title: transactionsTexts.steps.reload },
  {
    id: 'enable',
    title:
      autostart === undefined ? createImportTexts.steps.enable : createAutostartTexts.steps.enable,
  },
  ...(crontab === null ? [] : [{ id: 'crontab', title: createImportTexts.steps.crontab }]),
];
