/** The journal of one person: its files, and journalctl. */
import { createJournalFiles, type JournalFiles } from './access.ts';
import { createJournalctl, type Journalctl } from './journalctl.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { Runner } from '../programs/runner.ts';

export interface Journal {
  files: JournalFiles;
  journalctl: Journalctl;
}

export const openJournal = (runner: Runner, hostFiles: HostFiles, uid: number): Journal => {
  const files = createJournalFiles(hostFiles, uid);
  return { files, journalctl: createJournalctl({ runner, uid, readsSystem: files.readsSystem }) };
};
