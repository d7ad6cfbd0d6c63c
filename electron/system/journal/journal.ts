/** The journal of one person: its files, and journalctl. */
import { createJournalFiles, type JournalFiles } from './access.ts';
import { createJournalctl, type Journalctl } from './journalctl.ts';
import type { Runner } from '../../host/run.ts';

export interface Journal {
  files: JournalFiles;
  journalctl: Journalctl;
}

export const openJournal = (runner: Runner, uid: number): Journal => {
  const files = createJournalFiles(uid);
  return { files, journalctl: createJournalctl({ runner, uid, readsSystem: files.readsSystem }) };
};
