/** What the disk and the manager say about a form, before anything is written. */
import { constants, open, stat } from 'node:fs/promises';
import type { CreationPaths } from '../../core/create/steps.ts';
import { setMode, shellLine } from '../../core/commands.ts';
import { expandPath } from '../../core/syntax/exec-writer.ts';
import type { FormFinding, ServiceForm } from '../../core/create/service-form.ts';
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
      return [error('program', `There is no ${path}. systemd would not find it either.`)];
    case 'folder':
      return [error('program', `${path} is a folder. Name the program inside it.`)];
    case 'unreadable':
      return [error('program', `${path} cannot be reached: a folder on the way is closed to you.`)];
    case 'file':
      if (!(await may(path, constants.X_OK))) {
        return [
          error('program', `${path} is not executable. Try: ${shellLine(setMode(path, '+x'))}`),
        ];
      }
      if (await isScriptWithoutInterpreter(path)) {
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

const folderFindings = async (path: string): Promise<FormFinding[]> => {
  switch (await kindOf(path)) {
    case 'folder':
      return (await may(path, constants.X_OK))
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
    case 'unreadable':
      return [
        error('workingDirectory', `There is no folder ${path}; the service would not start.`),
      ];
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
      if (taken !== null) return [error('name', `There already is a ${unit}: ${taken}`)];
      if (store.state().units[unit] !== undefined) {
        return [error('name', `The manager already has a ${unit} in memory.`)];
      }
      const [alike] = await unitStore.namesLike(unit);
      const text = `There already is a ${alike ?? ''}. systemd tells the two apart, but people mix them up.`;
      return alike === undefined ? [] : [{ field: 'name', level: 'warning', text }];
    };

    const scriptFindings = async (): Promise<FormFinding[]> => {
      const { scriptFile } = paths;
      if (scriptFile === null || nameFault(form.name) !== null || ours.includes(scriptFile))
        return [];
      return (await kindOf(scriptFile)) === 'missing'
        ? []
        : [error('script', `${scriptFile} already exists, and Hearth never overwrites a script.`)];
    };

    const proofFindings = async (): Promise<FormFinding[]> => {
      const proof = real(form.proofFile);
      return proof.startsWith('/') && (await kindOf(proof)) === 'folder'
        ? [error('proofFile', `${proof} is a folder. Name a file that the service writes.`)]
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
