/**
 * What was typed for a new service and is not created: one private file, `new-service.json`. Memory holds it too, so a
 * disk that fails loses nothing while Hearth runs.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { emptyForm, sameForm, type ServiceForm } from '../../core/create/service-form.ts';
import { sweepTemporary } from '../fs/temporary-file.ts';
import { createKeptTexts } from './draft-files.ts';

export interface FormDraft {
  /** null where nothing is kept, or nothing that is a form. */
  read(): Promise<ServiceForm | null>;
  /** The last one counts, null for none. @throws disk-full, folder-not-writable, file-failed; it is still remembered. */
  keep(form: ServiceForm | null): Promise<void>;
  /** It was created: it goes, unless something else was typed since. */
  created(form: ServiceForm): Promise<void>;
  /** Puts on disk at once what is not there yet: for when the process ends. */
  close(): void;
}

const fileName = 'new-service.json';

/** A form with exactly the keys and types that a form has. */
const formIn = (text: string): ServiceForm | null => {
  const read: unknown = JSON.parse(text);
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
export const createFormDraft = (folder: string): FormDraft => {
  const kept = createKeptTexts(folder);
  /** undefined until it was read or kept. */
  let now: ServiceForm | null | undefined;

  const read = async (): Promise<ServiceForm | null> => {
    if (now !== undefined) return now;
    await sweepTemporary(folder);
    const found = await readFile(path.join(folder, fileName), 'utf8')
      .then(formIn)
      .catch(() => null);
    // Something may have been kept meanwhile.
    return (now ??= found);
  };

  const keep = (form: ServiceForm | null): Promise<void> => {
    now = form;
    return kept.put(fileName, form === null ? null : JSON.stringify(form));
  };

  return {
    read,
    keep,
    created: async (form) => {
      const typed = await read();
      if (typed !== null && sameForm(typed, form)) await keep(null);
    },
    close: kept.close,
  };
};
