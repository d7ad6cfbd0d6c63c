/**
 * How long the event loop was held up: the processor time of its longest turn, which a busy machine doesn't lengthen as
 * it does the time on the clock.
 */

/** Milliseconds of this thread. */
const spent = (): number => {
  // Since Node 23.9; not yet in the types.
  const { user, system } = (
    process as unknown as { threadCpuUsage(): NodeJS.CpuUsage }
  ).threadCpuUsage();
  return (user + system) / 1000;
};

/** @returns a function that ends the measurement and returns milliseconds. */
export const measureTurns = (): (() => number) => {
  let longest = 0;
  let last = spent();
  let next: NodeJS.Immediate;
  const turn = (): void => {
    const now = spent();
    longest = Math.max(longest, now - last);
    last = now;
    next = setImmediate(turn);
  };
  next = setImmediate(turn);
  return () => {
    clearImmediate(next);
    return Math.round(Math.max(longest, spent() - last));
  };
};
