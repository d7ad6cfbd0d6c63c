/**
 * Unsaved texts of the editor, private, one file each: `drafts/SHA256-OF-ITS-NAME.json`. Memory holds them too, so a
 * disk that fails loses nothing while Hearth runs. What cannot be read at the start is passed over.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { fileKey, type Draft } from '../core/draft.ts';
import { isUnitName } from '../core/unit-name.ts';
import { makePrivate, putInPlace, sweepTemporary, temporaryBeside } from './beside.ts';
import { writeProblem } from './file-problem.ts';

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
  /** One write at a time, so that the last one wins on disk as well. */
  let writing: Promise<void> = Promise.resolve();

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

  const write = async (draft: Draft): Promise<void> => {
    const file = path.join(folder, fileName(fileKey(draft)));
    try {
      await makePrivate(folder);
      await putInPlace(file, textOf(draft), { mode: 0o600 });
    } catch (thrown) {
      throw writeProblem(thrown, file);
    }
  };

  /** What a file's place on disk does not hold yet; null for a draft that is to go. */
  const unsettled = new Map<string, Draft | null>();

  const settle = (key: string, draft: Draft | null): Promise<void> => {
    const settling = writing.then(async () => {
      // A later one is under way to take its place.
      if (unsettled.get(key) !== draft) return;
      if (draft === null) await rm(path.join(folder, fileName(key)), { force: true });
      else await write(draft);
      if (unsettled.get(key) === draft) unsettled.delete(key);
    });
    writing = settling.catch(() => undefined);
    return settling;
  };

  const writeNow = (key: string, draft: Draft | null): void => {
    const file = path.join(folder, fileName(key));
    if (draft === null) {
      rmSync(file, { force: true });
      return;
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const beside = temporaryBeside(file);
    writeFileSync(beside, textOf(draft), { mode: 0o600 });
    renameSync(beside, file);
  };

  return {
    all: async () => [...(await known()).values()],
    keep: async (draft) => {
      const key = fileKey(draft);
      unsettled.set(key, draft);
      (await known()).set(key, draft);
      await settle(key, draft);
    },
    drop: async (of) => {
      const key = fileKey(of);
      unsettled.set(key, null);
      (await known()).delete(key);
      await settle(key, null);
    },
    close: () => {
      for (const [key, draft] of unsettled) {
        try {
          writeNow(key, draft);
        } catch {
          // A disk that fails now cannot be told any more.
        }
      }
    },
  };
};
