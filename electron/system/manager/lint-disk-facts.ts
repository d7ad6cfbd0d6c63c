/** Facts from the disk for the linter. */
import type { FactsWanted, LintFacts, PathFact } from '../../core/lint/toolkit/disk-facts.ts';
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

/** The names that env(1) looks for on behalf of scripts. */
const namesForEnv = (facts: ReadonlyMap<string, PathFact>): string[] => [
  ...new Set(
    [...facts.values()].flatMap((fact) =>
      fact.kind === 'file' && fact.interpreter.kind === 'by-env' ? [fact.interpreter.name] : [],
    ),
  ),
];

/** The facts about `paths`, and about the interpreters that env(1) would look for. */
const readPaths = async (
  { paths, searchPath }: FactsWanted,
  { files, managerPath }: Pick<Surroundings, 'files' | 'managerPath'>,
): Promise<Pick<LintFacts, 'paths' | 'searchPath'>> => {
  const facts = await files.inspect(paths);
  const names = namesForEnv(facts);
  if (names.length === 0) return { paths: facts, searchPath: null };
  const folders = searchPath === 'manager' ? await managerPath() : searchPath;
  const found = await files.inspect(
    (folders ?? []).flatMap((folder) => names.map((name) => `${folder}/${name}`)),
  );
  return { paths: new Map([...facts, ...found]), searchPath: folders };
};

interface Surroundings {
  /** The user manager's search path for units. */
  userFolders: readonly string[];
  /** That of the system's manager; the folders of every distribution by default. */
  systemFolders?: readonly string[];
  files: Pick<HostFiles, 'inspect' | 'exist'>;
  /** The manager's own PATH; null if unknown. Asked only if something depends on it. */
  managerPath(): Promise<readonly string[] | null>;
}

/** A fact the disk doesn't deliver within a second causes no finding. */
export const readLintFacts = async (
  wanted: FactsWanted,
  surroundings: Surroundings,
): Promise<LintFacts> => {
  const { units } = wanted;
  const { userFolders, systemFolders = usualSystemFolders, files } = surroundings;
  const [pathFacts, there] = await Promise.all([
    readPaths(wanted, surroundings),
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
  return { ...pathFacts, units: new Map(unitFacts), now: Date.now() };
};
