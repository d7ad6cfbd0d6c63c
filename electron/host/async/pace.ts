/** Longer than this nothing else waits for a reading. */
const sliceMs = 8;

/** Waits, now and then, until other work got through: for long synchronous work in steps. */
export const createPace = () => {
  let began = performance.now();
  return async (): Promise<void> => {
    if (performance.now() - began < sliceMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  };
};
