/** What a path unit waits for, in words and as settings. systemd.path(5). */
import type { PathKey } from '../texts/directives/triggers.ts';

/** `changes`: something in a folder is added, changed or removed. */
export const watchKinds = ['closed', 'written', 'changes', 'filled', 'exists', 'matches'] as const;
export type WatchKind = (typeof watchKinds)[number];

/** For a file, PathChanged= waits until it is closed; for a folder, it also notices what is added and removed. */
export const watchKeys: Readonly<Record<WatchKind, PathKey>> = {
  closed: 'PathChanged',
  written: 'PathModified',
  changes: 'PathChanged',
  filled: 'DirectoryNotEmpty',
  exists: 'PathExists',
  matches: 'PathExistsGlob',
};

/** It waits for something to be there: as long as it is, systemd starts the service again whenever that ends. */
export const isStanding = (kind: WatchKind): boolean =>
  kind === 'filled' || kind === 'exists' || kind === 'matches';

/** What is watched is a folder, which systemd can create first. */
export const watchesFolder = (kind: WatchKind): boolean => kind === 'changes' || kind === 'filled';

/** Whether a path looks like a pattern. Only keys whose name ends with Glob know patterns. */
export const hasPattern = (path: string): boolean => /[*?]|\[[^[\]]+\]/.test(path);
