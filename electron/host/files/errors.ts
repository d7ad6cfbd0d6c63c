/** Turns file system errors into problems the user can act on. */
import path from 'node:path';
import { fail, ProblemError } from '../../core/problems/problem.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';

/** The code of a system error such as `ENOENT`; '' for anything else. */
export const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';

export const isMissing = (thrown: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes(codeOf(thrown));

/** One sentence saying what went wrong. */
export const sentenceOf = (thrown: unknown): string => {
  const reasons: Record<string, string> = problemsFilesTexts.reasons;
  return (
    reasons[codeOf(thrown)] ?? (thrown instanceof Error ? `${thrown.message}.` : String(thrown))
  );
};

/** Turns a failed write into file-exists, disk-full, folder-not-writable or file-failed; keeps a problem as is. */
export const writeProblem = (thrown: unknown, file: string): ProblemError => {
  if (thrown instanceof ProblemError) return thrown;
  switch (codeOf(thrown)) {
    case 'EEXIST':
      return fail('file-exists', { path: file });
    case 'ENOSPC':
    case 'EDQUOT':
      return fail('disk-full', { path: file });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return fail('folder-not-writable', { path: path.dirname(file), detail: sentenceOf(thrown) });
    default:
      return fail('file-failed', { path: file, detail: sentenceOf(thrown) });
  }
};
