/** What is on the desktop, and the next step towards what should be there. */
import type { Notice } from './notice.ts';

/** A notification on the desktop, by the number that its server gave it. */
export interface Posted {
  id: number;
  notice: Notice;
}

export type Step =
  /** `replaces` is the number of the notification whose place it takes; 0 for none. */
  { kind: 'post'; notice: Notice; replaces: number } | { kind: 'withdraw'; posted: Posted };

const isSame = (a: Notice, b: Notice): boolean =>
  a.title === b.title &&
  a.body === b.body &&
  a.actions.join() === b.actions.join() &&
  a.units.join() === b.units.join();

/**
 * One step, or null when the desktop shows what it should. A notification about several takes the place of one about
 * a single unit among them, so that nothing vanishes and reappears.
 */
export const nextStep = (board: readonly Posted[], wanted: readonly Notice[]): Step | null => {
  const isStale = ({ notice }: Posted): boolean => !wanted.some(({ key }) => key === notice.key);
  for (const notice of wanted) {
    const old = board.find((posted) => posted.notice.key === notice.key);
    if (old !== undefined && isSame(old.notice, notice)) continue;
    const included = board.find(
      (posted) =>
        isStale(posted) && posted.notice.units.every((unit) => notice.units.includes(unit)),
    );
    return { kind: 'post', notice, replaces: (old ?? included)?.id ?? 0 };
  }
  const stale = board.find(isStale);
  return stale === undefined ? null : { kind: 'withdraw', posted: stale };
};

/** The board after a step. @param id the number that the server gave to what was posted. */
export const boardAfter = (board: readonly Posted[], step: Step, id: number): Posted[] =>
  step.kind === 'withdraw'
    ? board.filter((posted) => posted !== step.posted)
    : [
        ...board.filter(
          (posted) =>
            posted.id !== id &&
            posted.id !== step.replaces &&
            posted.notice.key !== step.notice.key,
        ),
        { id, notice: step.notice },
      ];
