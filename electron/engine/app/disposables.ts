/** What must be closed when Hearth ends, in the reverse of the order in which it was opened. */
export const createDisposables = () => {
  const closings: (() => void)[] = [];
  return {
    /** Closes it at the end; answers it. */
    add: <Thing extends { close(): void }>(thing: Thing): Thing => {
      closings.push(thing.close);
      return thing;
    },
    defer: (close: () => void): void => {
      closings.push(close);
    },
    dispose: (): void => {
      for (const close of closings.splice(0).reverse()) close();
    },
  };
};
