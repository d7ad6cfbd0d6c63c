/**
 * Guards file calls that may never return. stat(2) and open(2) block forever below a dead network mount or an
 * automount that fails to appear, and each blocks one of the four threads shared by all of Node's file functions.
 * So ask one question at a time, wait no longer than the limit, don't repeat a hanging question until it answers,
 * and ask nothing more once two hang.
 */

export type Ask = <Answer>(
  about: string,
  question: () => Promise<Answer>,
  /** The answer when the disk can't say in time. */
  unknown: Answer,
) => Promise<Answer>;

const hangingMax = 2;
/** The limit passes in so many steps: while this process stalls, which says nothing of the disk, one of them passes. */
const steps = 10;

export const createPatience = (limitMs: number): Ask => {
  const unanswered = new Set<string>();
  let turn: Promise<unknown> = Promise.resolve();

  const askNow: Ask = async (about, question, unknown) => {
    if (unanswered.has(about) || unanswered.size >= hangingMax) return unknown;
    unanswered.add(about);
    const answer = question().finally(() => unanswered.delete(about));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<typeof unknown>((resolve) => {
      const wait = (left: number): void => {
        if (left === 0) resolve(unknown);
        else timer = setTimeout(wait, limitMs / steps, left - 1);
      };
      wait(steps);
    });
    return Promise.race([answer, late]).finally(() => {
      clearTimeout(timer);
    });
  };

  return (about, question, unknown) => {
    const mine = turn.then(() => askNow(about, question, unknown));
    // The caller gets the error; the next question is asked anyway.
    turn = mine.catch(() => undefined);
    return mine;
  };
};
