/** A folder with the files of a package, for root, in modes that no umask shaped, and all of one time. */
import {
  chmodSync,
  cpSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import path from 'node:path';
import type { FpmWords } from './fpm-words.ts';

export interface Staged {
  root: string;
  /** Below the root, folders before what is in them, in the order of their names. */
  entries: readonly { path: string; kind: 'folder' | 'file' | 'link' }[];
}

const kindOf = (file: string): Staged['entries'][number]['kind'] => {
  const facts = lstatSync(file);
  if (facts.isDirectory()) return 'folder';
  return facts.isSymbolicLink() ? 'link' : 'file';
};

const walk = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name);
      return kindOf(file) === 'folder' ? [file, ...walk(file)] : [file];
    });

/** Programs and scripts keep their bit; shared libraries and data have none. */
const isProgram = (file: string): boolean => {
  const head = readFileSync(file).subarray(0, 4).toString('latin1');
  return head.startsWith('#!') || (head === '\u007fELF' && !/\.so(?:\.\d+)*$/.test(file));
};

const modeOf = (file: string): number => {
  if (kindOf(file) === 'folder') return 0o755;
  const wasProgram = (lstatSync(file).mode & 0o111) !== 0;
  return wasProgram && isProgram(file) ? 0o755 : 0o644;
};

/** @param seconds since the epoch: the time of each. */
export const stage = (root: string, files: FpmWords['files'], seconds: number): Staged => {
  mkdirSync(root, { recursive: true });
  for (const { from, to } of files) {
    const target = path.join(root, to);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  }
  const all = walk(root);
  // A folder’s time changes with what is put into it.
  for (const file of [...all.reverse(), root]) {
    if (kindOf(file) !== 'link') chmodSync(file, modeOf(file));
    lutimesSync(file, seconds, seconds);
  }
  return {
    root,
    entries: walk(root).map((file) => ({ path: path.relative(root, file), kind: kindOf(file) })),
  };
};
