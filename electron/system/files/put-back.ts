/** Restores files unless somebody else changed them since. */
import { fail } from '../../core/problems/problem.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import type { FileVersion } from '../../core/files/unit-files.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import path from 'node:path';

const inTheWay = (at: string): Error =>
  fail('file-failed', {
    path: at,
    detail: problemsFilesTexts.somethingElse,
  });

const changedSince = (at: string): Error =>
  fail('file-failed', {
    path: at,
    detail: problemsFilesTexts.changedSince,
  });

type Files = Pick<HostFiles, 'put' | 'remove' | 'makeFolders'>;

/** Each function returns whether it changed anything. @throws file-failed, disk-full, folder-not-writable. */
export const putFile = async (
  files: Files,
  at: string,
  bytes: Uint8Array,
  mode: number,
): Promise<boolean> => {
  await files.makeFolders([path.dirname(at)]);
  const outcome = await files.put(at, bytes, { expect: null, mode });
  if (outcome.kind === 'saved') return true;
  if (outcome.theirs?.version === versionOf(bytes)) return false;
  throw inTheWay(at);
};

/** Replaces our text with the earlier text. */
export const restoreFile = async (
  files: Files,
  at: string,
  ours: FileVersion,
  before: Uint8Array,
): Promise<boolean> => {
  const outcome = await files.put(at, before, { expect: ours });
  if (outcome.kind === 'saved') return true;
  if (outcome.theirs?.version === versionOf(before)) return false;
  throw changedSince(at);
};

/** Removes a file we created unless it changed since. */
export const removeMade = async (files: Files, at: string, ours: FileVersion): Promise<boolean> => {
  const outcome = await files.remove(at, { expect: ours });
  if (outcome.kind === 'removed') return true;
  if (outcome.theirs === null) return false;
  throw changedSince(at);
};
