import { triggerOf } from '../../core/create/form-job.ts';
import { scriptText, scriptUnitPath, unitText } from '../../core/create/service-form.ts';
import type { ServiceForm } from '../../core/create/service-form.ts';
import { tryFindings } from '../../core/create/try-form.ts';
import type { UnitFileRef, UnitSource } from '../../core/files/unit-files.ts';
import { ownPath } from '../../core/files/unit-files.ts';
import { scriptFolderOf, scriptUnitFolder } from '../../core/names/script-names.ts';
import { isServiceName, isTemplate, nameFault, serviceNameOf } from '../../core/names/unit-name.ts';
import { fail, ProblemError } from '../../core/problems/problem.ts';
import { encodeUtf8 } from '../../core/text/utf8.ts';
import type { TriedFile, TriedUnit } from '../../core/try/tried-files.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { tryMethods } from '../../ipc/contract/jobs/try.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { ProgramSearch } from '../create/find-program.ts';
import type { Trying } from './trying.ts';

interface Deps {
  store: Pick<AccountStore, 'state'>;
  unitStore: Pick<UnitStore, 'source'>;
  findProgram: ProgramSearch;
  trying: Trying;
}

interface Edited {
  file: UnitFileRef;
  bytes: Uint8Array;
}

/** The files as they would be saved, in the order in which they count. */
const filesOf = (source: UnitSource, edited: readonly Edited[]): TriedFile[] => {
  const files = edited.filter(({ file }) => file.kind !== 'script');
  const changed = new Map(files.map(({ file, bytes }) => [ownPath(source, file), bytes]));
  const isFragmentEdited = files.some(({ file }) => file.kind === 'fragment');
  const onDisk = source.files.flatMap(({ ref, path, content }): TriedFile[] => {
    if (ref.kind === 'script' || changed.has(path)) return [];
    // A copy of the file in the person’s own folder replaces it.
    if (ref.kind === 'fragment' && isFragmentEdited) return [];
    if (content.kind === 'problem') throw new ProblemError(content.problem);
    return content.kind === 'masked' ? [] : [{ path, bytes: content.bytes }];
  });
  const all = [...onDisk, ...[...changed].map(([path, bytes]) => ({ path, bytes }))];
  const fragments = [
    source.ownFragment,
    ...source.files.flatMap(({ ref, path }) => (ref.kind === 'fragment' ? [path] : [])),
  ];
  const fragment = all.find(({ path }) => fragments.includes(path));
  if (fragment === undefined) throw fail('no-try', { unit: source.unit });
  return [fragment, ...all.filter((one) => one !== fragment)];
};

export const tryHandlers = ({
  store,
  unitStore,
  findProgram,
  trying,
}: Deps): HandlersOf<typeof tryMethods> => {
  const { home, runtimeFolder: runtime, unitFolder } = store.state().person;
  const scriptPaths = (name: string): string[] =>
    [scriptUnitFolder, scriptFolderOf({ home, runtime })].map((folder) => `${folder}/${name}`);

  const triedForm = async (given: ServiceForm): Promise<TriedUnit> => {
    const form = { ...given, name: nameFault(given.name) === null ? given.name : 'try' };
    const errors = tryFindings(form);
    if (errors.length > 0)
      throw fail('form-invalid', { findings: errors.map((finding) => finding.text) });
    const search = await findProgram(form);
    const program = search.kind === 'found' ? search.path : null;
    const unit = serviceNameOf(form.name);
    const trigger = triggerOf(form);
    const script = scriptUnitPath(form).slice(scriptUnitFolder.length + 1);
    return {
      unit,
      sockets: trigger?.endsWith('.socket') === true ? [trigger] : [],
      files: [{ path: `${unitFolder}/${unit}`, bytes: encodeUtf8(unitText(form, program)) }],
      scripts:
        form.runs === 'script'
          ? [{ paths: scriptPaths(script), bytes: encodeUtf8(scriptText(form)) }]
          : [],
    };
  };

  const triedUnit = async (unit: string, edited: readonly Edited[]): Promise<TriedUnit> => {
    if (!isServiceName(unit) || isTemplate(unit)) throw fail('no-try', { unit });
    const source = await unitStore.source(unit);
    return {
      unit,
      sockets: [],
      files: filesOf(source, edited),
      scripts: edited.flatMap(({ file, bytes }) =>
        file.kind === 'script' ? [{ paths: scriptPaths(file.name), bytes }] : [],
      ),
    };
  };

  return {
    tryForm: ({ form, seconds }) => trying.begin(() => triedForm(form), seconds),
    tryUnit: ({ unit, edited, seconds }) => trying.begin(() => triedUnit(unit, edited), seconds),
    stopTry: () => trying.stop(),
  };
};
