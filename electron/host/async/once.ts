/** Caches the answer; asks again only after a failure. */
export const once = <Value>(ask: () => Promise<Value>): (() => Promise<Value>) => {
  let asked: Promise<Value> | null = null;
  return () => {
    asked ??= ask().catch((thrown: unknown) => {
      asked = null;
      throw thrown;
    });
    return asked;
  };
};
