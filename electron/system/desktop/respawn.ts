/**
 * Brings Hearth back when it is torn down with the session bus. Chromium aborts the whole process when its
 * bus connection ends ("D-Bus connection was disconnected. Aborting.", dbus/bus.cc), and where the bus is
 * the user manager's own, it ends with the manager. So one small shell waits at the end of a pipe: the pipe
 * closes when Hearth dies, however it dies, and costs nothing until then.
 */

/**
 * Reads what Hearth last said and, when that was not a farewell and the bus is not the one it was, becomes Hearth
 * again: who kills Hearth wants it gone. Each bus has an id of its own; where it cannot be asked, the bus counts as
 * gone. The script is a constant: the program and its arguments come as words. It is the one thing that needs a shell
 * and not a program.
 */
const script = `
bus() { busctl --user --timeout=5 call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus GetId 2>/dev/null; }
born=$(bus); said=
while read -r word; do said=$word; done
case $said in window*|hidden*) [ -n "$born" ] && [ "$born" = "$(bus)" ] || exec "$@" "--recovered=$said" ;; esac`;

/** How often in a row: what dies every few seconds has another reason, and would go on for ever. */
const mostRecoveries = 3;

/** In milliseconds from the start of Hearth. */
const keeperTimes = {
  /** Starting a program holds the main process up for a tenth of a second: not while a window is about to come. */
  shell: 2000,
  /** A Hearth that dies younger than this is not brought back: it would only die again. */
  settled: 10_000,
  /** One that lived so long ends the row of recoveries: what kills it next is another matter. */
  lasting: 600_000,
};

/** Starts the shell; answers how to say a word to it. */
const waitingShell = async (command: readonly string[]): Promise<(word: string) => void> => {
  const { execa } = await import('execa');
  const shell = execa('/bin/sh', ['-c', script, 'hearth-keeper', ...command], {
    stdin: 'pipe',
    stdout: 'inherit',
    stderr: 'inherit',
    detached: true,
    cleanup: false,
    reject: false,
  });
  shell.unref();
  // A keeper that is gone is no reason to fail: Hearth then merely is not brought back.
  shell.stdin.on('error', () => undefined);
  return (word) => {
    shell.stdin.write(`${word}\n`);
  };
};

export interface Keeper {
  /** Whether a window is open, to come back the same way. */
  tell(word: 'window' | 'hidden'): void;
  /** Hearth ends because it was asked to. */
  farewell(): void;
}

/**
 * @param command the program and the words that start this Hearth again.
 * @param recovered how this one was brought back itself, if it was.
 */
export const startKeeper = (
  command: readonly string[],
  recovered: Recovery | null,
  times = keeperTimes,
): Keeper => {
  let count = (recovered?.count ?? 0) + 1;
  let word: 'window' | 'hidden' = 'hidden';
  let settled = false;
  let isStarted = false;
  let say: (said: string) => void = () => undefined;
  const tellState = (): void => {
    if (settled) say(`${word}${count}`);
  };
  const keep = (): void => {
    if (isStarted || count > mostRecoveries) return;
    isStarted = true;
    void waitingShell(command).then((ready) => {
      say = ready;
      tellState();
    });
  };
  const timers = [
    setTimeout(keep, times.shell),
    setTimeout(() => {
      settled = true;
      tellState();
    }, times.settled),
    setTimeout(() => {
      count = 1;
      keep();
      tellState();
    }, times.lasting),
  ];
  for (const timer of timers) timer.unref();
  return {
    tell: (next) => {
      word = next;
      tellState();
    },
    farewell: () => {
      for (const timer of timers) clearTimeout(timer);
      say('farewell');
    },
  };
};

/** How a Hearth that was brought back should appear, and the how manieth time in a row this is. */
export interface Recovery {
  as: 'window' | 'hidden';
  count: number;
}

const flag = /^--recovered=(window|hidden)(\d+)$/;

/** null for a Hearth that was started by somebody. */
export const recoveryOf = (argv: readonly string[]): Recovery | null => {
  for (const word of argv) {
    const [, as, count] = flag.exec(word) ?? [];
    if (as === 'window' || as === 'hidden') return { as, count: Number(count) };
  }
  return null;
};

/** The words of a start without those that tell of a recovery. */
export const withoutRecovery = (argv: readonly string[]): string[] =>
  argv.filter((word) => !flag.test(word));
