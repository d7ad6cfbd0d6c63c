import { problem } from '../../core/problems/problem.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { Host } from '../../host/host.ts';

/** Shows why file changes may go unnoticed while a limit of the kernel keeps folders from being watched. */
export const tellOfWatchLimit = (
  host: Pick<Host, 'followWatchLimit'>,
  store: Pick<AccountStore, 'dispatch'>,
): void => {
  host.followWatchLimit((limit) => {
    const why = limit === null ? null : problem('watch-limit', { limit });
    store.dispatch({ kind: 'unwatched', problem: why });
  });
};
