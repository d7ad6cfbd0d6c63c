/** Closes what was opened, in reverse order, when Hearth quits. */
export const createDisposables = () => {
  const closings: (() => void)[] = [];
  return {
    /** Returns `thing`, and closes it at the end. */
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
