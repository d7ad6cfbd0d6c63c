/**
 * File descriptors, which may run out (EMFILE, ENFILE): getrlimit(2), proc_sys_fs(5).
 *
 * Measured: Node's spawn then returns a child without pipes, on which execa fails, and emits an error that nobody catches;
 * and Chromium ends the whole process if it gets none. So programs start only while enough are left for both: a program
 * takes six for a moment, a new window forty.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fail } from '../../core/problems/problem.ts';
import { codeOf } from '../files/errors.ts';

const enough = 64;

/** An error that says nothing about the file. @throws descriptors-used-up. */
export const throwIfUsedUp = (thrown: unknown): void => {
  const code = codeOf(thrown);
  if (code === 'EMFILE' || code === 'ENFILE') throw fail('descriptors-used-up', { code });
};

/** Without a limit, infinity. Source: proc_pid_limits(5). */
const left = (): number => {
  const limit = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
  return Number(limit ?? Infinity) - readdirSync('/proc/self/fd').length;
};

/** @throws descriptors-used-up if too few are left to start a program. */
export const requireDescriptors = (): void => {
  try {
    if (left() >= enough) return;
  } catch (thrown) {
    throwIfUsedUp(thrown);
    // Without /proc nobody knows: as if there were enough.
    return;
  }
  throw fail('descriptors-used-up', { code: 'EMFILE' });
};
