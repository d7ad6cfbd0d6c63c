/** Does a few of many things at once; the others wait. */

/**
 * @param max how many at once.
 * @param next which of those that wait comes next.
 */
export const createFew = (max: number, next: 'oldest' | 'newest') => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const free = next === 'oldest' ? waiting.shift() : waiting.pop();
      // Its place goes to the next.
      if (free === undefined) running -= 1;
      else free();
    }
  };
};
