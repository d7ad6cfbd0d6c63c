/** What goes when the history holds too much: the oldest first, but never the last of a unit deleted not long ago. */
import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { HistoryEntry } from '../../core/files/unit-files.ts';

export interface HistoryBounds {
  versionsPerUnit: number;
  /** Of all content, and of the entries at a block each. */
  bytesInAll: number;
  /** For so long the last version of what was deleted stays whatever the other bounds say. */
  deletedDays: number;
}

const usual: HistoryBounds = { versionsPerUnit: 50, bytesInAll: 64 * 1024 * 1024, deletedDays: 90 };

const dayMs = 24 * 60 * 60 * 1000;
/** What a small file takes on a common file system. */
const blockBytes = 4096;
/** Content without an entry may belong to one that is being written. */
const leftoverAgeMs = 60_000;

interface Place {
  units: string;
  content: string;
  /** The entries in the folder of one unit, newest first. */
  entriesIn(folder: string): Promise<HistoryEntry[]>;
  /** Just kept: it stays. */
  newest: HistoryEntry;
  now: number;
}

const keyOf = (entry: HistoryEntry): string =>
  entry.ref.kind === 'fragment' ? '' : `drop-in ${entry.ref.name}`;

/** Of each file the newest entry that tells of its deletion, while that is not long ago. */
const protectedIds = (newestFirst: readonly HistoryEntry[], since: number): Set<string> => {
  const seen = new Set<string>();
  return new Set(
    newestFirst.flatMap((entry) => {
      const isLast = entry.reason === 'deleted' && entry.at >= since && !seen.has(keyOf(entry));
      if (isLast) seen.add(keyOf(entry));
      return isLast ? [entry.id] : [];
    }),
  );
};

interface Stored {
  version: string;
  sizeBytes: number;
  changedMs: number;
}

const storedIn = async (content: string): Promise<Stored[]> => {
  const names = await readdir(content).catch(() => []);
  return Promise.all(
    names.map(async (version) => {
      const facts = await lstat(path.join(content, version)).catch(() => null);
      return { version, sizeBytes: facts?.size ?? 0, changedMs: facts?.mtimeMs ?? 0 };
    }),
  );
};

const countEntries = async (units: string): Promise<number> => {
  const folders = await readdir(units).catch(() => []);
  const names = await Promise.all(
    folders.map((unit) => readdir(path.join(units, unit)).catch(() => [])),
  );
  return names.flat().length;
};

const drop = async (place: Place, entry: HistoryEntry): Promise<void> => {
  const folder = path.join(place.units, entry.unit);
  await unlink(path.join(folder, `${entry.id}.json`)).catch(() => undefined);
  await rmdir(folder).catch(() => undefined); // only an empty one goes
};

const thinUnit = async (place: Place, bounds: HistoryBounds): Promise<void> => {
  const entries = await place.entriesIn(path.join(place.units, place.newest.unit));
  const stay = protectedIds(entries, place.now - bounds.deletedDays * dayMs);
  let tooMany = entries.length - bounds.versionsPerUnit;
  for (const entry of [...entries].reverse()) {
    if (tooMany <= 0) break;
    if (stay.has(entry.id) || entry.id === place.newest.id) continue;
    await drop(place, entry);
    tooMany -= 1;
  }
};

const bytesOf = (stored: readonly Stored[], entries: number): number =>
  stored.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) + entries * blockBytes;

/** Drops entries, the oldest first, until what they alone need fits; then the content that none names any more. */
const thinAll = async (place: Place, bounds: HistoryBounds, stored: Stored[]): Promise<void> => {
  const units = await readdir(place.units).catch(() => []);
  const perUnit = await Promise.all(
    units.map((unit) => place.entriesIn(path.join(place.units, unit))),
  );
  const since = place.now - bounds.deletedDays * dayMs;
  const stay = new Set(perUnit.flatMap((entries) => [...protectedIds(entries, since)]));
  stay.add(place.newest.id);
  const left = new Map(perUnit.flat().map((entry) => [entry.id, entry]));
  const needed = (): Stored[] => {
    const named = new Set([...left.values()].map(({ version }) => version));
    return stored.filter(({ version }) => named.has(version));
  };
  for (const entry of perUnit.flat().sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (bytesOf(needed(), left.size) <= bounds.bytesInAll) break;
    if (stay.has(entry.id)) continue;
    left.delete(entry.id);
    await drop(place, entry);
  }
  const named = new Set(needed().map(({ version }) => version));
  for (const { version, changedMs } of stored) {
    if (named.has(version) || place.now - changedMs < leftoverAgeMs) continue;
    await unlink(path.join(place.content, version)).catch(() => undefined);
  }
};

export const thin = async (place: Place, some: Partial<HistoryBounds> = {}): Promise<void> => {
  const bounds = { ...usual, ...some };
  await thinUnit(place, bounds);
  const stored = await storedIn(place.content);
  if (bytesOf(stored, await countEntries(place.units)) > bounds.bytesInAll) {
    await thinAll(place, bounds, stored);
  }
};
