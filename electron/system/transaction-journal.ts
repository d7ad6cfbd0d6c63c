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
import { mkdir, open, readdir, readFile, rename, truncate, unlink } from 'node:fs/promises';
import path from 'node:path';
import { replay, type JournalLine, type Plan, type Transaction } from '../core/transaction.ts';
import { sweepTemporary, syncFolder } from './beside.ts';
import { isMissing, writeProblem } from './file-problem.ts';
import { writeNew } from './new-file.ts';

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

export interface Journals {
  /** @throws disk-full, folder-not-writable, file-failed. */
  begin(plan: Plan): Promise<{ journal: Journal; transaction: Transaction }>;
  /** Those whose process is gone, oldest first. What cannot be read is moved aside, and told by its new path. */
  found(): Promise<{ transactions: Transaction[]; aside: string[] }>;
  /** Makes one of them ours; null when somebody else was quicker. */
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

/** null for a process that is gone. */
const startOf = async (pid: string): Promise<string | null> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The second field is a name in parentheses, and may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? null : (fields?.[19] ?? null);
};

const bootOf = async (): Promise<string> =>
  (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).slice(0, 8);

/** `PID-START-BOOT` of this process, or of another while it lives; null otherwise. */
const ownerOf = async (pid: string): Promise<string | null> => {
  const start = await startOf(pid);
  return start === null ? null : `${pid}-${start}-${await bootOf()}`;
};

const namePattern = /^([0-9a-z]+-[0-9a-f]{12})\.((\d+)-[0-9a-f-]*)\.journal$/;

const openJournal = (file: string): Journal => ({
  append: async (line, { quick } = { quick: false }) => {
    try {
      const handle = await open(file, 'a');
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
    await syncFolder(path.dirname(file)).catch(() => undefined);
  },
});

/** @param folder their own; made when it is needed, for its owner alone. */
export const createJournals = (folder: string): Journals => {
  const self = async (): Promise<string> => (await ownerOf(String(process.pid))) ?? '0-0-0';
  const place = (id: string, owner: string): string => path.join(folder, `${id}.${owner}.journal`);

  const entries = async (): Promise<{ name: string; id: string; owner: string; pid: string }[]> =>
    (await readdir(folder).catch(() => [])).sort().flatMap((name) => {
      const [, id, owner, pid] = namePattern.exec(name) ?? [];
      return id === undefined || owner === undefined || pid === undefined
        ? []
        : [{ name, id, owner, pid }];
    });

  const left = async () => {
    const all = await entries();
    const owners = await Promise.all(all.map(({ pid }) => ownerOf(pid)));
    return all.filter(({ owner }, index) => owner !== owners[index]);
  };

  const read = async (file: string): Promise<Transaction | null> => {
    const lines = readLines(await readFile(file, 'utf8'));
    return lines === null ? null : replay(lines);
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
      const transactions: Transaction[] = [];
      const aside: string[] = [];
      await sweepTemporary(folder);
      for (const { name } of await left()) {
        const file = path.join(folder, name);
        const transaction = await read(file).catch((thrown: unknown) => {
          // Somebody else has just claimed it.
          if (isMissing(thrown)) return undefined;
          return null;
        });
        if (transaction === undefined) continue;
        if (transaction !== null) {
          transactions.push(transaction);
          continue;
        }
        const to = path.join(folder, `${name}.unreadable`);
        await rename(file, to).then(
          () => aside.push(to),
          () => undefined,
        );
      }
      return { transactions, aside };
    },
    claim: async (id) => {
      const one = (await left()).find((entry) => entry.id === id);
      if (one === undefined) return null;
      const file = place(id, await self());
      try {
        await rename(path.join(folder, one.name), file);
      } catch (thrown) {
        if (isMissing(thrown)) return null;
        throw writeProblem(thrown, file);
      }
      const text = await readFile(file, 'utf8');
      const transaction = replay(readLines(text) ?? []);
      if (transaction === null) return null;
      // What was cut off must not stand before the next line.
      await truncate(file, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
      return { journal: openJournal(file), transaction };
    },
  };
};
