/**
 * What was typed and is not saved, private: texts of the editor, one file each (`drafts/SHA256-OF-ITS-NAME.json`), and
 * the form of a new service (`form/new-service.json`). Memory holds them too, so a disk that fails loses nothing while
 * Hearth runs. What cannot be read at the start is passed over.
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { emptyForm, sameForm, type ServiceForm } from '../../core/create/service-form.ts';
import { fileKey, type Draft } from '../../core/files/draft.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { createKeptTexts } from './draft-files.ts';

export interface Drafts {
  all(): Promise<Draft[]>;
  /** The last one of a file counts. @throws disk-full, folder-not-writable, file-failed; it is still remembered. */
  keep(draft: Draft): Promise<void>;
  /** Also of a file that has none. */
  drop(of: Pick<Draft, 'unit' | 'file'>): Promise<void>;
  /** Before the process ends: a wait for what is not on disk yet; null when all is. */
  leave(): Promise<void> | null;
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

const draftIn = (text: string): Draft | null => {
  try {
    return v.parse(draftSchema, JSON.parse(text));
  } catch {
    // Half written by something else, or of another format: it stays as it is.
    return null;
  }
};

/** @param folder `$XDG_STATE_HOME/hearth/drafts`; made when something is kept. */
export const createDrafts = (files: HostFiles, folder: string): Drafts => {
  let reading: Promise<Map<string, Draft>> | null = null;
  const kept = createKeptTexts(files, folder);

  const read = async (): Promise<Map<string, Draft>> => {
    const found = [...(await kept.read()).values()].map(draftIn);
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
    leave: kept.leave,
  };
};

export interface FormDraft {
  /** null where nothing is kept, or nothing that is a form. */
  read(): Promise<ServiceForm | null>;
  /** The last one counts, null for none. @throws disk-full, folder-not-writable, file-failed; it is still remembered. */
  keep(form: ServiceForm | null): Promise<void>;
  /** It was created: it goes, unless something else was typed since. */
  created(form: ServiceForm): Promise<void>;
  /** Before the process ends: a wait for what is not on disk yet; null when all is. */
  leave(): Promise<void> | null;
}

const formFile = 'new-service.json';

/** A form with exactly the keys and types that a form has. */
const formIn = (text: string): ServiceForm | null => {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    // No form, like what follows.
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const isAlike = Object.entries(emptyForm()).every(([key, value]) => {
    const found = (read as Record<string, unknown>)[key];
    return Array.isArray(value)
      ? Array.isArray(found) && found.every((one) => typeof one === 'string')
      : typeof found === typeof value;
  });
  return isAlike ? (read as ServiceForm) : null;
};

/** @param folder `$XDG_STATE_HOME/hearth/form`; made when something is kept. */
export const createFormDraft = (files: HostFiles, folder: string): FormDraft => {
  const kept = createKeptTexts(files, folder);
  /** undefined until it was read or kept. */
  let now: ServiceForm | null | undefined;

  const read = async (): Promise<ServiceForm | null> => {
    if (now !== undefined) return now;
    const text = (await kept.read()).get(formFile);
    const found = text === undefined ? null : formIn(text);
    // Something may have been kept meanwhile.
    return (now ??= found);
  };

  const keep = (form: ServiceForm | null): Promise<void> => {
    now = form;
    return kept.put(formFile, form === null ? null : JSON.stringify(form));
  };

  return {
    read,
    keep,
    created: async (form) => {
      const typed = await read();
      if (typed !== null && sameForm(typed, form)) await keep(null);
    },
    leave: kept.leave,
  };
};
