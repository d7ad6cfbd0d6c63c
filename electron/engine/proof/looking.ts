/** Looks at proofs, only so many at a time, and watches the files of those that are overdue. */
import { ProblemError } from '../../core/problems/problem.ts';
import type { ProofReading } from '../../core/proof/proof-reading.ts';
import { createFew } from '../../host/async/few.ts';
import type { Host } from '../../host/host.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Inventory } from '../units/inventory.ts';
import { look, type LookDeps } from './look-once.ts';
import { servicePlace, type ServicePlace } from './service-place.ts';
import { clock, stateOf, takeFound, type Tracked } from './tracked.ts';
import type { Watched } from './watched.ts';

/** A file that changes all the time is looked at no more often, while nobody is looking. */
const watchedPauseMs = 1000;

interface Deps {
  host: Pick<Host, 'files' | 'checks' | 'watchFile' | 'account'>;
  inventory: Pick<Inventory, 'details'>;
  noteRun: LookDeps['noteRun'];
  /** Whether this is still what is known of the service. */
  isCurrent(of: Watched): boolean;
  /** A look has ended. */
  onLooked(of: Watched): void;
  bugs: Pick<Bugs, 'report'>;
}

/** Nobody looks for these: the bus and the journal tell of them. */
export const isTold = ({ proof }: Tracked): boolean =>
  proof.target.kind === 'bus-name' || proof.target.kind === 'log';

export const createLooking = ({ host, inventory, noteRun, isCurrent, onLooked, bugs }: Deps) => {
  // Commands that hang don’t keep the others waiting.
  const commands = createFew(2, 'oldest');
  const others = createFew(8, 'oldest');

  const lookNow = async (
    of: Watched,
    tracked: Tracked,
    reading: ProofReading | null,
  ): Promise<void> => {
    const place = async (): Promise<ServicePlace> => {
      const details = await inventory.details(of.unit);
      return servicePlace(host, { mainPid: null, workingFolder: '', ...details });
    };
    const found = await look({ host, noteRun }, of.unit, tracked.proof, { place, reading });
    if (isCurrent(of)) takeFound(tracked, found);
  };

  /** @param reading of its file, if somebody has just read it. */
  const lookAt = (of: Watched, tracked: Tracked, reading: ProofReading | null = null): void => {
    if (isTold(tracked)) return;
    if (tracked.looking) {
      tracked.again = true;
      return;
    }
    tracked.looking = true;
    const few = tracked.proof.target.kind === 'exec' ? commands : others;
    few(() => (isCurrent(of) ? lookNow(of, tracked, reading) : Promise.resolve()))
      .catch((thrown: unknown) => {
        // The manager is gone, or the service: then it is forgotten soon.
        if (!(thrown instanceof ProblemError)) bugs.report(thrown);
        // Without this, it would be due again at once.
        tracked.progress = { ...tracked.progress, checkedAt: clock() };
      })
      .finally(() => {
        if (!isCurrent(of)) return;
        tracked.looking = false;
        const { again } = tracked;
        tracked.again = false;
        watchIfOverdue(of, tracked);
        onLooked(of);
        if (again) lookAt(of, tracked);
      });
  };

  /** The kernel tells of files that are overdue; of others, nobody needs to know each write. */
  const watchIfOverdue = (of: Watched, tracked: Tracked): void => {
    const { target } = tracked.proof;
    if (target.kind !== 'file') return;
    if (stateOf(tracked).status === 'fresh') {
      tracked.watch?.close();
      tracked.watch = null;
      return;
    }
    if (tracked.watch !== null) return;
    let pending: NodeJS.Timeout | undefined;
    const watch = host.watchFile(target.path, () => {
      const since = clock() - (tracked.progress.checkedAt ?? -Infinity);
      pending ??= setTimeout(
        () => {
          pending = undefined;
          lookAt(of, tracked);
        },
        Math.max(0, watchedPauseMs - since),
      );
    });
    tracked.watch = {
      close: () => {
        clearTimeout(pending);
        watch.close();
      },
    };
  };

  return { lookAt, watchIfOverdue };
};
