/**
 * What was typed for a new service and is not created: one private file, `new-service.json`. Memory holds it too, so a
 * disk that fails loses nothing while Hearth runs.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { emptyForm, sameForm, type ServiceForm } from '../core/service-form.ts';
import { makePrivate, putInPlace, sweepTemporary, temporaryBeside } from './beside.ts';
import { writeProblem } from './file-problem.ts';

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
  const file = path.join(folder, 'new-service.json');
  /** undefined until it was read or kept. */
  let now: ServiceForm | null | undefined;
  let isSettled = true;
  let writing: Promise<void> = Promise.resolve();

  const settle = async (form: ServiceForm | null): Promise<void> => {
    // A later one is under way to take its place.
    if (now !== form) return;
    try {
      if (form === null) await rm(file, { force: true });
      else {
        await makePrivate(folder);
        await putInPlace(file, JSON.stringify(form), { mode: 0o600 });
      }
    } catch (thrown) {
      throw writeProblem(thrown, file);
    }
    if (now === form) isSettled = true;
  };

  const read = async (): Promise<ServiceForm | null> => {
    if (now !== undefined) return now;
    await sweepTemporary(folder);
    const found = await readFile(file, 'utf8')
      .then(formIn)
      .catch(() => null);
    // Something may have been kept meanwhile.
    return (now ??= found);
  };

  const keep = (form: ServiceForm | null): Promise<void> => {
    now = form;
    isSettled = false;
    const settling = writing.then(() => settle(form));
    writing = settling.catch(() => undefined);
    return settling;
  };

  const writeNow = (): void => {
    if (now == null) {
      rmSync(file, { force: true });
      return;
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const beside = temporaryBeside(file);
    writeFileSync(beside, JSON.stringify(now), { mode: 0o600 });
    renameSync(beside, file);
  };

  return {
    read,
    keep,
    created: async (form) => {
      const kept = await read();
      if (kept !== null && sameForm(kept, form)) await keep(null);
    },
    close: () => {
      if (isSettled) return;
      try {
        writeNow();
      } catch {
        // A disk that fails now cannot be told any more.
      }
    },
  };
};
