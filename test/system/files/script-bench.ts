/** A service with a script in its place, both as Hearth makes them. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterwards, person } from '../workbench/bench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';

export const unit = 'scripted.service';
export const folder = path.join(person.home, '.local/bin');
export const at = path.join(folder, 'scripted.sh');
export const file = { kind: 'script', name: 'scripted.sh' } as const;
export const old = '#!/bin/sh\necho old\n';

/** @param text of the script; null for none. @param unitText more lines of the service. */
export const lay = async (text: string | Uint8Array | null = old, unitText = ''): Promise<void> => {
  await emptyFolder();
  await put(unit, `[Service]\nExecStart=%h/.local/bin/scripted.sh\n${unitText}`);
  await rm(folder, { recursive: true, force: true });
  afterwards(() => rm(folder, { recursive: true, force: true }));
  await mkdir(folder, { recursive: true });
  if (text !== null) await writeFile(at, text, { mode: 0o755 });
};
