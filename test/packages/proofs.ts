/** A line per proof, on stdout. `run.ts` counts them by how they begin. */
export const marks = { passed: '✓', failed: '✗', skipped: '–' } as const;

/**
 * Prints whether something is so, with a figure that shows it, and how long it took.
 * @returns whether it is; what depends on it need not be tried otherwise.
 */
export const prove = async (
  promise: string,
  look: () => Promise<string> | string,
): Promise<boolean> => {
  const began = performance.now();
  try {
    const figure = await look();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${marks.passed} ${promise}: ${figure} (${seconds} s)`);
    return true;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    console.log(`${marks.failed} ${promise}\n${reason.replace(/^/gm, '    ')}`);
    process.exitCode = 1;
    return false;
  }
};

export const skip = (promise: string, why: string): void => {
  console.log(`${marks.skipped} ${promise}: ${why}`);
};

/** @throws an error with what was found. */
export const expectEmpty = (what: string, found: string): void => {
  if (found !== '') throw new Error(`${what}:\n${found}`);
};

/** @throws an error with both. */
export const expectSame = (what: string, found: string, wanted: string): void => {
  if (found !== wanted) throw new Error(`${what} is\n${found}\ninstead of\n${wanted}`);
};
