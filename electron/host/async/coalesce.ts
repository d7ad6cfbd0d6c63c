/**
 * Many calls → few: runs `action` once it was quiet for `quietMs`, and at the latest `maxMs` after the
 * first call, or what a call says instead. `cancel` forgets what waits.
 */
export const coalesce = (
  action: () => void,
  { quietMs, maxMs }: { quietMs: number; maxMs: number },
): { call: (atMost?: number) => void; cancel: () => void } => {
  let timer: NodeJS.Timeout | undefined;
  let firstAt = 0;
  const run = (): void => {
    timer = undefined;
    action();
  };
  return {
    call: (atMost = maxMs) => {
      const now = Date.now();
      if (timer === undefined) firstAt = now;
      else clearTimeout(timer);
      // A clock set back would make the rest negative or long; it stays within 0 and quietMs.
      const rest = Math.min(quietMs, Math.max(0, firstAt + atMost - now));
      timer = setTimeout(run, rest);
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
};
