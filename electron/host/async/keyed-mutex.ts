/** Work on one thing waits for the work on it before, however that ended; work on other things does not. */
export interface Turns {
  take<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
  /** A wait for all that has a turn now or waits for one; null when there is nothing. */
  underWay(): Promise<void> | null;
}

export const createTurns = (): Turns => {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: (key, work) => {
      const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
      last.set(key, mine);
      const forget = (): void => {
        if (last.get(key) === mine) last.delete(key);
      };
      mine.then(forget, forget);
      return mine;
    },
    underWay: () =>
      last.size === 0 ? null : Promise.allSettled(last.values()).then(() => undefined),
  };
};
