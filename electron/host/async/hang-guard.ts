/**
 * Questions to a disk that may never answer. stat(2) and open(2) wait for ever below a dead network mount or an
 * automount that does not come, and each such wait keeps one of the four threads that all of Node's file functions
 * share. So one question is asked at a time, none waits longer than the limit, what hangs is not asked again until it
 * has answered, and once two hang no other is asked.
 */

export type Ask = <Answer>(
  about: string,
  question: () => Promise<Answer>,
  /** The answer to what cannot be told now. */
  unknown: Answer,
) => Promise<Answer>;

const hangingMax = 2;

export const createPatience = (limitMs: number): Ask => {
  const unanswered = new Set<string>();
  let turn: Promise<unknown> = Promise.resolve();

  const askNow: Ask = async (about, question, unknown) => {
    if (unanswered.has(about) || unanswered.size >= hangingMax) return unknown;
    unanswered.add(about);
    const answer = question().finally(() => unanswered.delete(about));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<typeof unknown>((resolve) => {
      timer = setTimeout(resolve, limitMs, unknown);
    });
    return Promise.race([answer, late]).finally(() => {
      clearTimeout(timer);
    });
  };

  return (about, question, unknown) => {
    const mine = turn.then(() => askNow(about, question, unknown));
    turn = mine.catch(() => undefined);
    return mine;
  };
};
