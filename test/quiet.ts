/**
 * Takes a time during which nothing may happen, for a test that then shows that nothing did. How long the test looks is
 * part of what it promises, and `why` says it; what is to happen is waited for instead.
 */
export const quietFor = (ms: number, why: string): Promise<void> =>
  new Promise((resolve) => {
    if (why === '') throw new Error('a quiet time needs its reason');
    setTimeout(resolve, ms);
  });

/** Settles as `work` does; null when it has not after `ms`. */
export const atMost = <Value>(ms: number, work: Promise<Value>): Promise<Value | null> => {
  let limit: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => {
    limit = setTimeout(() => {
      resolve(null);
    }, ms);
  });
  return Promise.race([work, over]).finally(() => {
    clearTimeout(limit);
  });
};
