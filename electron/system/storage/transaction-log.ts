/**
 * Journals of transactions, one file each: what is about to be done is on the disk before it is done.
 *
 * What Linux really does, measured:
 * - A process that is killed in write(2) may leave the first part of what it wrote; so each line carries its own
 *   checksum, and a broken last line counts as not written: its step was not begun.
 * - On a full disk appending may write a part; truncating to the length before works all the same.
 * - A process id comes again; together with its start time (proc(5), /proc/PID/stat, field 22) and the boot it does not.
 * - Of two that rename a file away at once, one fails with ENOENT: so it is claimed.
 */
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, truncate, unlink } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../core/problems/problem.ts';
import {
  replay,
  type JournalLine,
  type Plan,
  type Transaction,
} from '../../core/transactions/transaction.ts';
import { sweepTemporary, syncFolder } from '../fs/temporary-file.ts';
import { codeOf, isMissing, sentenceOf, writeProblem } from '../fs/errors.ts';
import { writeNew } from '../fs/new-file.ts';

/** Of the lines below. What another format says is not guessed at. */
const format = 'hearth-1';
const linePattern = new RegExp(`^${format} ([0-9a-f]{16}) (.*)$`, 's');

export interface Journal {
  /**
   * Ends when the line will outlast a power cut; with `quick`, when it outlasts this process.
   * @throws disk-full, folder-not-writable, file-failed; nothing of it is there then.
   */
  append(line: JournalLine, options?: { quick: boolean }): Promise<void>;
  /** The transaction is over. @throws as append. */
  remove(): Promise<void>;
}

/** Journals whose process is gone. */
interface Found {
  /** Oldest first. */
  transactions: Transaction[];
  /** What is damaged is moved aside: the new paths. */
  aside: string[];
  /** What could not be read, or not be moved: it stays, for the next look. */
  stay: string[];
}

export interface Journals {
  /** @throws disk-full, folder-not-writable, file-failed. */
  begin(plan: Plan): Promise<{ journal: Journal; transaction: Transaction }>;
  /** @throws file-failed, when it is not known which there are. */
  found(): Promise<Found>;
  /** Makes one of them ours; null when somebody else was quicker. @throws file-failed; it can be claimed again then. */
  claim(id: string): Promise<{ journal: Journal; transaction: Transaction } | null>;
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

/** null for what is not there or not to be seen. What hinders for a moment must not make a living process a dead one. */
const readProc = (file: string): Promise<string | null> =>
  readFile(path.join('/proc', file), 'utf8').catch((thrown: unknown) => {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(codeOf(thrown))) return null;
    throw thrown;
  });

/** null for a process that is gone. */
const startOf = async (pid: string): Promise<string | null> => {
  const stat = await readProc(`${pid}/stat`);
  // The second field is a name in parentheses, and may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? null : (fields?.[19] ?? null);
};

const bootOf = async (): Promise<string> =>
  (await readProc('sys/kernel/random/boot_id'))?.slice(0, 8) ?? '';

/** `PID-START-BOOT` of this process, or of another while it lives; null otherwise. */
const ownerOf = async (pid: string): Promise<string | null> => {
  const start = await startOf(pid);
  return start === null ? null : `${pid}-${start}-${await bootOf()}`;
};

const namePattern = /^([0-9a-z]+-[0-9a-f]{12})\.((\d+)-[0-9a-f-]*)\.journal$/;

const openJournal = (file: string): Journal => ({
  append: async (line, { quick } = { quick: false }) => {
    try {
      // Without O_CREAT: the rest of a journal that is gone would be one without beginning.
      const handle = await open(file, constants.O_WRONLY | constants.O_APPEND);
      try {
        const { size } = await handle.stat();
        try {
          await handle.appendFile(lineOf(line));
          if (!quick) await handle.sync();
        } catch (thrown) {
          await handle.truncate(size);
          throw thrown;
        }
      } finally {
        await handle.close();
      }
    } catch (thrown) {
      throw writeProblem(thrown, file);
    }
  },
  remove: async () => {
    await unlink(file).catch((thrown: unknown) => {
      if (!isMissing(thrown)) throw writeProblem(thrown, file);
    });
    await syncFolder(path.dirname(file));
  },
});

/** @param folder their own; made when it is needed, for its owner alone. */
export const createJournals = (folder: string): Journals => {
  const self = async (): Promise<string> => (await ownerOf(String(process.pid))) ?? '0-0-0';
  const place = (id: string, owner: string): string => path.join(folder, `${id}.${owner}.journal`);

  const problemAt = (at: string, thrown: unknown): Error =>
    fail('file-failed', { path: at, detail: sentenceOf(thrown) });

  const names = (): Promise<string[]> =>
    readdir(folder).catch((thrown: unknown) => {
      if (isMissing(thrown)) return [];
      throw thrown;
    });

  const entries = async (): Promise<{ name: string; id: string; owner: string; pid: string }[]> =>
    (await names()).sort().flatMap((name) => {
      const [, id, owner, pid] = namePattern.exec(name) ?? [];
      return id === undefined || owner === undefined || pid === undefined
        ? []
        : [{ name, id, owner, pid }];
    });

  const left = async () => {
    try {
      const all = await entries();
      const owners = await Promise.all(all.map(({ pid }) => ownerOf(pid)));
      return all.filter(({ owner }, index) => owner !== owners[index]);
    } catch (thrown) {
      throw problemAt(folder, thrown);
    }
  };

  return {
    begin: async (plan) => {
      const at = Date.now();
      const id = `${at.toString(36)}-${randomBytes(6).toString('hex')}`;
      const file = place(id, await self());
      const line: JournalLine = { kind: 'begin', id, at, plan };
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch((thrown: unknown) => {
        throw writeProblem(thrown, folder);
      });
      await writeNew(file, lineOf(line), 0o600);
      const transaction = replay([line]);
      if (transaction === null) throw new Error('a transaction that does not begin');
      return { journal: openJournal(file), transaction };
    },
    found: async () => {
      const found: Found = { transactions: [], aside: [], stay: [] };
      await sweepTemporary(folder);
      for (const { name } of await left()) {
        const file = path.join(folder, name);
        const aside = `${file}.unreadable`;
        try {
          const transaction = transactionIn(await readFile(file, 'utf8'));
          if (transaction === null) {
            await rename(file, aside);
            found.aside.push(aside);
          } else found.transactions.push(transaction);
        } catch (thrown) {
          // One that is missing was just claimed by somebody else.
          if (!isMissing(thrown)) found.stay.push(file);
        }
      }
      return found;
    },
    claim: async (id) => {
      const one = (await left()).find((entry) => entry.id === id);
      if (one === undefined) return null;
      const file = path.join(folder, one.name);
      try {
        const text = await readFile(file, 'utf8');
        const transaction = transactionIn(text);
        if (transaction === null) return null;
        // What was cut off must not stand before the next line.
        await truncate(file, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
        // Last: from here on nobody else can claim it.
        const mine = place(id, await self());
        await rename(file, mine);
        return { journal: openJournal(mine), transaction };
      } catch (thrown) {
        if (isMissing(thrown)) return null;
        throw problemAt(file, thrown);
      }
    },
  };
};
