/** Chooses what to remove from a full history: oldest first, but never the last version of a recently deleted unit. */
import type { HistoryEntry } from '../../core/files/unit-files.ts';

export interface HistoryBounds {
  versionsPerUnit: number;
  /** All content, plus one block per entry. */
  bytesInAll: number;
  /** How long to keep a deleted file's last version, regardless of the other bounds. */
  deletedDays: number;
}

const usual: HistoryBounds = { versionsPerUnit: 50, bytesInAll: 64 * 1024 * 1024, deletedDays: 90 };

const dayMs = 24 * 60 * 60 * 1000;
/** Disk usage of a small file on common file systems. */
const blockBytes = 4096;
/** Younger content without an entry may belong to an entry still being written. */
const leftoverAgeMs = 60_000;

/** The whole history. */
export interface Kept {
  entries: readonly HistoryEntry[];
  content: readonly Stored[];
}

/** A version's content, by hash. */
interface Stored {
  version: string;
  sizeBytes: number;
  /** Milliseconds since the epoch. */
  changedAt: number;
}

const keyOf = (entry: HistoryEntry): string =>
  entry.ref.kind === 'fragment' ? '' : `${entry.ref.kind} ${entry.ref.name}`;

/** Each file's newest deletion entry, if recent. */
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

const byAge = (a: HistoryEntry, b: HistoryEntry): number => (a.id < b.id ? -1 : 1);

/** A unit's excess entries. */
const tooManyOf = (
  ofUnit: readonly HistoryEntry[],
  newest: HistoryEntry,
  bounds: HistoryBounds,
  now: number,
): HistoryEntry[] => {
  const oldestFirst = [...ofUnit].sort(byAge);
  const stay = protectedIds([...oldestFirst].reverse(), now - bounds.deletedDays * dayMs);
  const tooMany = Math.max(0, oldestFirst.length - bounds.versionsPerUnit);
  return oldestFirst
    .filter((entry) => !stay.has(entry.id) && entry.id !== newest.id)
    .slice(0, tooMany);
};

const bytesOf = (stored: readonly Stored[], entries: number): number =>
  stored.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) + entries * blockBytes;

/** Removes the oldest entries until the rest fits, then content that no remaining entry uses. */
const tooMuchOf = (
  { entries, content }: Kept,
  newest: HistoryEntry,
  bounds: HistoryBounds,
  now: number,
): { entries: HistoryEntry[]; content: string[] } => {
  const since = now - bounds.deletedDays * dayMs;
  const units = new Set(entries.map(({ unit }) => unit));
  const stay = new Set([newest.id]);
  for (const unit of units) {
    const newestFirst = entries
      .filter((entry) => entry.unit === unit)
      .sort(byAge)
      .reverse();
    for (const id of protectedIds(newestFirst, since)) stay.add(id);
  }
  const left = new Map(entries.map((entry) => [entry.id, entry]));
  const needed = (): Stored[] => {
    const named = new Set([...left.values()].map(({ version }) => version));
    return content.filter(({ version }) => named.has(version));
  };
  const removed: HistoryEntry[] = [];
  for (const entry of [...entries].sort(byAge)) {
    if (bytesOf(needed(), left.size) <= bounds.bytesInAll) break;
    if (stay.has(entry.id)) continue;
    left.delete(entry.id);
    removed.push(entry);
  }
  const named = new Set(needed().map(({ version }) => version));
  return {
    entries: removed,
    content: content
      .filter(({ version, changedAt }) => !named.has(version) && now - changedAt >= leftoverAgeMs)
      .map(({ version }) => version),
  };
};

/**
 * Chooses what to remove.
 * @param newest just kept, so it stays.
 */
export const tooMuch = (
  kept: Kept,
  newest: HistoryEntry,
  now: number,
  some: Partial<HistoryBounds> = {},
): { entries: HistoryEntry[]; content: string[] } => {
  const bounds = { ...usual, ...some };
  const ofUnit = kept.entries.filter(({ unit }) => unit === newest.unit);
  const many = tooManyOf(ofUnit, newest, bounds, now);
  const gone = new Set(many.map(({ id }) => id));
  const entries = kept.entries.filter(({ id }) => !gone.has(id));
  if (bytesOf(kept.content, entries.length) <= bounds.bytesInAll)
    return { entries: many, content: [] };
  const much = tooMuchOf({ ...kept, entries }, newest, bounds, now);
  return { entries: [...many, ...much.entries], content: much.content };
};
