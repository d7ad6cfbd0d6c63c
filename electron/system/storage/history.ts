/**
 * Every version of a unit's file that Hearth replaced or removed, kept privately:
 *
 *     history/content/SHA256            the bytes, once however often they were kept
 *     history/units/UNIT/ID.json        one entry: what it was, where it lay, when and why it went
 *
 * Each file is written whole under another name first, so a kill leaves an entry or none. What cannot be read is
 * passed over: a damaged entry never stands in the way of the others.
 */
import { randomBytes } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { fail } from '../../core/problems/problem.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import type { HistoryEntry } from '../../core/files/unit-files.ts';
import { makePrivate, putInPlace, sweepTemporary, syncFolder } from '../fs/temporary-file.ts';
import { writeProblem } from '../fs/errors.ts';
import { thin, type HistoryBounds } from './history-limits.ts';
import { readVersioned, versionOf } from '../fs/replace-file.ts';

/** What lay in the folder of a deleted unit's drop-ins. */
export interface WentAlong {
  /** Permission bits of the folder. */
  mode: number;
  /** Where the folder led as a link, as it said itself; null for an ordinary one. */
  link: string | null;
  /** `id` of its own entry, null for what has no text to keep; of that, `link` as in an entry. */
  files: { name: string; id: string | null; link: string | null }[];
}

/** An entry with what it takes to put the file back. */
export interface KeptVersion extends HistoryEntry {
  /** Permission bits. */
  mode: number;
  /** Where the link led that went, as it said itself; null for an ordinary file. */
  link: string | null;
  /** Of the file of a deleted unit; null where there was nothing, and in older entries. */
  along: WentAlong | null;
}

export interface History {
  /**
   * Lasts through a power cut once it has ended; call it before the file is replaced.
   * @throws disk-full, folder-not-writable, file-failed.
   */
  keep(version: {
    unit: string;
    ref: HistoryEntry['ref'];
    path: string;
    reason: HistoryEntry['reason'];
    bytes: Uint8Array;
    mode: number;
    link?: string | null;
    along?: WentAlong | null;
  }): Promise<HistoryEntry>;
  /** Newest first. */
  list(unit: string): Promise<KeptVersion[]>;
  /** @throws version-gone. */
  find(id: string): Promise<KeptVersion>;
  /** @throws version-gone, also when what is kept is no longer what it was. */
  bytes(id: string): Promise<Uint8Array>;
  /** The newest entry of each fragment that was deleted; it may be there again. Newest first. */
  deleted(): Promise<KeptVersion[]>;
}

const ref = v.variant('kind', [
  v.object({ kind: v.literal('fragment') }),
  v.object({ kind: v.literal('drop-in'), name: v.string() }),
]);
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const name = v.pipe(v.string(), v.regex(/^[^/\0]+$/));
const wentAlong = v.object({
  mode: v.number(),
  link: v.nullable(v.string()),
  files: v.array(v.object({ name, id: v.nullable(v.string()), link: v.nullable(v.string()) })),
});
const entrySchema: v.GenericSchema<unknown, KeptVersion> = v.object({
  id: v.string(),
  unit: v.pipe(v.string(), v.check(isUnitName)),
  ref,
  path: v.string(),
  at: v.number(),
  reason: v.picklist(['saved', 'restored', 'drop-in-removed', 'deleted', 'undone']),
  sizeBytes: v.number(),
  version: hash,
  mode: v.number(),
  // Entries of before links were kept have none.
  link: v.optional(v.nullable(v.string()), null),
  along: v.optional(v.nullable(wentAlong), null),
});

const newestFirst = (a: HistoryEntry, b: HistoryEntry): number => (a.id < b.id ? 1 : -1);

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Null for what is no whole entry of its own name. */
const readEntry = async (folder: string, name: string): Promise<KeptVersion | null> => {
  try {
    const file = await readVersioned(path.join(folder, name));
    const entry = v.parse(entrySchema, JSON.parse(Buffer.from(file?.bytes ?? []).toString()));
    return `${entry.id}.json` === name && entry.unit === path.basename(folder) ? entry : null;
  } catch {
    return null;
  }
};

const entriesIn = async (folder: string): Promise<KeptVersion[]> => {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
  const read = await Promise.all(names.map((name) => readEntry(folder, name)));
  return read.filter((entry) => entry !== null).sort(newestFirst);
};

const writePrivate = (file: string, content: string | Uint8Array): Promise<void> =>
  putInPlace(file, content, { mode: 0o600 });

const digitsOfTime = 15;

/** @param folder `$XDG_STATE_HOME/hearth/history`; made when something is kept. */
export const createHistory = (options: {
  folder: string;
  bounds?: Partial<HistoryBounds>;
  now?: () => number;
}): History => {
  const { folder, now = Date.now } = options;
  const units = path.join(folder, 'units');
  const content = path.join(folder, 'content');
  let last = 0;
  let turn: Promise<unknown> = Promise.resolve();

  /** Sorts by time, also two of one millisecond. */
  const nextId = (): { id: string; at: number } => {
    last = Math.max(now(), last + 1);
    const time = String(last).padStart(digitsOfTime, '0');
    return { id: `${time}-${randomBytes(4).toString('hex')}`, at: last };
  };

  const writeContent = async (version: string, bytes: Uint8Array): Promise<void> => {
    const file = path.join(content, version);
    const there = await readVersioned(file).catch(() => null);
    // Touched, so that it is not cleared up as a leftover while its entry is being written.
    if (there?.version === version) await utimes(file, new Date(), new Date());
    else await writePrivate(file, bytes);
  };

  const keepNow: History['keep'] = async ({ bytes, link = null, along = null, ...facts }) => {
    const entry: KeptVersion = {
      ...nextId(),
      ...facts,
      link,
      along,
      sizeBytes: bytes.length,
      version: versionOf(bytes),
    };
    const place = path.join(units, entry.unit);
    try {
      for (const one of [folder, content, units, place]) await makePrivate(one);
      for (const one of [content, place]) await sweepTemporary(one);
      await writeContent(entry.version, bytes);
      await writePrivate(path.join(place, `${entry.id}.json`), JSON.stringify(entry));
      await Promise.all([syncFolder(folder), syncFolder(units)]);
    } catch (thrown) {
      throw writeProblem(thrown, path.join(place, `${entry.id}.json`));
    }
    // What is kept is kept; that there is too much of it hurts nobody now.
    await thin({ units, content, entriesIn, newest: entry, now: now() }, options.bounds).catch(
      () => undefined,
    );
    return entry;
  };

  const find: History['find'] = async (id) => {
    for (const unit of await namesIn(units)) {
      const entry = await readEntry(path.join(units, unit), `${id}.json`);
      if (entry !== null) return entry;
    }
    throw fail('version-gone', { id });
  };

  return {
    keep: (version) => {
      const mine = turn.then(() => keepNow(version));
      turn = mine.catch(() => undefined);
      return mine;
    },
    list: (unit) => entriesIn(path.join(units, unit)),
    find,
    bytes: async (id) => {
      const { version } = await find(id);
      const file = await readVersioned(path.join(content, version)).catch(() => null);
      if (file?.version !== version) throw fail('version-gone', { id });
      return file.bytes;
    },
    deleted: async () => {
      const names = await namesIn(units);
      const all = await Promise.all(names.map((unit) => entriesIn(path.join(units, unit))));
      return all
        .flatMap((entries) => {
          const newest = entries.find(
            (one) => one.reason === 'deleted' && one.ref.kind === 'fragment',
          );
          return newest === undefined ? [] : [newest];
        })
        .sort(newestFirst);
    },
  };
};
