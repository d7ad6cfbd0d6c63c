/**
 * Unsaved input, kept privately: editor texts, one file each (`drafts/SHA256-OF-ITS-NAME.json`), and the form of a new
 * service (`form/new-service.json`). Also kept in memory, so a failing disk loses nothing while Hearth runs. Skips
 * unreadable files at startup.
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { currentForm } from '../../core/create/kept-form.ts';
import { sameForm } from '../../core/create/same-form.ts';
import type { ServiceForm } from '../../core/create/service-form.ts';
import { fileKey, type Draft } from '../../core/files/draft.ts';
import { dropInNamePattern, editableBytesMax } from '../../core/files/unit-files.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import { scriptNamePattern } from '../../core/names/script-names.ts';
import { once } from '../../host/async/once.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { createKeptTexts } from './draft-files.ts';
import { formSchema } from './transaction-schema.ts';

const bytes = v.pipe(
  v.string(),
  v.transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
  v.check(({ length }) => length <= editableBytesMax),
);
const draftSchema: v.GenericSchema<unknown, Draft> = v.object({
  unit: v.pipe(v.string(), v.check(isUnitName)),
  file: v.variant('kind', [
    v.object({ kind: v.literal('fragment') }),
    v.object({
      kind: v.literal('drop-in'),
      name: v.pipe(v.string(), v.maxLength(255), v.regex(dropInNamePattern)),
      of: v.exactOptional(v.string()),
    }),
    v.object({ kind: v.literal('script'), name: v.pipe(v.string(), v.regex(scriptNamePattern)) }),
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

const draftIn = (text: string): Draft | null => {
  try {
    return v.parse(draftSchema, JSON.parse(text));
  } catch {
    // Partly written by another program, or another format: leave it.
    return null;
  }
};

/** @param folder `$XDG_STATE_HOME/hearth/drafts`; created on first use. */
export const createDrafts = (files: HostFiles, folder: string) => {
  const kept = createKeptTexts(files, folder);

  const read = async (): Promise<Map<string, Draft>> => {
    const found = [...(await kept.read()).values()].map(draftIn);
    return new Map(found.filter((draft) => draft !== null).map((draft) => [fileKey(draft), draft]));
  };
  const known = once(read);

  return {
    all: async (): Promise<Draft[]> => [...(await known()).values()],
    /** Replaces the file's draft. @throws disk-full, folder-not-writable, file-failed; still keeps it in memory. */
    keep: async (draft: Draft): Promise<void> => {
      const key = fileKey(draft);
      const remembered = known().then((all) => all.set(key, draft));
      await Promise.all([remembered, kept.put(fileName(key), textOf(draft))]);
    },
    /** Does nothing for a file without a draft. */
    drop: async (of: Pick<Draft, 'unit' | 'file'>): Promise<void> => {
      const key = fileKey(of);
      const forgotten = known().then((all) => all.delete(key));
      await Promise.all([forgotten, kept.put(fileName(key), null)]);
    },
    /** Call before exiting: waits for pending writes; null if there are none. */
    leave: kept.leave,
  };
};

export type Drafts = ReturnType<typeof createDrafts>;

const formFile = 'new-service.json';

/** Parses a form; null if a key is missing or has the wrong type. */
const formIn = (text: string): ServiceForm | null => {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    // Not a form.
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const form = v.safeParse(formSchema, currentForm(read));
  return form.success ? form.output : null;
};

/** @param folder `$XDG_STATE_HOME/hearth/form`; created on first use. */
export const createFormDraft = (files: HostFiles, folder: string) => {
  const kept = createKeptTexts(files, folder);
  /** undefined until first read or kept. */
  let now: ServiceForm | null | undefined;

  const read = async (): Promise<ServiceForm | null> => {
    if (now !== undefined) return now;
    const text = (await kept.read()).get(formFile);
    const found = text === undefined ? null : formIn(text);
    // A form may have been kept meanwhile.
    return (now ??= found);
  };

  const keep = (form: ServiceForm | null): Promise<void> => {
    now = form;
    return kept.put(formFile, form === null ? null : JSON.stringify(form));
  };

  return {
    /** null if nothing valid is kept. */
    read,
    /** null drops the form. @throws disk-full, folder-not-writable, file-failed; still keeps it in memory. */
    keep,
    /** Drops the form of the created service unless it changed since. */
    created: async (form: ServiceForm): Promise<void> => {
      const typed = await read();
      if (typed !== null && sameForm(typed, form)) await keep(null);
    },
    /** Call before exiting: waits for pending writes; null if there are none. */
    leave: kept.leave,
  };
};

export type FormDraft = ReturnType<typeof createFormDraft>;
