/**
 * Logs of transactions, one file each: what is about to be done is on the disk before it is done.
 *
 * What Linux really does, measured:
 * - A process that is killed in write(2) may leave the first part of what it wrote; so each line carries its own
 *   checksum, and a broken last line counts as not written: its step was not begun.
 * - Of two that rename a file away at once, one finds it gone: so it is claimed.
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
import type { Host } from '../../host/host.ts';

/** Of the lines below. What another format says is not guessed at. */
const format = 'hearth-1';
const linePattern = new RegExp(`^${format} ([0-9a-f]{16}) (.*)$`, 's');

export interface TransactionLog {
  /**
   * Ends when the line will outlast a power cut; with `quick`, when it outlasts this process.
   * @throws disk-full, folder-not-writable, file-failed; nothing of it is there then.
   */
  append(line: JournalLine, options?: { quick: boolean }): Promise<void>;
  /** Comes to the disk together with the next line, if there is one: for what does no harm when it is done again. */
  later(line: JournalLine): void;
  /** The transaction is over. @throws as append. */
  remove(): Promise<void>;
}

/** Logs whose process is gone. */
interface Found {
  /** Oldest first. */
  transactions: Transaction[];
  /** What is damaged is moved aside: the new paths. */
  aside: string[];
  /** What could not be read, or not be moved: it stays, for the next look. */
  stay: string[];
}

export interface TransactionLogs {
  /**
   * With `later` it comes to the disk together with its first step: before that nothing is done.
   * @throws disk-full, folder-not-writable, file-failed.
   */
  begin(
    plan: Plan,
    options?: { later: boolean },
  ): Promise<{ journal: TransactionLog; transaction: Transaction }>;
  /** @throws file-failed, when it is not known which there are. */
  found(): Promise<Found>;
  /** Makes one of them ours; null when somebody else was quicker. @throws file-failed; it can be claimed again then. */
  claim(id: string): Promise<{ journal: TransactionLog; transaction: Transaction } | null>;
}

const lineOf = (line: JournalLine): string => {
  const text = JSON.stringify(line);
  return `${format} ${checksum(text)} ${text}\n`;
};

const checksum = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

const readLine = (written: string): JournalLine | null => {
  const [, sum, text] = linePattern.exec(written) ?? [];
  return text !== undefined && checksum(text) === sum ? (JSON.parse(text) as JournalLine) : null;
};

/** The lines of a journal; null when it is none of ours, or damaged. A last line that was cut off does not count. */
const readLines = (text: string): JournalLine[] | null => {
  const lines = text.split('\n').slice(0, -1).map(readLine);
  const whole = lines.filter((line) => line !== null);
  return whole.length === lines.length ? whole : null;
};

const transactionIn = (text: string): Transaction | null => replay(readLines(text) ?? []);

const namePattern = /^([0-9a-z]+-[0-9a-f]{12})\.((\d+)-[0-9a-f-]*)\.journal$/;

/** Files of 4 MiB, some of them, in base64. */
const bytesMax = 256 * 1024 * 1024;

interface Place {
  files: Host['files'];
  folder: string;
  file: string;
}

/** @param first the line that it begins with, when nothing of it is on the disk yet. */
const openJournal = ({ files, folder, file }: Place, first: JournalLine | null): TransactionLog => {
  let isThere = first === null;
  let waiting = first === null ? '' : lineOf(first);
  return {
    append: async (line, options) => {
      const bytes = Buffer.from(waiting + lineOf(line));
      if (isThere) await files.append(file, bytes, options);
      else await files.putPrivate(folder, [{ path: file, bytes, isNew: true }]);
      isThere = true;
      waiting = '';
    },
    later: (line) => {
      waiting += lineOf(line);
    },
    remove: async () => {
      if (isThere) await files.remove(file, {});
    },
  };
};

/** @param folder their own; made when it is needed, for its owner alone. */
export const createJournals = (
  host: Pick<Host, 'files' | 'processes'>,
  folder: string,
): TransactionLogs => {
  const { files } = host;
  let me: Promise<string> | null = null;
  const self = (): Promise<string> =>
    (me ??= host.processes([null]).then(([owner]) => owner ?? '0-0-0'));
  const place = (id: string, owner: string): Place => ({
    files,
    folder,
    file: path.join(folder, `${id}.${owner}.journal`),
  });

  /** Logs of processes that are gone, oldest first, with their text; null for one that cannot be read. */
  const left = async (): Promise<{ file: string; id: string; text: string | null }[]> => {
    const tree = await files.readTree([{ path: folder, names: null }], {
      texts: ['.journal'],
      below: {},
      bytesMax,
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
    begin: async (plan, { later } = { later: false }) => {
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
    found: async () => {
      const found: Found = { transactions: [], aside: [], stay: [] };
      // Asked here, so that the first change need not wait for it.
      await Promise.all([files.sweep([folder]), self()]);
      for (const { file, text } of await left()) {
        const transaction = text === null ? null : transactionIn(text);
        if (text === null) found.stay.push(file);
        else if (transaction !== null) found.transactions.push(transaction);
        else {
          const aside = `${file}.unreadable`;
          try {
            // One that is gone was just claimed by somebody else.
            if (await files.take(file, aside, Buffer.byteLength(text))) found.aside.push(aside);
          } catch {
            // It stays, for the next look.
            found.stay.push(file);
          }
        }
      }
      return found;
    },
    claim: async (id) => {
      const one = (await left()).find((entry) => entry.id === id);
      if (one === undefined) return null;
      const { file, text } = one;
      if (text === null) {
        throw fail('file-failed', { path: file, detail: problemsFilesTexts.unreadable });
      }
      const transaction = transactionIn(text);
      if (transaction === null) return null;
      const mine = place(id, await self());
      // What was cut off must not be before the next line.
      const length = Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1));
      const isMine = await files.take(file, mine.file, length);
      return isMine ? { journal: openJournal(mine, null), transaction } : null;
    },
  };
};
