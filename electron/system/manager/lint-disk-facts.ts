/** Facts from the disk for the linter. */
import type { FactsWanted, LintFacts } from '../../core/lint/toolkit/disk-facts.ts';
import { templateOf } from '../../core/names/unit-name.ts';
import type { HostFiles } from '../../host/host-files.ts';

const usualSystemFolders = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];

const filesIn = (folders: readonly string[], unit: string): string[] => {
  const template = templateOf(unit) ?? unit;
  return folders.flatMap((folder) => [`${folder}/${unit}`, `${folder}/${template}`]);
};

/**
 * A fact the disk doesn't deliver within a second causes no finding.
 * @param options.userFolders the user manager's search path.
 * @param options.systemFolders that of the system's manager; the folders of every distribution by default.
 */
export const readLintFacts = async (
  { paths, units }: FactsWanted,
  options: {
    userFolders: readonly string[];
    systemFolders?: readonly string[];
    files: Pick<HostFiles, 'inspect' | 'exist'>;
  },
): Promise<LintFacts> => {
  const { userFolders, systemFolders = usualSystemFolders, files } = options;
  const [pathFacts, there] = await Promise.all([
    files.inspect(paths),
    files.exist(
      units.flatMap((unit) => [filesIn(userFolders, unit), filesIn(systemFolders, unit)]),
    ),
  ]);
  const unitFacts = units.map((unit, index) => {
    const [user, system] = [there[2 * index] ?? null, there[2 * index + 1] ?? null];
    // If the search failed, pick values that trigger no rule.
    const isUnknown = user === null || system === null;
    return [unit, isUnknown ? { user: true, system: false } : { user, system }] as const;
  });
  return { paths: pathFacts, units: new Map(unitFacts) };
};
