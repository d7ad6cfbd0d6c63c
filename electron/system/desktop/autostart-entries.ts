/** The person’s autostart entries: the files, and what is in their place in the folders of the system. */
import path from 'node:path';
import type { FoundEntry } from '../../core/import/autostart-choices.ts';
import { fail } from '../../core/problems/problem.ts';
import { createAutostartTexts } from '../../core/texts/create/autostart.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { LinkEnd, TreeEntry } from '../../host/tree.ts';
import { entryBytesMax, ownEntry } from './autostart-file.ts';

type Content = FoundEntry['content'];

const suffix = '.desktop';

const fault = (why: string): Content => ({ kind: 'fault', why });

const contentOf = (entry: TreeEntry | LinkEnd): Content => {
  const faults = createAutostartTexts.faults;
  switch (entry.kind) {
    case 'file':
      if (entry.fault === 'EFBIG') return fault(faults.tooLarge);
      if (entry.bytes === null) return fault(faults.unreadable);
      return entry.bytes.length > entryBytesMax
        ? fault(faults.tooLarge)
        : { kind: 'read', bytes: entry.bytes };
    case 'link':
      return entry.end === null ? fault(faults.nowhere) : contentOf(entry.end);
    case 'folder':
    case 'special':
      return fault(faults.noFile);
    case 'nowhere':
      return fault(faults.nowhere);
    case 'silent':
      return fault(faults.unreadable);
  }
};

/** The path of each entry of the system, by its name; of several, the one in effect. */
const systemEntries = async (
  files: Pick<HostFiles, 'readTree'>,
  system: string,
): Promise<ReadonlyMap<string, string>> => {
  const folders = (system === '' ? '/etc/xdg' : system)
    .split(':')
    .filter((one) => path.isAbsolute(one))
    .map((one) => path.join(one, 'autostart'));
  const wanted = folders.map((one) => ({ path: one, names: null }));
  const tree = await files.readTree(wanted, { texts: [], below: {} });
  const all = folders.flatMap((folder) =>
    [...(tree.get(folder)?.entries.keys() ?? [])].map(
      (name) => [name, path.join(folder, name)] as const,
    ),
  );
  return new Map(all.reverse());
};

/**
 * In the order of their names, without Hearth’s own.
 * @param system $XDG_CONFIG_DIRS; '' for its default.
 * @throws mount-silent, file-unreadable.
 */
export const readAutostart = async (
  files: Pick<HostFiles, 'readTree'>,
  { folder, system }: { folder: string; system: string },
): Promise<FoundEntry[]> => {
  const tree = await files.readTree([{ path: folder, names: null }], {
    texts: [suffix],
    below: {},
    bytesMax: entryBytesMax,
    wholeOnly: true,
  });
  const found = tree.get(folder);
  if (found === undefined) return [];
  if (found.silent !== null) throw fail('mount-silent', { path: folder, mount: found.silent });
  if (found.fault !== '') throw fail('file-unreadable', { path: folder });
  const names = [...found.entries.keys()]
    .filter((name) => name.endsWith(suffix) && name !== ownEntry)
    .sort();
  const overridden = await systemEntries(files, system);
  return names.flatMap((file): FoundEntry[] => {
    const entry = found.entries.get(file);
    if (entry === undefined) return [];
    return [
      {
        file,
        path: path.join(folder, file),
        content: contentOf(entry),
        link: entry.kind === 'link' ? entry.to : null,
        overrides: overridden.get(file) ?? null,
      },
    ];
  });
};
