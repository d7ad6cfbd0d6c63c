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
import path from 'node:path';
import * as v from 'valibot';
import { fail } from '../../core/problems/problem.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import type { HistoryEntry } from '../../core/files/unit-files.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { TreeFolder } from '../../host/tree.ts';
import { coalesce } from '../../host/async/coalesce.ts';
import { versionOf } from '../files/version.ts';
import { tooMuch, type HistoryBounds, type Kept } from './history-limits.ts';

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

interface ToKeep {
  unit: string;
  ref: HistoryEntry['ref'];
  path: string;
  reason: HistoryEntry['reason'];
  bytes: Uint8Array;
  mode: number;
  link?: string | null;
  along?: WentAlong | null;
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

/** Null for what is no whole entry of its own name. */
const entryIn = (unit: string, name: string, bytes: Uint8Array): KeptVersion | null => {
  try {
    const entry = v.parse(entrySchema, JSON.parse(Buffer.from(bytes).toString()));
    return `${entry.id}.json` === name && entry.unit === unit ? entry : null;
  } catch {
    // A damaged entry is passed over; the others are whole.
    return null;
  }
};

/** The entries in the folder of one unit. */
const entriesIn = (unit: string, folder: TreeFolder): KeptVersion[] =>
  [...folder.entries].flatMap(([name, file]) =>
    file.kind === 'file' && file.bytes !== null && name.endsWith('.json')
      ? (entryIn(unit, name, file.bytes) ?? [])
      : [],
  );

const digitsOfTime = 15;

/** So long after the last version was kept what is too much is removed. */
const tidyMs = 30_000;

/** @param folder `$XDG_STATE_HOME/hearth/history`; made when something is kept. */
export const createHistory = (options: {
  files: HostFiles;
  folder: string;
  bounds?: Partial<HistoryBounds>;
  now?: () => number;
}) => {
  const { files, folder, now = Date.now } = options;
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

  const fileOf = ({ unit, id }: Pick<HistoryEntry, 'unit' | 'id'>): string =>
    path.join(units, unit, `${id}.json`);
  const contentOf = (version: string): string => path.join(content, version);

  const list = async (unit: string): Promise<KeptVersion[]> => {
    const at = path.join(units, unit);
    const tree = await files.readTree([{ path: at, names: null }], { texts: ['.json'], below: {} });
    const read = tree.get(at);
    return read === undefined ? [] : entriesIn(unit, read).sort(newestFirst);
  };

  /** Every entry of every unit, and which content there is, without reading that. */
  const readAll = async (): Promise<{ entries: KeptVersion[]; content: Kept['content'] }> => {
    const wanted = { texts: ['.json'], below: { '': 'texts' }, stamps: true } as const;
    const tree = await files.readTree(
      [units, content].map((at) => ({ path: at, names: null })),
      wanted,
    );
    const perUnit = [...(tree.get(units)?.entries ?? [])];
    return {
      entries: perUnit.flatMap(([unit, entry]) =>
        entry.kind === 'folder' && entry.inside !== null ? entriesIn(unit, entry.inside) : [],
      ),
      content: [...(tree.get(content)?.entries ?? [])].flatMap(([version, file]) =>
        file.kind === 'file' && file.stamp !== null
          ? [{ version, sizeBytes: file.stamp.size, changedAt: file.stamp.mtimeMs }]
          : [],
      ),
    };
  };

  let newest: HistoryEntry | null = null;
  /** Removes what is too much of it. Never throws: what is kept is kept. */
  const tidy = async (): Promise<void> => {
    await turn;
    const last = newest;
    if (last === null) return;
    newest = null;
    const goes = tooMuch(await readAll(), last, now(), options.bounds);
    await files.discard([...goes.entries.map(fileOf), ...goes.content.map(contentOf)]);
  };
  // Nobody waits for it: a save is over before.
  const soon = coalesce(() => void tidy(), { quietMs: tidyMs, maxMs: 4 * tidyMs });

  const keepNow = async ({
    bytes,
    link = null,
    along = null,
    ...facts
  }: ToKeep): Promise<KeptVersion> => {
    const entry: KeptVersion = {
      ...nextId(),
      ...facts,
      link,
      along,
      sizeBytes: bytes.length,
      version: versionOf(bytes),
    };
    await files.putPrivate(folder, [
      // Touched where it is there already: it is not cleared up as a leftover while its entry is written.
      { path: contentOf(entry.version), bytes, touch: true },
      { path: fileOf(entry), bytes: Buffer.from(JSON.stringify(entry)) },
    ]);
    return entry;
  };

  /** @throws version-gone. */
  const find = async (id: string): Promise<KeptVersion> => {
    const found = (await readAll()).entries.find((entry) => entry.id === id);
    if (found === undefined) throw fail('version-gone', { id });
    return found;
  };

  return {
    /**
     * Lasts through a power cut once it has ended; call it before the file is replaced.
     * @throws disk-full, folder-not-writable, file-failed.
     */
    keep: (version: ToKeep): Promise<KeptVersion> => {
      const mine = turn.then(() => keepNow(version));
      turn = mine.then(
        (entry) => {
          newest = entry;
          soon.call();
        },
        // The caller of `keep` hears why.
        () => undefined,
      );
      return mine;
    },
    tidy,
    /** Forgets to tidy: at the next start it is done by the next version that is kept. */
    close: soon.cancel,
    /** Takes back what was just kept, of a change that was not made after all. Never throws. */
    forget: (entry: HistoryEntry): Promise<void> => files.discard([fileOf(entry)]),
    /** Newest first. */
    list,
    find,
    /** @throws version-gone, also when what is kept is no longer what it was. */
    bytes: async (id: string): Promise<Uint8Array> => {
      const { version } = await find(id);
      // What cannot be read is gone.
      const file = await files.read(contentOf(version)).catch(() => null);
      if (file?.version !== version) throw fail('version-gone', { id });
      return file.bytes;
    },
    /** The newest entry of each fragment that was deleted; it may be there again. Newest first. */
    deleted: async (): Promise<KeptVersion[]> => {
      const newest = new Map<string, KeptVersion>();
      for (const entry of (await readAll()).entries.sort(newestFirst)) {
        const isDeletion = entry.reason === 'deleted' && entry.ref.kind === 'fragment';
        if (isDeletion && !newest.has(entry.unit)) newest.set(entry.unit, entry);
      }
      return [...newest.values()];
    },
  };
};

export type History = ReturnType<typeof createHistory>;
