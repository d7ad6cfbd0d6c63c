/** What the values in a transaction log may be. */
import path from 'node:path';
import * as v from 'valibot';
import { versionPattern } from '../../core/files/unit-files.ts';
import { scriptNamePattern } from '../../core/names/script-names.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import type { UndoRecord } from '../../core/transactions/transaction.ts';

export const text = v.pipe(v.string(), v.maxLength(100_000));
export const unit = v.pipe(v.string(), v.maxLength(255), v.check(isUnitName));
export const version = v.pipe(v.string(), v.regex(versionPattern));
export const mode = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0o7777));
/** Neither setuid nor setgid. */
export const permissions = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0o777));
export const bytes = v.pipe(v.string(), v.maxLength(8 * 1024 * 1024), v.base64());
export const time = v.pipe(v.number(), v.minValue(0));
export const sentences = v.pipe(v.array(text), v.maxLength(10_000));

const isPlain = (at: string): boolean =>
  path.isAbsolute(at) && path.normalize(at) === at && !at.endsWith('/');

const isBelow = (at: string, folders: readonly string[]): boolean =>
  isPlain(at) && folders.some((folder) => folder !== '/' && at.startsWith(`${folder}/`));

/** A path below one of the folders, without `..`. */
export const below = (...folders: string[]) =>
  v.pipe(
    v.string(),
    v.maxLength(4096),
    v.check((at) => isBelow(at, folders), 'outside the folders that Hearth works in'),
  );

/** For what does no harm wherever it is done. */
export const anywhere = v.pipe(v.string(), v.maxLength(4096), v.check(isPlain, 'no plain path'));

export type Below = v.GenericSchema<unknown, string>;

/** One for each kind: a forgotten kind doesn't compile. */
export type UndoSchemas = Record<UndoRecord['do'], v.GenericSchema<unknown, UndoRecord>>;

export const ref = v.variant('kind', [
  v.object({ kind: v.literal('fragment') }),
  v.object({
    kind: v.literal('drop-in'),
    name: v.pipe(text, v.regex(/^[^/.\0][^/\0]*$/)),
    of: v.exactOptional(text),
  }),
]);

export const scriptRef = v.object({
  kind: v.literal('script'),
  name: v.pipe(text, v.regex(scriptNamePattern)),
});
