/** Facts from the disk for the linter. */
import type { FactsWanted, LintFacts, PathFact } from '../../core/lint/toolkit/disk-facts.ts';
import { decodeUtf8 } from '../../core/text/utf8.ts';
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

/** The facts about the places where env(1) looks for these names on behalf of a service. */
export const placesForEnv = async (
  names: readonly string[],
  searchPath: FactsWanted['searchPath'],
  {
    files,
    managerPath,
  }: { files: Pick<HostFiles, 'inspect'>; managerPath: Surroundings['managerPath'] },
): Promise<Pick<LintFacts, 'paths' | 'searchPath'>> => {
  if (names.length === 0) return { paths: new Map(), searchPath: null };
  const folders = searchPath === 'manager' ? await managerPath() : searchPath;
  const paths = await files.inspect(
    (folders ?? []).flatMap((folder) => names.map((name) => `${folder}/${name}`)),
  );
  return { paths, searchPath: folders };
};

/** The facts about `paths`, and about the interpreters that env(1) would look for. */
const readPaths = async (
  { paths, searchPath }: FactsWanted,
  { files, managerPath }: Pick<Surroundings, 'files' | 'managerPath'>,
): Promise<Pick<LintFacts, 'paths' | 'searchPath'>> => {
  const facts = await files.inspect(paths);
  const names = namesForEnv(facts);
  const found = await placesForEnv(names, searchPath, { files, managerPath });
  return { paths: new Map([...facts, ...found.paths]), searchPath: found.searchPath };
};

/** Which variables the files of environment.d(5) set, in any of the folders. */
const readEnvironment = async (
  folders: readonly string[],
  files: Pick<HostFiles, 'readTree'>,
): Promise<Set<string>> => {
  const tree = await files.readTree(
    folders.map((path) => ({ path, names: null })),
    { texts: ['.conf'], below: {} },
  );
  const contents = [...tree.values()].flatMap(({ entries }) =>
    [...entries.values()].flatMap((entry) => {
      const file = entry.kind === 'link' ? entry.end : entry;
      return file?.kind === 'file' && file.bytes !== null ? [decodeUtf8(file.bytes)] : [];
    }),
  );
  const lines = contents.flatMap((text) => text.split('\n'));
  return new Set(lines.flatMap((line) => /^\s*([A-Za-z_]\w*)=/.exec(line)?.[1] ?? []));
};

interface Surroundings {
  /** The user manager's search path for units. */
  userFolders: readonly string[];
  /** That of the system's manager; the folders of every distribution by default. */
  systemFolders?: readonly string[];
  files: Pick<HostFiles, 'inspect' | 'exist' | 'readTree'>;
  /** Where the manager reads environment.d(5); nowhere by default. */
  environmentFolders?: readonly string[];
  /** The manager's own PATH; null if unknown. Asked only if something depends on it. */
  managerPath(): Promise<readonly string[] | null>;
}

/** A fact the disk doesn't deliver within a second causes no finding. */
export const readLintFacts = async (
  wanted: FactsWanted,
  surroundings: Surroundings,
): Promise<LintFacts> => {
  const { units } = wanted;
  const {
    userFolders,
    systemFolders = usualSystemFolders,
    environmentFolders = [],
    files,
  } = surroundings;
  const [pathFacts, environment, there] = await Promise.all([
    readPaths(wanted, surroundings),
    // Without them, a variable may be reported as not set.
    wanted.environment ? readEnvironment(environmentFolders, files) : new Set<string>(),
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
  return { ...pathFacts, environment, units: new Map(unitFacts), now: Date.now() };
};
