/** Permissions that are missing. */
import { listItself, setMode, shellLine, sudo } from '../../../commands.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import type { Case } from '../../case/case.ts';
import { tell, thenStart } from '../../case/offered-remedies.ts';
import type { OfferedRemedy } from '../../remedy.ts';
import type { Look } from '../../symptoms.ts';

/** Whoever may read it may execute it. */
const executeBits = (mode: number): number => 0o100 | ((mode & 0o044) >> 2);

export const makeExecutable = (
  of: Case,
  path: string,
  { isOwn, mode }: Look<'file'>,
): OfferedRemedy =>
  isOwn
    ? thenStart(
        of,
        'safe',
        'make-executable',
        diagnosisRemediesTexts.makeExecutable(path),
        [{ do: 'add-mode', path, bits: executeBits(mode) }],
        shellLine(setMode(path, '+x')),
      )
    : tell(
        'make-executable',
        diagnosisRemediesTexts.makeExecutableAsRoot(path),
        shellLine(sudo(setMode(path, '+x'))),
      );

/** What the person may do then, in bits and as chmod(1) takes it. */
const permissions = {
  read: { bits: 0o400, mode: 'u+r' },
  write: { bits: 0o200, mode: 'u+w' },
  /** Of a folder: to make files in it as well. */
  enter: { bits: 0o700, mode: 'u+rwx' },
} as const;

export const lookAtMode = (path: string): OfferedRemedy =>
  tell('look-at-mode', diagnosisRemediesTexts.lookAtMode(path), shellLine(listItself(path)));

/** Sets a permission of the person’s own file or folder. */
export const addMode = (
  of: Case,
  path: string,
  { isOwn, realPath }: Look<'file' | 'folder'>,
  permission: keyof typeof permissions,
): OfferedRemedy => {
  const { bits, mode } = permissions[permission];
  return isOwn
    ? thenStart(
        of,
        'safe',
        'add-mode',
        diagnosisRemediesTexts.addMode(path),
        [{ do: 'add-mode', path: realPath, bits }],
        shellLine(setMode(path, mode)),
      )
    : lookAtMode(path);
};
