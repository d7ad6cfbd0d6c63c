/**
 * Brings Hearth back when it is torn down with the session bus. Chromium aborts the whole process when its
 * bus connection ends ("D-Bus connection was disconnected. Aborting.", dbus/bus.cc), and where the bus is
 * the user manager's own, it ends with the manager. So one small shell waits at the end of a pipe: the pipe
 * closes when Hearth dies, however it dies, and costs nothing until then.
 */
import { execa } from 'execa';

/**
 * Reads what Hearth last said and, when that was not a farewell, becomes Hearth again. It is a constant:
 * the program and its arguments come as words. It is the one thing that needs a shell and not a program.
 */
const script =
  'said=; while read -r word; do said=$word; done; case $said in window|hidden) exec "$@" "--recovered=$said" ;; esac';

/** A Hearth that dies younger than this is not brought back: it would only die again. */
const settledMs = 10_000;

export interface Keeper {
  /** Whether a window is open, to come back the same way. */
  tell(word: 'window' | 'hidden'): void;
  /** Hearth ends because it was asked to. */
  farewell(): void;
}

/** @param command the program and the words that start this Hearth again. */
export const startKeeper = (command: readonly string[]): Keeper => {
  const shell = execa('/bin/sh', ['-c', script, 'hearth-keeper', ...command], {
    stdin: 'pipe',
    stdout: 'inherit',
    stderr: 'inherit',
    detached: true,
    cleanup: false,
    reject: false,
  });
  shell.unref();
  let word: 'window' | 'hidden' = 'hidden';
  let settled = false;
  // A keeper that is gone is no reason to fail: Hearth then merely is not brought back.
  shell.stdin.on('error', () => undefined);
  const say = (text: string): void => {
    shell.stdin.write(`${text}\n`);
  };
  const timer = setTimeout(() => {
    settled = true;
    say(word);
  }, settledMs);
  timer.unref();
  return {
    tell: (next) => {
      word = next;
      if (settled) say(word);
    },
    farewell: () => {
      clearTimeout(timer);
      say('farewell');
    },
  };
};

/** How a Hearth that was brought back should appear; null for one that was started by somebody. */
export const recoveredAs = (argv: readonly string[]): 'window' | 'hidden' | null => {
  const flag = argv.find((word) => word.startsWith('--recovered='));
  if (flag === undefined) return null;
  return flag.endsWith('=window') ? 'window' : 'hidden';
};
