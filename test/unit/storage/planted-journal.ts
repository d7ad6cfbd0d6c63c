/** A log of a transaction, as somebody else may write it. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Person } from '../../../electron/core/app/state.ts';
import { createLocalFiles } from '../../../electron/host/files/local-files.ts';
import { createJournals } from '../../../electron/system/storage/transaction-log.ts';

export const accountIn = (home: string): Person => ({
  name: 'alice',
  uid: 1000,
  home: path.join(home, 'alice'),
  runtimeFolder: path.join(home, 'run'),
  configFolder: path.join(home, 'alice/.config'),
  unitFolder: path.join(home, 'alice/.config/systemd/user'),
  timerFolder: path.join(home, 'alice/.local/share/systemd/timers'),
});

/** @param state Hearth’s own folder. */
export const journalsIn = (state: string, account: Person) =>
  createJournals(
    {
      files: createLocalFiles(account),
      account,
      processes: (pids) => Promise.resolve(pids.map(() => null)),
    },
    path.join(state, 'transactions'),
  );

/** With right checksums, as of a process that has ended. */
export const plantJournal = (state: string, id: string, lines: readonly object[]): void => {
  const folder = path.join(state, 'transactions');
  mkdirSync(folder, { recursive: true });
  const text = lines.map((line) => {
    const json = JSON.stringify(line);
    const sum = createHash('sha256').update(json).digest('hex').slice(0, 16);
    return `hearth-1 ${sum} ${json}\n`;
  });
  writeFileSync(path.join(folder, `${id}.99-1-2.journal`), text.join(''));
};
