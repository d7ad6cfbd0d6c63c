/**
 * Every version of a unit's file that Hearth replaced or removed, kept privately:
 *
 *     history/content/SHA256            the bytes, stored once
 *     history/units/UNIT/ID.json        an entry: file, path, time and reason of removal
 *
 * Writes each file under another name first, so a kill never leaves a partial entry. Skips unreadable entries, so they
 * never block the others.
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import * as v from 'valibot';
import { fail } from '../../core/problems/problem.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import { scriptNamePattern } from '../../core/names/script-names.ts';
import {
  historyIdPattern,
  versionPattern,
  type HistoryEntry,
} from '../../core/files/unit-files.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { TreeFolder } from '../../host/tree.ts';
import { coalesce } from '../../host/async/coalesce.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import { tooMuch, type HistoryBounds, type Kept } from './history-limits.ts';

/** Contents of a deleted unit's drop-in folder. */
export interface WentAlong {
  /** Permission bits of the folder. */
  mode: number;
  /** The literal target if the folder was a link; else null. */
  link: string | null;
  /** `id` is the file's own entry, null if there is no text to keep; `link` then is as in an entry. */
  files: { name: string; id: string | null; link: string | null }[];
}

/** An entry with everything needed to restore the file. */
export interface KeptVersion extends HistoryEntry {
  /** Permission bits. */
  mode: number;
  /** The literal target if a link was removed; null for a regular file. */
  link: string | null;
  /** For a deleted unit's file; null if it had no drop-ins, and in older entries. */
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

const hash = v.pipe(v.string(), v.regex(versionPattern));
/** Never `.` or `..`. */
const name = v.pipe(v.string(), v.maxLength(255), v.regex(/^(?!\.{1,2}$)[^/\0]+$/));
const mode = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0o7777));
const ref = v.variant('kind', [
  v.object({ kind: v.literal('fragment') }),
  v.object({ kind: v.literal('drop-in'), name, of: v.exactOptional(v.string()) }),
  v.object({ kind: v.literal('script'), name: v.pipe(v.string(), v.regex(scriptNamePattern)) }),
]);
const wentAlong = v.object({
  mode,
  link: v.nullable(v.string()),
  files: v.array(v.object({ name, id: v.nullable(v.string()), link: v.nullable(v.string()) })),
});
const entrySchema: v.GenericSchema<unknown, KeptVersion> = v.object({
  id: v.pipe(v.string(), v.regex(historyIdPattern)),
  unit: v.pipe(v.string(), v.check(isUnitName)),
  ref,
  path: v.string(),
  at: v.number(),
  reason: v.picklist(['saved', 'restored', 'drop-in-removed', 'deleted', 'undone']),
  sizeBytes: v.pipe(v.number(), v.minValue(0)),
  version: hash,
  mode,
  // Missing in entries from before links were kept.
  link: v.optional(v.nullable(v.string()), null),
  along: v.optional(v.nullable(wentAlong), null),
});

const newestFirst = (a: HistoryEntry, b: HistoryEntry): number => (a.id < b.id ? 1 : -1);

/** Null unless it is a valid entry under its own name. */
const entryIn = (unit: string, name: string, bytes: Uint8Array): KeptVersion | null => {
  try {
    const entry = v.parse(entrySchema, JSON.parse(Buffer.from(bytes).toString()));
    return `${entry.id}.json` === name && entry.unit === unit ? entry : null;
  } catch {
    // Skip a damaged entry; the others are intact.
    return null;
  }
};

/** Where the file is under another name of its unit. */
const placeUnder = (unit: string, { ref, path: at }: KeptVersion): string => {
  switch (ref.kind) {
    case 'fragment':
      return path.join(path.dirname(at), unit);
    case 'drop-in':
      return path.join(path.dirname(path.dirname(at)), `${unit}.d`, ref.name);
    case 'script':
      return at;
  }
};

/** The entries in a unit's folder. */
const entriesIn = (unit: string, folder: TreeFolder): KeptVersion[] =>
  [...folder.entries].flatMap(([name, file]) =>
    file.kind === 'file' && file.bytes !== null && name.endsWith('.json')
      ? (entryIn(unit, name, file.bytes) ?? [])
      : [],
  );

const digitsOfTime = 15;

/** Tidy this long after the last version was kept. */
const tidyMs = 30_000;

/** @param folder `$XDG_STATE_HOME/hearth/history`; created on first use. */
export const createHistory = (options: {
  files: HostFiles;
  folder: string;
  /** Asked each time. */
  bounds?: () => Partial<HistoryBounds>;
  now?: () => number;
}) => {
  const { files, folder, now = Date.now } = options;
  const units = path.join(folder, 'units');
  const content = path.join(folder, 'content');
  let last = 0;
  let turn: Promise<unknown> = Promise.resolve();

  /** Sorts by time, even within a millisecond. */
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

  /** All entries of all units, and the list of content without reading it. */
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
  /** Removes excess entries and content. Never throws: the version itself is kept. */
  const tidy = async (): Promise<void> => {
    await turn;
    const last = newest;
    if (last === null) return;
    newest = null;
    const excess = tooMuch(await readAll(), last, now(), options.bounds?.());
    await files.discard([...excess.entries.map(fileOf), ...excess.content.map(contentOf)]);
  };
  // Runs after the save, so nobody waits for it.
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
      // Touch existing content, so it isn't removed as a leftover before its entry is written.
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
     * Survives a power cut once it resolves; call it before replacing the file.
     * @throws disk-full, folder-not-writable, file-failed.
     */
    keep: (version: ToKeep): Promise<KeptVersion> => {
      const mine = turn.then(() => keepNow(version));
      turn = mine.then(
        (entry) => {
          newest = entry;
          soon.call();
        },
        // The caller of `keep` gets the error.
        () => undefined,
      );
      return mine;
    },
    /**
     * Gives the kept versions of a unit to another name; `ids` limits it to these. Returns whether there were any.
     * @throws disk-full, folder-not-writable, file-failed; what was not moved yet stays.
     */
    move: async (
      from: string,
      to: string,
      ids: readonly string[] | null = null,
    ): Promise<boolean> => {
      const entries = (await list(from)).filter(({ id }) => ids === null || ids.includes(id));
      for (const entry of entries) {
        const moved: KeptVersion = { ...entry, unit: to, path: placeUnder(to, entry) };
        await files.putPrivate(folder, [
          { path: fileOf(moved), bytes: Buffer.from(JSON.stringify(moved)) },
        ]);
        await files.discard([fileOf(entry)]);
      }
      return entries.length > 0;
    },
    tidy,
    /** Cancels tidying; the next version kept after a restart triggers it. */
    close: soon.cancel,
    /** Removes an entry just kept for a change that wasn't made after all. Never throws. */
    forget: (entry: HistoryEntry): Promise<void> => files.discard([fileOf(entry)]),
    /** Newest first. */
    list,
    find,
    /** @throws version-gone, also if the content no longer matches its hash. */
    bytes: async (id: string): Promise<Uint8Array> => {
      const { version } = await find(id);
      // Treat unreadable content as gone.
      const file = await files.read(contentOf(version)).catch(() => null);
      if (file?.version !== version) throw fail('version-gone', { id });
      return file.bytes;
    },
    /** Each deleted fragment's newest entry, even if the file exists again. Newest first. */
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
