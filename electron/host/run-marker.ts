/** Whether Hearth ended as it was asked to the last time: a file is there while it runs. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not there: nothing was left.
    return null;
  }
};

/**
 * The desktop session, as far as Hearth ends with it: Chromium aborts when the session bus ends, which is no crash.
 * @param bus the path of the bus's socket.
 */
export const sessionMark = (bus: string): string => {
  const boot = textOf('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  const socket = statSync(bus, { throwIfNoEntry: false });
  return `${boot} ${String(socket?.ino ?? 0)} ${String(socket?.ctimeMs ?? 0)}`;
};

/** Answers whether a Hearth of the same session has left the file behind. */
export const beginRun = (file: string, session: string): boolean => {
  const left = textOf(file);
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, session, { mode: 0o600 });
  } catch {
    // Without the file a crash goes unmentioned, no more.
  }
  return left === session;
};

export const endRun = (file: string): void => {
  try {
    rmSync(file, { force: true });
  } catch {
    // The next start then speaks of a crash that was none.
  }
};
