/** A mutex per key: work waits for earlier work on the same key, even if that failed. */
export interface Turns {
  take<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
  /** Resolves when all current and queued work is done; null when there is none. */
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
