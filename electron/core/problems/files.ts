/** The part of the problem table about files that cannot be read, edited or restored. */
import {
  editLine,
  findMount,
  headOf,
  listItself,
  listWay,
  onUnit,
  shellLine,
} from '../commands.ts';
import { problemsFilesTexts } from '../texts/problems/files.ts';
import type { ProblemText } from './problem-text.ts';

/** What is there instead of a file. */
export type SpecialFile = 'folder' | 'fifo' | 'socket' | 'device';

/** Limits of fs.inotify: the kernel counts both across all of a person's programs. */
export type WatchLimit = 'max_user_watches' | 'max_user_instances';

/** A mounted file system whose server, or program, doesn't answer. */
export interface SilentMount {
  point: string;
  /** Such as `nfs4` or `fuse.sshfs`. */
  type: string;
  /** Such as `server:/export`. */
  source: string;
  /** When it was asked, in milliseconds since the epoch. */
  since: number;
}

export interface FileProblemFacts {
  'file-special': { path: string; kind: SpecialFile };
  'file-unreadable': { path: string };
  'file-too-large': { path: string; sizeBytes: number; maxBytes: number };
  'link-loop': { path: string };
  'mount-silent': { path: string; mount: SilentMount };
  'reload-would-hang': { path: string; mount: SilentMount };
  /** A mask: `why` is a sentence, `command` removes it. */
  'file-not-editable': { path: string; why: string; command: string | null };
  /** Instead of a script: a link to `to`. */
  'script-elsewhere': { path: string; to: string };
  /** A script that the unit doesn’t run any more. */
  'script-unused': { path: string; unit: string };
  'version-gone': { id: string };
  /** Something that only works under its name: a link, or what cannot be copied. */
  'cannot-rename': { unit: string; path: string };
  'watch-limit': { limit: WatchLimit };
}

export const fileProblems: {
  [Code in keyof FileProblemFacts]: (facts: FileProblemFacts[Code]) => ProblemText;
} = {
  'file-special': ({ path, kind }) => ({
    ...problemsFilesTexts['file-special']({ path, kind: problemsFilesTexts.kinds[kind] }),
    command: shellLine(listItself(path)),
  }),
  'file-unreadable': (facts) => ({
    ...problemsFilesTexts['file-unreadable'](facts),
    command: shellLine(listWay(facts.path)),
  }),
  'file-too-large': (facts) => ({
    ...problemsFilesTexts['file-too-large'](facts),
    command: shellLine(headOf(facts.path, 2000)),
  }),
  'link-loop': (facts) => ({
    ...problemsFilesTexts['link-loop'](facts),
    command: shellLine(listWay(facts.path)),
  }),
  'mount-silent': (facts) => ({
    ...problemsFilesTexts['mount-silent'](facts),
    command: shellLine(findMount(facts.mount.point)),
  }),
  'reload-would-hang': (facts) => ({
    ...problemsFilesTexts['reload-would-hang'](facts),
    command: shellLine(findMount(facts.mount.point)),
  }),
  'file-not-editable': (facts) => ({
    ...problemsFilesTexts['file-not-editable'](facts),
    command: facts.command,
  }),
  'script-elsewhere': (facts) => ({
    ...problemsFilesTexts['script-elsewhere'](facts),
    command: editLine(facts.to),
  }),
  'script-unused': (facts) => ({
    ...problemsFilesTexts['script-unused'](facts),
    command: shellLine(onUnit('cat', facts.unit)),
  }),
  'cannot-rename': (facts) => ({
    ...problemsFilesTexts['cannot-rename'](facts),
    command: shellLine(listItself(facts.path)),
  }),
  'version-gone': (facts) => problemsFilesTexts['version-gone'](facts),
  'watch-limit': (facts) => ({
    ...problemsFilesTexts['watch-limit'](facts),
    command: `sudo sysctl fs.inotify.${facts.limit}=$((2 * $(sysctl -n fs.inotify.${facts.limit})))`,
  }),
};
