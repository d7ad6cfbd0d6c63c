/**
 * Waits for a time in which nothing may happen, for a test that then shows that nothing did. How long the test looks is
 * part of its promise, and `why` explains it; to expect something, wait for it instead.
 */
export const quietFor = (ms: number, why: string): Promise<void> =>
  new Promise((resolve) => {
    if (why === '') throw new Error('a quiet time needs its reason');
    setTimeout(resolve, ms);
  });

/** Settles as `work` does; null if it has not within `ms`. */
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
