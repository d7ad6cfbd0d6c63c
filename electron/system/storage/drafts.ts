/**
 * Unsaved texts of the editor, private, one file each: `drafts/SHA256-OF-ITS-NAME.json`. Memory holds them too, so a
 * disk that fails loses nothing while Hearth runs. What cannot be read at the start is passed over.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { fileKey, type Draft } from '../../core/files/draft.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import { sweepTemporary } from '../fs/temporary-file.ts';
import { createKeptTexts } from './draft-files.ts';

export interface Drafts {
  all(): Promise<Draft[]>;
  /** The last one of a file counts. @throws disk-full, folder-not-writable, file-failed; it is still remembered. */
  keep(draft: Draft): Promise<void>;
  /** Also of a file that has none. */
  drop(of: Pick<Draft, 'unit' | 'file'>): Promise<void>;
  /** Puts on disk at once what is not there yet: for when the process ends. */
  close(): void;
}

const bytes = v.pipe(
  v.string(),
  v.transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
);
const draftSchema: v.GenericSchema<unknown, Draft> = v.object({
  unit: v.pipe(v.string(), v.check(isUnitName)),
  file: v.variant('kind', [
    v.object({ kind: v.literal('fragment') }),
    v.object({ kind: v.literal('drop-in'), name: v.string() }),
  ]),
  version: v.nullable(v.string()),
  base: bytes,
  bytes,
});

const fileName = (key: string): string => `${createHash('sha256').update(key).digest('hex')}.json`;

const textOf = (draft: Draft): string =>
  JSON.stringify({
    ...draft,
    base: Buffer.from(draft.base).toString('base64'),
    bytes: Buffer.from(draft.bytes).toString('base64'),
  });

const readDraft = async (file: string): Promise<Draft | null> => {
  try {
    return v.parse(draftSchema, JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
};

/** @param folder `$XDG_STATE_HOME/hearth/drafts`; made when something is kept. */
export const createDrafts = (folder: string): Drafts => {
  let reading: Promise<Map<string, Draft>> | null = null;
  const kept = createKeptTexts(folder);

  const read = async (): Promise<Map<string, Draft>> => {
    await sweepTemporary(folder);
    const names = await readdir(folder).catch(() => []);
    const found = await Promise.all(
      names
        .filter((name) => name.endsWith('.json'))
        .map((name) => readDraft(path.join(folder, name))),
    );
    return new Map(found.filter((draft) => draft !== null).map((draft) => [fileKey(draft), draft]));
  };
  const known = (): Promise<Map<string, Draft>> => (reading ??= read());

  return {
    all: async () => [...(await known()).values()],
    keep: async (draft) => {
      const key = fileKey(draft);
      const remembered = known().then((all) => all.set(key, draft));
      await Promise.all([remembered, kept.put(fileName(key), textOf(draft))]);
    },
    drop: async (of) => {
      const key = fileKey(of);
      const forgotten = known().then((all) => all.delete(key));
      await Promise.all([forgotten, kept.put(fileName(key), null)]);
    },
    close: kept.close,
  };
};
