import { problem, type Problem } from '../../core/problems/problem.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { Host } from '../../host/host.ts';

/** Shows why changes may go unnoticed: a limit of the kernel keeps folders from being watched, or files from being read. */
export const tellOfMissedChanges = (
  host: Pick<Host, 'followWatchLimit'>,
  store: Pick<AccountStore, 'dispatch' | 'state'>,
) => {
  let unwatched: Problem | null = null;
  let unread: Problem | null = null;
  const show = (): void => {
    const why = unread ?? unwatched;
    if (store.state().unwatched?.why === why?.why) return;
    store.dispatch({ kind: 'unwatched', problem: why });
  };
  host.followWatchLimit((limit) => {
    unwatched = limit === null ? null : problem('watch-limit', { limit });
    show();
  });
  return {
    /** Why the last reading failed; null if it succeeded. */
    tookReading: (why: Problem | null): void => {
      unread = why;
      show();
    },
  };
};
