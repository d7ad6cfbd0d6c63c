/** Checks a form against the disk and the manager before anything is written. */
import type { CreationPaths } from '../../core/create/steps.ts';
import { setMode, shellLine } from '../../core/commands.ts';
import { expandPath } from '../../core/syntax/exec-writer.ts';
import type { FormFinding, ServiceForm } from '../../core/create/service-form.ts';
import { createFindingsTexts } from '../../core/texts/create/findings.ts';
import { nameFault, serviceNameOf } from '../../core/names/unit-name.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { PathFact } from '../../core/lint/toolkit/disk-facts.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';

const error = (field: FormFinding['field'], text: string): FormFinding => ({
  field,
  level: 'error',
  text,
});

const programFindings = (path: string, fact: PathFact): FormFinding[] => {
  switch (fact.kind) {
    case 'missing':
      return [error('program', createFindingsTexts.programMissing(path))];
    case 'folder':
      return [error('program', createFindingsTexts.programIsFolder(path))];
    case 'unknown':
      return [error('program', createFindingsTexts.programUnreachable(path))];
    case 'file':
      if (!fact.isExecutable || fact.isOnNoexecMount) {
        const command = shellLine(setMode(path, '+x'));
        return [error('program', createFindingsTexts.notExecutable({ path, command }))];
      }
      if (fact.interpreter.kind === 'none') {
        return [error('program', createFindingsTexts.programWithoutInterpreter(path))];
      }
      return [];
  }
};

const folderFindings = (path: string, fact: PathFact): FormFinding[] => {
  switch (fact.kind) {
    case 'folder':
      return fact.isEnterable
        ? []
        : [error('workingDirectory', createFindingsTexts.folderClosed(path))];
    case 'file':
      return [error('workingDirectory', createFindingsTexts.folderIsFile(path))];
    case 'missing':
    case 'unknown':
      return [error('workingDirectory', createFindingsTexts.folderMissing(path))];
  }
};

export const createFormCheck =
  (
    store: AccountStore,
    unitStore: Pick<UnitStore, 'findUnitFile' | 'namesLike'>,
    files: Pick<HostFiles, 'inspect'>,
  ) =>
  async (
    form: ServiceForm,
    paths: CreationPaths,
    ours: readonly string[],
  ): Promise<FormFinding[]> => {
    const { home, runtimeFolder: runtime } = store.state().person;
    const real = (path: string): string => expandPath(path.trim(), { home, runtime });

    const nameFindings = async (): Promise<FormFinding[]> => {
      if (nameFault(form.name) !== null) return [];
      const unit = serviceNameOf(form.name);
      if (ours.includes(paths.unitFile)) return [];
      const taken = await unitStore.findUnitFile(unit);
      if (taken !== null) return [error('name', createFindingsTexts.nameTaken(unit, taken))];
      if (store.state().units[unit] !== undefined) {
        return [error('name', createFindingsTexts.nameLoaded(unit))];
      }
      const [alike] = await unitStore.namesLike(unit);
      return alike === undefined
        ? []
        : [{ field: 'name', level: 'warning', text: createFindingsTexts.nameAlike(alike) }];
    };

    const { scriptFile } = paths;
    const proof = real(form.proofFile);
    const program = real(form.program);
    const folder = real(form.workingDirectory);
    const asked = [scriptFile ?? '', proof, program, folder].filter((path) => path.startsWith('/'));
    const facts = await files.inspect(asked);
    const factOf = (path: string): PathFact => facts.get(path) ?? { kind: 'unknown' };

    const scriptFindings = (): FormFinding[] => {
      if (scriptFile === null || nameFault(form.name) !== null || ours.includes(scriptFile))
        return [];
      return factOf(scriptFile).kind === 'missing'
        ? []
        : [error('script', createFindingsTexts.scriptExists(scriptFile))];
    };

    const proofFindings =
      proof.startsWith('/') && factOf(proof).kind === 'folder'
        ? [error('proofFile', createFindingsTexts.proofIsFolder(proof))]
        : [];

    return [
      ...(await nameFindings()),
      ...scriptFindings(),
      ...(form.runs === 'program' && program.startsWith('/')
        ? programFindings(program, factOf(program))
        : []),
      ...(folder.startsWith('/') ? folderFindings(folder, factOf(folder)) : []),
      ...proofFindings,
    ];
  };
