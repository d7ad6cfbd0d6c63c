/** What the disk and the manager say about a form, before anything is written. */
import type { CreationPaths } from '../../core/create/steps.ts';
import { setMode, shellLine } from '../../core/commands.ts';
import { expandPath } from '../../core/syntax/exec-writer.ts';
import type { FormFinding, ServiceForm } from '../../core/create/service-form.ts';
import { nameFault, serviceNameOf } from '../../core/names/unit-name.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { PathFact } from '../../core/lint/toolkit/disk-facts.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { UnitStore } from '../../system/units/store.ts';

const error = (field: FormFinding['field'], text: string): FormFinding => ({
  field,
  level: 'error',
  text,
});

const programFindings = (path: string, fact: PathFact): FormFinding[] => {
  switch (fact.kind) {
    case 'missing':
      return [error('program', `There is no ${path}. systemd would not find it either.`)];
    case 'folder':
      return [error('program', `${path} is a folder. Name the program inside it.`)];
    case 'unknown':
      return [error('program', `${path} cannot be reached: a folder on the way is closed to you.`)];
    case 'file':
      if (!fact.isExecutable || fact.isOnNoexecMount) {
        return [
          error('program', `${path} is not executable. Try: ${shellLine(setMode(path, '+x'))}`),
        ];
      }
      if (fact.interpreter.kind === 'none') {
        return [
          error(
            'program',
            `${path} is a script without “#!” in its first line, so systemd cannot tell what runs it. Add for example “#!/bin/sh”.`,
          ),
        ];
      }
      return [];
  }
};

const folderFindings = (path: string, fact: PathFact): FormFinding[] => {
  switch (fact.kind) {
    case 'folder':
      return fact.isEnterable
        ? []
        : [
            error(
              'workingDirectory',
              `You may not enter ${path}, so the service could not either.`,
            ),
          ];
    case 'file':
      return [error('workingDirectory', `${path} is a file, not a folder.`)];
    case 'missing':
    case 'unknown':
      return [
        error('workingDirectory', `There is no folder ${path}; the service would not start.`),
      ];
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
      if (taken !== null) return [error('name', `There already is a ${unit}: ${taken}`)];
      if (store.state().units[unit] !== undefined) {
        return [error('name', `The manager already has a ${unit} in memory.`)];
      }
      const [alike] = await unitStore.namesLike(unit);
      const text = `There already is a ${alike ?? ''}. systemd tells the two apart, but people mix them up.`;
      return alike === undefined ? [] : [{ field: 'name', level: 'warning', text }];
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
        : [error('script', `${scriptFile} already exists, and Hearth never overwrites a script.`)];
    };

    const proofFindings =
      proof.startsWith('/') && factOf(proof).kind === 'folder'
        ? [error('proofFile', `${proof} is a folder. Name a file that the service writes.`)]
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
