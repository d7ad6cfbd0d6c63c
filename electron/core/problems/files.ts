/** The part of the problem table that is about files which cannot be read, edited or put back. */
import { headOf, listItself, listWay, shellLine } from '../commands.ts';
import type { ProblemText } from './problem-text.ts';

/** What stands where a file was expected. */
export type SpecialFile = 'folder' | 'fifo' | 'socket' | 'device';

/** Of fs.inotify: the kernel counts both for all programs of a person. */
export type WatchLimit = 'max_user_watches' | 'max_user_instances';

export interface FileProblemFacts {
  'file-special': { path: string; kind: SpecialFile };
  'file-unreadable': { path: string };
  'file-too-large': { path: string; sizeBytes: number; maxBytes: number };
  'link-loop': { path: string };
  /** A mask: `why` is a sentence, `command` takes it away. */
  'file-not-editable': { path: string; why: string; command: string | null };
  'version-gone': { id: string };
  'watch-limit': { limit: WatchLimit };
}

const specials: Record<SpecialFile, string> = {
  folder: 'a folder',
  fifo: 'a named pipe (FIFO)',
  socket: 'a socket',
  device: 'a device',
};

const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

export const fileProblems: {
  [Code in keyof FileProblemFacts]: (facts: FileProblemFacts[Code]) => ProblemText;
} = {
  'file-special': ({ path, kind }) => ({
    what: `${path} is ${specials[kind]}, not a file.`,
    why: 'A unit file is an ordinary file with text. Hearth did not open this.',
    next: 'Move it away, or put a file in its place.',
    command: shellLine(listItself(path)),
  }),
  'file-unreadable': ({ path }) => ({
    what: `You may not read ${path}.`,
    why: 'Its permissions, or those of a folder on the way, keep you out; your user manager cannot read it either.',
    next: 'See who may read what on the way, make it readable, then try again.',
    command: shellLine(listWay(path)),
  }),
  'file-too-large': ({ path, sizeBytes, maxBytes }) => ({
    what: `${path} is too large for a unit file.`,
    why: `It has ${mebibytes(sizeBytes)}; Hearth reads and edits up to ${mebibytes(maxBytes)}.`,
    next: 'Something else may have been written there. Look at its beginning.',
    command: shellLine(headOf(path, 2000)),
  }),
  'link-loop': ({ path }) => ({
    what: `The links at ${path} lead round in a circle.`,
    why: 'There is no file at the end of them, so systemd cannot read it either.',
    next: 'Remove one of the links.',
    command: shellLine(listWay(path)),
  }),
  'file-not-editable': ({ path, why, command }) => ({
    what: `${path} is not changed here.`,
    why,
    next: 'Take the mask away with this command, then try again.',
    ...(command === null ? {} : { command }),
  }),
  'version-gone': ({ id }) => ({
    what: 'This version is not there any more.',
    why: `Nothing whole is kept under ${id}: old versions make room for new ones, or its file was damaged.`,
    next: 'Choose another version.',
  }),
  'watch-limit': ({ limit }) => ({
    what: 'Some changes on disk are not seen.',
    why: `Linux lets Hearth watch no more folders: your programs together have used up fs.inotify.${limit}.`,
    next: 'Raise the limit, or close programs that watch many files; Hearth catches up by itself. Until then a reload of the manager brings the list up to date.',
    command: `sudo sysctl fs.inotify.${limit}=$((2 * $(sysctl -n fs.inotify.${limit})))`,
  }),
};
