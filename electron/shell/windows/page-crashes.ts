/** What to do when the process of a page ends unexpectedly: reload it, unless that has helped twice already. */
import { dialog } from 'electron';
import { visibleText } from '../../core/text/visible.ts';
import { recoveryTexts } from '../../core/texts/recovery.ts';

const often = 3;
const withinMs = 60_000;

/** @returns whether this was the third time within a minute; then counts from the start again. */
export const countCrashes = (now: () => number = Date.now): (() => boolean) => {
  let times: number[] = [];
  return () => {
    times = [...times, now()].filter((at) => at > now() - withinMs);
    if (times.length < often) return false;
    times = [];
    return true;
  };
};

/** A plain dialog, which needs no page. Returns whether to try again. */
export const askToReopen = async (logFile: string): Promise<boolean> => {
  const { title, detail, reopen, close } = recoveryTexts.keepsCrashing;
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Hearth',
    message: title,
    detail: detail(visibleText(logFile)),
    buttons: [reopen, close],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
};
