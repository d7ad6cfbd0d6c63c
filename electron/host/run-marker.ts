/** Detects a crash of the previous run: a marker file exists while Hearth runs. */
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { isNear } from './mounts/reach.ts';
import { readStart, writeAnew } from './own-files.ts';

const textOf = (file: string): string | null => {
  try {
    return readStart(file, 1000);
  } catch {
    // Missing, or not Hearth's: no marker was left.
    return null;
  }
};

const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Without /proc, the socket alone identifies the session.
    return '';
  }
};

/**
 * Identifies the desktop session: Chromium aborts when the session bus ends, which is no crash.
 * @param bus the path of the bus socket.
 */
export const sessionMark = (bus: string): string => {
  const boot = bootId();
  const socket = statSync(bus, { throwIfNoEntry: false });
  return `${boot} ${String(socket?.ino ?? 0)} ${String(socket?.ctimeMs ?? 0)}`;
};

/**
 * Returns whether an earlier run in the same session left its marker. Leaves none on a mount that could hold up the start
 * or the end: there a crash goes unreported.
 */
export const beginRun = (file: string, session: string): boolean => {
  if (!isNear(file)) return false;
  const left = textOf(file);
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeAnew(file, session);
  } catch {
    // Without the marker a crash just goes unreported.
  }
  return left === session;
};

export const endRun = (file: string): void => {
  if (!isNear(file)) return;
  try {
    rmSync(file, { force: true });
  } catch {
    // The next start then reports a crash that didn't happen.
  }
};
