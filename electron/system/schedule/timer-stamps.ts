/**
 * When a timer with Persistent= last ran, as its user manager keeps it: the time of an empty file in
 * $XDG_DATA_HOME/systemd/timers. Source: systemd.timer(5), Persistent=; timer_setup_persistent() and timer_start() in
 * systemd's timer.c. Tried on 252: a timer without such a file counts from its first start, with an old one it starts
 * its unit at once.
 */
import path from 'node:path';
import { isTimerName } from '../../core/names/unit-name.ts';
import type { HostFiles } from '../../host/host-files.ts';

export const createTimerStamps = (files: Pick<HostFiles, 'move' | 'areThere'>, folder: string) => {
  const stampOf = (timer: string): string => path.join(folder, `stamp-${timer}`);
  return {
    /** Takes the place of one that an earlier timer of the new name left. @throws file-failed. */
    follow: async (from: string, to: string): Promise<void> => {
      if (isTimerName(from)) await files.move(stampOf(from), stampOf(to));
    },
    /** Not if the old name has one: nothing was moved, or it is back already. @throws file-failed, mount-silent. */
    giveBack: async (from: string, to: string): Promise<void> => {
      const [isBack] = await files.areThere([stampOf(to)]);
      if (isBack !== true && isTimerName(from)) await files.move(stampOf(from), stampOf(to));
    },
  };
};

export type TimerStamps = ReturnType<typeof createTimerStamps>;
