/** Checks a form against the disk and the manager before anything is written. */
import { serviceOf, triggerOf } from '../../core/create/form-job.ts';
import { proofFileOf } from '../../core/create/form-proof.ts';
import type { CreationPaths } from '../../core/create/steps.ts';
import { setMode, shellLine } from '../../core/commands.ts';
import { expandPath, isFullPath } from '../../core/syntax/exec-writer.ts';
import { commandOf, type FormFinding, type ServiceForm } from '../../core/create/service-form.ts';
import { createFindingsTexts } from '../../core/texts/create/findings.ts';
import { nameFault } from '../../core/names/unit-name.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { PathFact } from '../../core/lint/toolkit/disk-facts.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { FoundProgram } from './find-program.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';

const error = (field: FormFinding['field'], text: string): FormFinding => ({
  field,
  level: 'error',
  text,
});

const programFindings = (path: string, fact: PathFact): FormFinding[] => {
  switch (fact.kind) {
    case 'missing':
      return [error('command', createFindingsTexts.programMissing(path))];
    case 'folder':
      return [error('command', createFindingsTexts.programIsFolder(path))];
    case 'unknown':
      return [error('command', createFindingsTexts.programUnreachable(path))];
    case 'file':
      if (!fact.isExecutable || fact.isOnNoexecMount) {
        const command = shellLine(setMode(path, '+x'));
        return [error('command', createFindingsTexts.notExecutable({ path, command }))];
      }
      if (fact.interpreter.kind === 'none') {
        return [error('command', createFindingsTexts.programWithoutInterpreter(path))];
      }
      return [];
  }
};

const folderFindings = (
  field: FormFinding['field'],
  path: string,
  fact: PathFact,
): FormFinding[] => {
  switch (fact.kind) {
    case 'folder':
      return fact.isEnterable ? [] : [error(field, createFindingsTexts.folderClosed(path))];
    case 'file':
      return [error(field, createFindingsTexts.folderIsFile(path))];
    case 'missing':
      return [
        {
          ...error(field, createFindingsTexts.folderMissing(path)),
          offers: [{ kind: 'folder', path }],
        },
      ];
    case 'unknown':
      return [error(field, createFindingsTexts.folderMissing(path))];
  }
};

/** A script that an interpreter is given by a relative path, such as `app.py`. */
const relativeScript = (args: readonly string[]): string | undefined => {
  const first = args.find((argument) => !argument.startsWith('-'));
  return first !== undefined &&
    /^[^/%$]+(?:\/[^/%$]+)*\.(?:py|m?js|cjs|ts|sh|rb|pl|php|jar|lua)$/.test(first)
    ? first
    : undefined;
};

export const createFormCheck =
  (
    store: AccountStore,
    unitStore: Pick<UnitStore, 'findUnitFile' | 'namesLike'>,
    files: Pick<HostFiles, 'inspect'>,
  ) =>
  /** @param search where the program of the command was looked for. */
  async (
    form: ServiceForm,
    paths: CreationPaths,
    ours: readonly string[],
    search: FoundProgram,
  ): Promise<FormFinding[]> => {
    const { home, runtimeFolder: runtime } = store.state().person;
    const real = (path: string): string => expandPath(path.trim(), { home, runtime });

    const takenBy = async (unit: string): Promise<FormFinding[]> => {
      const taken = await unitStore.findUnitFile(unit);
      if (taken !== null) return [error('name', createFindingsTexts.nameTaken(unit, taken))];
      return store.state().units[unit] === undefined
        ? []
        : [error('name', createFindingsTexts.nameLoaded(unit))];
    };

    const nameFindings = async (): Promise<FormFinding[]> => {
      if (nameFault(form.name) !== null) return [];
      const unit = serviceOf(form);
      const trigger = triggerOf(form);
      const ofTrigger =
        trigger === null || ours.includes(paths.triggerFile ?? '') ? [] : await takenBy(trigger);
      if (ours.includes(paths.unitFile)) return ofTrigger;
      const taken = [...(await takenBy(unit)), ...ofTrigger];
      if (taken.length > 0) return taken;
      const [alike] = await unitStore.namesLike(unit);
      return alike === undefined
        ? []
        : [{ field: 'name', level: 'warning', text: createFindingsTexts.nameAlike(alike) }];
    };

    const { scriptFile } = paths;
    const proof = real(proofFileOf(form));
    const command = commandOf(form);
    const isProgram = form.runs === 'program' && isFullPath(paths.program ?? command.program);
    const program = isProgram ? real(paths.program ?? command.program) : '';
    const folder = real(command.folder);
    const script = relativeScript(command.arguments);
    const startsIn = folder === '' ? home : folder;
    const scriptPath = script === undefined ? '' : `${startsIn}/${script}`;
    const asked = [scriptFile ?? '', proof, program, folder, scriptPath].filter((path) =>
      path.startsWith('/'),
    );
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

    const commandFindings = (): FormFinding[] => {
      if (search.kind === 'missing') {
        const folders = search.folders.join(':');
        const text = createFindingsTexts.command.notFound({ program: command.program, folders });
        return [error('command', text)];
      }
      return program === '' ? [] : programFindings(program, factOf(program));
    };

    const missingScript: FormFinding[] =
      script !== undefined && factOf(scriptPath).kind === 'missing'
        ? [
            {
              field: 'command',
              level: 'warning',
              text: createFindingsTexts.command.fileMissing({ file: script, folder: startsIn }),
            },
          ]
        : [];

    // A folder named in the command is reported there, where it was typed.
    const folderField = form.workingDirectory.trim() === '' ? 'command' : 'workingDirectory';
    return [
      ...(await nameFindings()),
      ...scriptFindings(),
      ...commandFindings(),
      ...missingScript,
      ...(folder.startsWith('/') ? folderFindings(folderField, folder, factOf(folder)) : []),
      ...proofFindings,
    ];
  };
