/** What a rename or a copy writes, by the records of what is there before. */
import path from 'node:path';
import { followingText, partText, type OwnText } from '../../core/files/renaming.ts';
import { parse } from '../../core/syntax/unit-file.ts';
import { renamedParts } from '../../core/transactions/renamed-part.ts';
import type { Plan, PutBack, UndoRecord } from '../../core/transactions/transaction.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import { fromBase64, toBase64 } from '../../system/files/base64.ts';

export type NamingPlan = Extract<Plan, { kind: 'rename' | 'duplicate' }>;

const namesOf = (plan: NamingPlan): Map<string, string> =>
  new Map(renamedParts(plan).map(({ unit, to }) => [unit, to]));

/** The unit of a file or a drop-in. */
const unitAt = (at: string): string => {
  const folder = path.basename(path.dirname(at));
  return folder.endsWith('.d') ? folder.slice(0, -'.d'.length) : path.basename(at);
};

const textOf = ({ path: at, bytes }: Extract<PutBack, { do: 'put-file' }>): OwnText => ({
  unit: unitAt(at),
  path: at,
  isLink: false,
  file: parse(fromBase64(bytes)),
});

/** The same under the new names. */
export const madeRecords = (plan: NamingPlan): PutBack[] => {
  const names = namesOf(plan);
  const named = (at: string): string =>
    at
      .split('/')
      .map((part) => {
        const unit = part.replace(/\.d$/, '');
        const to = names.get(unit);
        return to === undefined ? part : to + part.slice(unit.length);
      })
      .join('/');
  const texts = plan.records.flatMap((one) => (one.do === 'put-file' ? textOf(one) : []));
  return plan.records.map((record) => {
    const at = named(record.path);
    if (record.do === 'put-link') return { ...record, path: at, to: named(record.to) };
    if (record.do === 'put-folder') return { ...record, path: at };
    const { bytes } = partText(textOf(record), names, texts);
    return { ...record, path: at, bytes: toBase64(bytes) };
  });
};

/** Writes the new names into what starts these units, and how that is undone. */
export const followRecords = (plan: NamingPlan): { write: UndoRecord[]; undo: UndoRecord[] } => {
  const names = namesOf(plan);
  const replaced = (plan.follow ?? []).flatMap((record) => {
    if (record.do !== 'put-file') return [];
    const text = textOf(record);
    const old = versionOf(text.file.bytes);
    const { bytes } = followingText(text, names);
    return { path: record.path, old, before: record.bytes, now: versionOf(bytes), bytes };
  });
  return {
    write: replaced.map(({ path: at, old, now, bytes }) => ({
      do: 'restore-file',
      path: at,
      ours: old,
      before: now,
      bytes: toBase64(bytes),
    })),
    undo: replaced.map(({ path: at, old, now, before }) => ({
      do: 'restore-file',
      path: at,
      ours: now,
      before: old,
      bytes: before,
    })),
  };
};
