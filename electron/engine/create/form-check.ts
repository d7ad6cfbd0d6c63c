/** What the disk and the manager say about a form, before anything is written. */
import { constants, open, stat } from 'node:fs/promises';
import type { CreationPaths } from '../../core/create/steps.ts';
import { setMode, shellLine } from '../../core/commands.ts';
import { expandPath } from '../../core/syntax/exec-writer.ts';
import type { FormFinding, ServiceForm } from '../../core/create/service-form.ts';
import { createFindingsTexts } from '../../core/texts/create/findings.ts';
import { nameFault, serviceNameOf } from '../../core/names/unit-name.ts';
import type { Store } from '../../core/app/store.ts';
import { may } from '../../system/fs/paths.ts';
import type { UnitStore } from '../../system/units/store.ts';

const error = (field: FormFinding['field'], text: string): FormFinding => ({
  field,
  level: 'error',
  text,
});

const kindOf = async (path: string): Promise<'file' | 'folder' | 'missing' | 'unreadable'> => {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
  }
};

/** True for text without `#!`: the kernel refuses that. ELF and the formats of binfmt_misc hold null bytes. execve(2). */
const isScriptWithoutInterpreter = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r').catch(() => null);
  // What cannot be read may still be run: --x--x--x.
  if (file === null) return false;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead);
    return !head.includes(0) && head.subarray(0, 2).toString('latin1') !== '#!';
  } finally {
    await file.close();
  }
};

const programFindings = async (path: string): Promise<FormFinding[]> => {
  switch (await kindOf(path)) {
    case 'missing':
      return [error('program', createFindingsTexts.programMissing(path))];
    case 'folder':
      return [error('program', createFindingsTexts.programIsFolder(path))];
    case 'unreadable':
      return [error('program', createFindingsTexts.programUnreachable(path))];
    case 'file':
      if (!(await may(path, constants.X_OK))) {
        const command = shellLine(setMode(path, '+x'));
        return [error('program', createFindingsTexts.notExecutable({ path, command }))];
      }
      if (await isScriptWithoutInterpreter(path)) {
        return [error('program', createFindingsTexts.programWithoutInterpreter(path))];
      }
      return [];
  }
};

const folderFindings = async (path: string): Promise<FormFinding[]> => {
  switch (await kindOf(path)) {
    case 'folder':
      return (await may(path, constants.X_OK))
        ? []
        : [error('workingDirectory', createFindingsTexts.folderClosed(path))];
    case 'file':
      return [error('workingDirectory', createFindingsTexts.folderIsFile(path))];
    case 'missing':
    case 'unreadable':
      return [error('workingDirectory', createFindingsTexts.folderMissing(path))];
  }
};

export const createFormCheck =
  (store: Store, unitStore: Pick<UnitStore, 'findUnitFile' | 'namesLike'>) =>
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

    const scriptFindings = async (): Promise<FormFinding[]> => {
      const { scriptFile } = paths;
      if (scriptFile === null || nameFault(form.name) !== null || ours.includes(scriptFile))
        return [];
      return (await kindOf(scriptFile)) === 'missing'
        ? []
        : [error('script', createFindingsTexts.scriptExists(scriptFile))];
    };

    const proofFindings = async (): Promise<FormFinding[]> => {
      const proof = real(form.proofFile);
      return proof.startsWith('/') && (await kindOf(proof)) === 'folder'
        ? [error('proofFile', createFindingsTexts.proofIsFolder(proof))]
        : [];
    };

    const program = real(form.program);
    const folder = real(form.workingDirectory);
    return [
      ...(await nameFindings()),
      ...(await scriptFindings()),
      ...(form.runs === 'program' && program.startsWith('/') ? await programFindings(program) : []),
      ...(folder.startsWith('/') ? await folderFindings(folder) : []),
      ...(await proofFindings()),
    ];
  };
