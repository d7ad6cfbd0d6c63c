/**
 * Records written to a file, whole or not at all: beside it first, then moved into its place.
 *
 * What systemd-journal-remote 252 really does, measured: it writes 40,000 records a second, and begins another file,
 * named NAME@….journal, when the hash table of the first is three quarters full (about 170,000 different lines).
 * `journalctl --file` takes them all, so an export may be several files.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, mkdir, readdir, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { writeJournalFile } from '../../core/commands.ts';
import { ProblemError } from '../../core/problems/problem.ts';
import { recordJson, recordText } from '../../core/logs/entry-format.ts';
import type { RawRecord } from '../../core/logs/entry.ts';
import type { ExportFormat, ExportPlace } from '../../core/logs/export.ts';
import { codeOf, writeProblem } from '../fs/errors.ts';
import { decodeBytes } from './record-reader.ts';
import { expectSuccess, type Flow, type Runner } from '../../host/run.ts';

export interface ExportFile {
  /** Answers the bytes taken. Holds the reader back while the disk is slower. */
  write(record: RawRecord, flow: Flow): number;
  /**
   * Answers the files made: all or none.
   * @throws file-exists, disk-full, folder-not-writable, file-failed, program-failed.
   */
  commit(): Promise<string[]>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** A record in the export format: systemd.io/JOURNAL_EXPORT_FORMATS. */
const recordExport = (record: RawRecord): Buffer => {
  const parts: Buffer[] = [];
  for (let at = 0; at < record.length; at += 2) {
    const name = record[at] ?? '';
    const value = record[at + 1] ?? '';
    if (!/[\n\u0080-\u00ff]/.test(value)) {
      parts.push(Buffer.from(`${name}=${value}\n`, 'latin1'));
      continue;
    }
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(value.length));
    parts.push(Buffer.from(`${name}\n`), length, Buffer.from(`${value}\n`, 'latin1'));
  }
  parts.push(Buffer.from('\n'));
  return Buffer.concat(parts);
};

const encoders: Record<ExportFormat, (record: RawRecord) => Buffer> = {
  text: (record) => Buffer.from(recordText(record, decodeBytes)),
  json: (record) => Buffer.from(recordJson(record, decodeBytes)),
  journal: recordExport,
};

interface Sink {
  stream: Writable;
  /** Resolves when all that was written has arrived. */
  done: Promise<void>;
}

const plainSink = (file: string): Sink => {
  const stream = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  return { stream, done: finished(stream) };
};

const journalSink = (runner: Runner, file: string, signal: AbortSignal): Sink => {
  const stream = new PassThrough({ highWaterMark: 1024 * 1024 });
  const { program, args } = writeJournalFile(file);
  const running = runner.stream(program, args, {
    signal,
    onChunk: () => undefined,
    input: stream,
  });
  return {
    stream,
    done: running.then((record) => {
      expectSuccess(record);
    }),
  };
};

/** Never over what is there. A file system without hard links, as USB sticks have, gets the name before the file. */
const moveNew = async (from: string, to: string): Promise<void> => {
  try {
    await link(from, to);
    await unlink(from);
  } catch (thrown) {
    if (!['EPERM', 'ENOSYS', 'EOPNOTSUPP'].includes(codeOf(thrown))) throw thrown;
    await writeFile(to, '', { flag: 'wx' });
    await rename(from, to);
  }
};

/** The file asked for comes last: what a further one meets leaves the old file as it was. */
const moveOut = async (
  folder: string,
  { path: file, replaces }: ExportPlace,
): Promise<string[]> => {
  const beside = path.dirname(file);
  const last = path.basename(file);
  const further = (await readdir(folder)).filter((name) => name !== last);
  const moved: string[] = [];
  try {
    for (const name of [...further, last]) {
      const [from, to] = [path.join(folder, name), path.join(beside, name)];
      try {
        await (replaces && name === last ? rename : moveNew)(from, to);
      } catch (thrown) {
        throw writeProblem(thrown, to);
      }
      moved.unshift(to);
    }
  } catch (thrown) {
    for (const name of moved) await unlink(name);
    throw thrown;
  }
  await rmdir(folder);
  return moved;
};

/** Makes a folder beside the file, so that nothing half-written ever has its name. @throws folder-not-writable, file-failed. */
export const openExport = async (
  runner: Runner,
  place: ExportPlace,
  format: ExportFormat,
): Promise<ExportFile> => {
  const file = place.path;
  const folder = path.join(path.dirname(file), `.hearth-${randomBytes(6).toString('hex')}`);
  await mkdir(folder, { mode: 0o700 }).catch((thrown: unknown) => {
    throw writeProblem(thrown, file);
  });
  const inside = path.join(folder, path.basename(file));
  const stop = new AbortController();
  const sink = format === 'journal' ? journalSink(runner, inside, stop.signal) : plainSink(inside);
  let broken: unknown = null;
  const done = sink.done.catch((thrown: unknown) => {
    broken = thrown;
  });
  sink.stream.on('error', (thrown) => (broken ??= thrown));
  const encode = encoders[format];
  /** The reader that waits for the disk. */
  let held: Flow | null = null;
  const goOn = (): void => {
    held?.resume();
    held = null;
  };
  sink.stream.on('drain', goOn);
  // Nobody waits for a sink that broke.
  void done.then(goOn);

  const discard = async (): Promise<void> => {
    stop.abort();
    sink.stream.destroy();
    await done;
    await rm(folder, { recursive: true, force: true });
  };

  return {
    write: (record, flow) => {
      if (broken !== null) return 0;
      const bytes = encode(record);
      if (!sink.stream.write(bytes) && held === null) {
        held = flow;
        flow.pause();
      }
      return bytes.length;
    },
    commit: async () => {
      sink.stream.end();
      await done;
      if (broken !== null)
        throw broken instanceof ProblemError ? broken : writeProblem(broken, file);
      return moveOut(folder, place);
    },
    discard,
  };
};
