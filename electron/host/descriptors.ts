/**
 * File descriptors, which may run out (EMFILE, ENFILE): getrlimit(2), proc_sys_fs(5).
 *
 * Measured: Node's spawn then returns a child without pipes, on which execa fails, and emits an error that nobody catches;
 * and Chromium ends the whole process if it gets no socket pair. So programs start only while enough are left for both.
 */
import { closeSync, openSync } from 'node:fs';
import { fail } from '../core/problems/problem.ts';
import { codeOf } from './files/errors.ts';

/** A program takes eight for a moment, and leaves its pipes' ends open. */
const enough = 32;

/** An error that says nothing about the file. @throws descriptors-used-up. */
export const throwIfUsedUp = (thrown: unknown): void => {
  const code = codeOf(thrown);
  if (code === 'EMFILE' || code === 'ENFILE') throw fail('descriptors-used-up', { code });
};

/** @throws descriptors-used-up if too few are left to start a program. */
export const requireDescriptors = (): void => {
  const opened: number[] = [];
  try {
    while (opened.length < enough) opened.push(openSync('/dev/null', 'r'));
  } catch (thrown) {
    throwIfUsedUp(thrown);
    throw thrown;
  } finally {
    for (const handle of opened) closeSync(handle);
  }
};
