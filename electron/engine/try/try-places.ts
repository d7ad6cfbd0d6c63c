/** The files of a try: drop-ins in the runtime folder, gone at the next boot in any case, and scripts in Hearth’s own. */
import path from 'node:path';
import { isTryUnit } from '../../core/names/try-name.ts';
import type { HostFiles } from '../../host/host-files.ts';

interface TryFile {
  name: string;
  bytes: Uint8Array;
}

interface Folders {
  runtimeFolder: string;
  /** `$XDG_STATE_HOME/hearth`: unlike the runtime folder, it is never mounted so that nothing in it can be executed. */
  stateFolder: string;
}

type Files = Pick<
  HostFiles,
  'makeFolders' | 'putPrivate' | 'setMode' | 'readTree' | 'remove' | 'removeFolder'
>;

const suffix = '.d';

export const createTryPlaces = (files: Files, { runtimeFolder, stateFolder }: Folders) => {
  const units = path.join(runtimeFolder, 'systemd/user');
  const ownFolder = path.join(stateFolder, 'try');
  const dropInsOf = (id: string): string => path.join(units, `${id}${suffix}`);
  const scriptsOf = (id: string): string => path.join(ownFolder, `${id}${suffix}`);

  const namesIn = async (folder: string): Promise<string[]> => {
    const tree = await files.readTree([{ path: folder, names: null }], { texts: [], below: {} });
    return [...(tree.get(folder)?.entries.keys() ?? [])];
  };

  const write = async (folder: string, written: readonly TryFile[]): Promise<void> => {
    if (written.length === 0) return;
    await files.makeFolders([path.dirname(folder)]);
    await files.putPrivate(
      folder,
      written.map(({ name, bytes }) => ({ path: path.join(folder, name), bytes })),
    );
  };

  return {
    dropInsOf,
    scriptPath: (id: string, name: string): string => path.join(scriptsOf(id), name),
    write: async (
      id: string,
      { dropIns, scripts }: { dropIns: readonly TryFile[]; scripts: readonly TryFile[] },
    ): Promise<void> => {
      await write(scriptsOf(id), scripts);
      for (const { name } of scripts) await files.setMode(path.join(scriptsOf(id), name), 0o700);
      await write(dropInsOf(id), dropIns);
    },
    remove: async (id: string): Promise<void> => {
      for (const folder of [dropInsOf(id), scriptsOf(id)]) {
        for (const name of await namesIn(folder)) await files.remove(path.join(folder, name), {});
        await files.removeFolder(folder);
        // Only if it is empty.
        await files.removeFolder(path.dirname(folder));
      }
    },
    /** Tries whose Hearth was killed. */
    left: async (): Promise<string[]> => {
      const names = await Promise.all([units, ownFolder].map(namesIn));
      const ids = names.flat().map((name) => name.slice(0, -suffix.length));
      return [...new Set(ids.filter(isTryUnit))];
    },
  };
};
