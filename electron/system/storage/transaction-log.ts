/**
 * Write-ahead transaction logs, one file each: every step is on disk before it starts.
 *
 * Linux, measured:
 * - A process killed in write(2) may leave a partial write. So each line has a checksum, and a broken last line counts
 *   as not written: its step never started.
 * - If two processes rename a file at once, one finds it gone. So rename it to claim it.
 */
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { fail } from '../../core/problems/problem.ts';
import {
  replay,
  type JournalLine,
  type Plan,
  type Transaction,
} from '../../core/transactions/transaction.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import { autostartFolderOf } from '../desktop/autostart-file.ts';
import { createLineReader, type WorkFolders } from './transaction-schema.ts';
import { once } from '../../host/async/once.ts';
import type { Host } from '../../host/host.ts';

/** Marks each line. Never guess at another format. */
const format = 'hearth-1';
const linePattern = new RegExp(`^${format} ([0-9a-f]{16}) (.*)$`, 's');

/** Logs left by dead processes. */
interface Found {
  /** Oldest first. */
  transactions: Transaction[];
  /** Damaged logs moved aside: their new paths. */
  aside: string[];
  /** Logs that couldn't be read or moved; retried next time. */
  stay: string[];
}

const lineOf = (line: JournalLine): string => {
  const text = JSON.stringify(line);
  return `${format} ${checksum(text)} ${text}\n`;
};

const checksum = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Its author computed a checksum over something else.
    return null;
  }
};

const createReader = (folders: WorkFolders) => {
  const read = createLineReader(folders);
  const readLine = (written: string): unknown => {
    const [, sum, text] = linePattern.exec(written) ?? [];
    return text !== undefined && checksum(text) === sum ? parsed(text) : null;
  };
  /** A log's lines; null if it is damaged or not ours. Ignores a truncated last line. */
  const readLines = (text: string): JournalLine[] | null => {
    const lines = read(text.split('\n').slice(0, -1).map(readLine));
    const whole = lines.filter((line) => line !== null);
    return whole.length === lines.length ? whole : null;
  };
  /** @param id of the log's name. */
  return (id: string, text: string): Transaction | null => {
    const transaction = replay(readLines(text) ?? []);
    return transaction?.id === id ? transaction : null;
  };
};

const namePattern = /^([0-9a-z]+-[0-9a-f]{12})\.((\d+)-[0-9a-f-]*)\.journal$/;

/** A few files of 4 MiB in base64. */
const bytesMax = 64 * 1024 * 1024;

interface Place {
  files: Host['files'];
  folder: string;
  file: string;
}

/** @param first the first line, if nothing is on disk yet. */
const openJournal = ({ files, folder, file }: Place, first: JournalLine | null) => {
  let isThere = first === null;
  let waiting = first === null ? '' : lineOf(first);
  return {
    /**
     * Resolves when the line will survive a power cut; with `quick`, when it will survive this process.
     * @throws disk-full, folder-not-writable, file-failed; then none of it is written.
     */
    append: async (line: JournalLine, options?: { quick: boolean }): Promise<void> => {
      const bytes = Buffer.from(waiting + lineOf(line));
      if (isThere) await files.append(file, bytes, options);
      else await files.putPrivate(folder, [{ path: file, bytes, isNew: true }]);
      isThere = true;
      waiting = '';
    },
    /** Writes the line together with the next one, if any: for steps that are safe to repeat. */
    later: (line: JournalLine): void => {
      waiting += lineOf(line);
    },
    /** The transaction is over. @throws as append. */
    remove: async (): Promise<void> => {
      if (isThere) await files.remove(file, {});
    },
  };
};

export type TransactionLog = ReturnType<typeof openJournal>;

/** A transaction with its log. */
interface Running {
  journal: TransactionLog;
  transaction: Transaction;
}

/** @param folder for logs only; created, private, on first use. */
export const createJournals = (
  host: Pick<Host, 'files' | 'processes' | 'account'>,
  folder: string,
) => {
  const { files, account } = host;
  const transactionIn = createReader({
    units: account.unitFolder,
    home: account.home,
    runtime: account.runtimeFolder,
    autostart: autostartFolderOf(account),
  });
  const self = once(async () => (await host.processes([null]))[0] ?? '0-0-0');
  const place = (id: string, owner: string): Place => ({
    files,
    folder,
    file: path.join(folder, `${id}.${owner}.journal`),
  });

  /** Logs of dead processes, oldest first, with their text; null if unreadable. */
  const left = async (): Promise<{ file: string; id: string; text: string | null }[]> => {
    const tree = await files.readTree([{ path: folder, names: null }], {
      texts: ['.journal'],
      below: {},
      bytesMax,
      wholeOnly: true,
    });
    const { fault = '', entries = [] } = tree.get(folder) ?? {};
    if (fault !== '') {
      const reasons: Record<string, string> = problemsFilesTexts.reasons;
      throw fail('file-failed', { path: folder, detail: reasons[fault] ?? fault });
    }
    const all = [...entries]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, entry]) => {
        const [, id, owner, pid] = namePattern.exec(name) ?? [];
        if (id === undefined || owner === undefined || pid === undefined) return [];
        const bytes = entry.kind === 'file' ? entry.bytes : null;
        const text = bytes === null ? null : Buffer.from(bytes).toString('utf8');
        return [{ file: path.join(folder, name), id, owner, pid, text }];
      });
    if (all.length === 0) return [];
    const owners = await host.processes(all.map(({ pid }) => pid));
    return all.filter(({ owner }, index) => owner !== owners[index]);
  };

  return {
    /**
     * With `later`, writes the log together with its first step: nothing is done before that.
     * @throws disk-full, folder-not-writable, file-failed.
     */
    begin: async (
      plan: Plan,
      { later }: { later: boolean } = { later: false },
    ): Promise<Running> => {
      const now = Date.now();
      const id = `${now.toString(36)}-${randomBytes(6).toString('hex')}`;
      const line: JournalLine = { kind: 'begin', id, at: now, plan };
      const transaction = replay([line]);
      if (transaction === null) throw new Error('a transaction that does not begin');
      const at = place(id, await self());
      if (later) return { journal: openJournal(at, line), transaction };
      const bytes = Buffer.from(lineOf(line));
      await files.putPrivate(folder, [{ path: at.file, bytes, isNew: true }]);
      return { journal: openJournal(at, null), transaction };
    },
    /** @throws file-failed if the logs can't be listed. */
    found: async (): Promise<Found> => {
      const found: Found = { transactions: [], aside: [], stay: [] };
      // Ask `self` now, so the first change doesn't wait for it.
      await Promise.all([files.sweep([folder]), self()]);
      for (const { file, id, text } of await left()) {
        const transaction = text === null ? null : transactionIn(id, text);
        if (text === null) found.stay.push(file);
        else if (transaction !== null) found.transactions.push(transaction);
        else {
          const aside = `${file}.unreadable`;
          try {
            // If it is gone, another process just claimed it.
            if (await files.take(file, aside, Buffer.byteLength(text))) found.aside.push(aside);
          } catch {
            // Leave it for next time.
            found.stay.push(file);
          }
        }
      }
      return found;
    },
    /** Takes over a log; null if another process was faster. @throws file-failed; then it can be claimed again. */
    claim: async (id: string): Promise<Running | null> => {
      const log = (await left()).find((entry) => entry.id === id);
      if (log === undefined) return null;
      const { file, text } = log;
      if (text === null) {
        throw fail('file-failed', { path: file, detail: problemsFilesTexts.unreadable });
      }
      const transaction = transactionIn(id, text);
      if (transaction === null) return null;
      const mine = place(id, await self());
      // Drop a truncated last line before appending.
      const length = Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1));
      const isMine = await files.take(file, mine.file, length);
      return isMine ? { journal: openJournal(mine, null), transaction } : null;
    },
  };
};

export type TransactionLogs = ReturnType<typeof createJournals>;
