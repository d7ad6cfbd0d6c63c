/**
 * Coalesces calls: runs `action` after `quietMs` without a call, and at most `maxMs` after the first one; a call
 * may pass its own maximum. `cancel` drops the pending run.
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
      // Clamp to 0…quietMs: setting the clock would make the rest negative or long.
      const rest = Math.min(quietMs, Math.max(0, firstAt + atMost - now));
      timer = setTimeout(run, rest);
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
};
