/** Alice’s autostart folder, and Hearth that imports from it. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { openHearth } from '../../open-engine.ts';
import { afterwards, person, shell, temporaryFolder, until } from '../workbench/bench.ts';

export const folder = path.join(person.configFolder, 'autostart');
export const systemctl = (...args: string[]): Promise<string> =>
  shell('systemctl', '--user', ...args);

/** Puts files there, by name, and removes all of it after the test. */
export const setEntries = async (entries: Readonly<Record<string, string | Uint8Array>>) => {
  await rm(folder, { recursive: true, force: true });
  afterwards(async () => {
    await rm(folder, { recursive: true, force: true });
    await systemctl('daemon-reload');
  });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(entries))
    await writeFile(path.join(folder, name), text);
};

export const entry = (...lines: string[]): string =>
  `${['[Desktop Entry]', 'Type=Application', ...lines].join('\n')}\n`;

export const openImport = async () => {
  const engine = openHearth({ stateFolder: await temporaryFolder() });
  afterwards(async () => {
    await engine.leave();
    engine.dispose();
  });
  const { account } = engine.store;
  await until('the inventory is complete', () => account.state().manager.kind === 'running');
  const { handlers } = engine;
  const view = () => handlers.autostartEntries(undefined);
  const run = async (files: string[], switchesOff: boolean, needsScreen = true) => {
    const { version } = await view();
    return handlers.importAutostart({ version, files, switchesOff, needsScreen });
  };
  const id = (): string => account.state().transactions.undoable?.id ?? '';
  const undo = async (): Promise<void> => {
    expect(await handlers.undoTransaction({ id: id() })).toBeNull();
  };
  return { handlers, view, run, undo, id };
};

export const choiceOf = async (
  view: Awaited<ReturnType<typeof openImport>>['view'],
  file: string,
) => {
  const { choices } = await view();
  const found = choices.find((choice) => choice.file === file);
  if (found === undefined) throw new Error(`no ${file}`);
  return found;
};
