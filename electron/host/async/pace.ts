/** Other work never waits longer than this. */
const sliceMs = 8;

/** Yields to other work between the steps of long synchronous work. */
export const createPace = () => {
  let began = performance.now();
  return async (): Promise<void> => {
    if (performance.now() - began < sliceMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  };
};
