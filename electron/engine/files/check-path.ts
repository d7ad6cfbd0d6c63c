/** Checks a file anywhere on disk as the editor would: the file's own folder counts as part of the search path. */
import { loadedPath, placeOfFile, type FilePlace } from '../../core/files/file-place.ts';
import { problem, toProblem, type Problem } from '../../core/problems/problem.ts';
import type { ManagerScope } from '../../core/commands.ts';
import type { Finding } from '../../core/syntax/finding.ts';
import { parse } from '../../core/syntax/unit-file.ts';
import { isEnabled } from '../../core/units/unit.ts';
import type { Host } from '../../host/host.ts';
import { createRunner } from '../../host/runner.ts';
import { createAnalyze } from '../../system/manager/analyze.ts';
import { createConfigurationItems } from '../../system/manager/configuration-items.ts';
import { createLintSurroundings } from '../../system/lint/surroundings.ts';
import { createUnitStore } from '../../system/units/unit-store.ts';
import { createUnitTree } from '../../system/units/unit-tree.ts';
import { unitFiles } from '../units/rows.ts';
import { createFileCheck, searchPathOf } from './check.ts';

export type PathCheck =
  | {
      kind: 'checked';
      findings: Finding[];
      /** Lines of systemd-analyze about other files and units. */
      others: string[];
      /** A sentence why systemd-analyze couldn’t check the file; null if it did. */
      notVerified: string | null;
      /** The unit that a drop-in in no unit’s folder was taken to belong to; null for any other file. */
      takenFor: string | null;
      scope: ManagerScope;
    }
  /** A link to /dev/null: it keeps a unit from being loaded, and says nothing else. */
  | { kind: 'mask' }
  | { kind: 'failed'; problem: Problem };

const failed = (told: Problem): PathCheck => ({ kind: 'failed', problem: told });

/** Opens no window, connects to no bus, and needs no running manager. */
export const createPathCheck = (host: Host) => {
  const { files, account: person } = host;
  const runner = createRunner(host, () => undefined);
  const configurationItems = createConfigurationItems(runner);
  const surroundings = createLintSurroundings(runner);

  const usualPaths = {
    user: searchPathOf(createAnalyze(runner, 'user'), 'user', person),
    system: searchPathOf(createAnalyze(runner, 'system'), 'system', person),
  };

  /** The check for files in a folder; null for files in none. */
  const openCheck = async (scope: ManagerScope, folder: string | null) => {
    const analyze = createAnalyze(runner, scope);
    const usual = await usualPaths[scope]();
    // A `:` in its path would end it: systemd.unit(5), SYSTEMD_UNIT_PATH.
    const own = folder === null || folder.includes(':') || usual.includes(folder) ? [] : [folder];
    const searchPath = [...own, ...usual];
    const [unitFolder = person.unitFolder] =
      scope === 'user' ? own : [...own, '/etc/systemd/system'];
    const { runtimeFolder } = person;
    const tree = createUnitTree({ files, searchPath, unitFolder, runtimeFolder });
    await tree.read(null);
    const disk = unitFiles(tree.folders(), { upholds: true });
    const unitPaths = (): Promise<string[]> => Promise.resolve(searchPath);
    return createFileCheck({
      files,
      person,
      scope,
      // A package’s links beside its units make them static, not enabled.
      isEnabled: (unit) =>
        !/\/lib\/systemd\/(?:user|system)$/.test(folder ?? '') &&
        isEnabled(disk.row(unit)?.unitFileState),
      analyze: {
        unitPaths,
        verifyIn: ([scratch], unit, signal) => analyze.verifyIn([scratch, ...own], unit, signal),
      },
      unitStore: createUnitStore({ files, unitFolder, paths: unitPaths, person }),
      configurationItems,
      surroundings,
    });
  };

  const checks = new Map<string, ReturnType<typeof openCheck>>();
  const checkFor = ({ scope, folder }: FilePlace): ReturnType<typeof openCheck> => {
    const key = `${scope} ${folder ?? ''}`;
    const check = checks.get(key) ?? openCheck(scope, folder);
    checks.set(key, check);
    return check;
  };

  let asked = 0;
  const checkBytes = async (file: string, bytes: Uint8Array): Promise<PathCheck> => {
    const place = placeOfFile(
      file,
      parse(bytes).sections.map(({ name }) => name),
    );
    if (place === null) {
      return failed(
        problem(file.endsWith('.conf') ? 'no-drop-in' : 'not-named-as-unit', { path: file }),
      );
    }
    if (bytes.includes(0)) return failed(problem('not-text', { path: file }));
    const { unit, ref, folder, scope } = place;
    const check = await checkFor(place);
    // Drop-ins outside of folders, or links, can be of one unit: none stops the check of another.
    asked += 1;
    const { findings, others } = await check.check({ unit, file: ref, bytes }, String(asked));
    const isAboutCheck = ({ code }: Finding): boolean => code === 'not-verified';
    return {
      kind: 'checked',
      findings: findings.filter((finding) => !isAboutCheck(finding)),
      others,
      notVerified: findings.find(isAboutCheck)?.why ?? null,
      takenFor: folder === null ? unit : null,
      scope,
    };
  };

  /**
   * Never rejects because of what is at the path.
   * @param file absolute.
   */
  return async (file: string): Promise<PathCheck> => {
    try {
      const [real] = await files.realPaths([file]);
      if (real === '/dev/null') return { kind: 'mask' };
      const read = await files.read(file);
      return read === null
        ? failed(problem('nothing-to-check', { path: file }))
        : await checkBytes(loadedPath(file, real ?? file), read.bytes);
    } catch (thrown) {
      return failed(toProblem(thrown));
    }
  };
};
