/** The unit files and drop-ins of the person’s own, as they are on disk now. */
import path from 'node:path';
import type { OwnText } from '../../core/files/renaming.ts';
import { parse } from '../../core/syntax/unit-file.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { TreeEntry } from '../../host/tree.ts';

const types = [...'service socket timer path target slice'.split(' '), 'conf'];

export const readOwnTexts = async (
  files: Pick<HostFiles, 'readTree'>,
  unitFolder: string,
): Promise<OwnText[]> => {
  const tree = await files.readTree([{ path: unitFolder, names: null }], {
    texts: types.map((type) => `.${type}`),
    below: { '.d': 'texts' },
  });
  const textAt = (unit: string, at: string, entry: TreeEntry): OwnText[] => {
    const file = entry.kind === 'link' ? entry.end : entry;
    return file?.kind === 'file' && file.bytes !== null
      ? [{ unit, path: at, isLink: entry.kind === 'link', file: parse(file.bytes) }]
      : [];
  };
  const entries = [...(tree.get(unitFolder)?.entries ?? [])];
  const texts = entries.flatMap(([name, entry]) => {
    const at = path.join(unitFolder, name);
    if (entry.kind !== 'folder') return textAt(name, at, entry);
    const unit = name.replace(/\.d$/, '');
    return [...(entry.inside?.entries ?? [])].flatMap(([dropIn, inside]) =>
      textAt(unit, path.join(at, dropIn), inside),
    );
  });
  // systemd reads drop-ins after the file, by their names.
  return texts.sort((a, b) => (a.path < b.path ? -1 : 1));
};
