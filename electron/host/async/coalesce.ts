interface Patience {
  /** How long no call may come before the action runs. */
  quietMs: number;
  /** How long after the first call it runs at the latest. */
  maxMs: number;
}

/** Coalesces calls into one run of `action`; a call may pass its own patience. `cancel` drops the pending run. */
export const coalesce = (
  action: () => void,
  patience: Patience,
): { call: (own?: Patience) => void; cancel: () => void } => {
  let timer: NodeJS.Timeout | undefined;
  let firstAt = 0;
  const run = (): void => {
    timer = undefined;
    action();
  };
  return {
    call: ({ quietMs, maxMs } = patience) => {
      const now = Date.now();
      if (timer === undefined) firstAt = now;
      else clearTimeout(timer);
      // Clamp to 0…quietMs: setting the clock would make the rest negative or long.
      const rest = Math.min(quietMs, Math.max(0, firstAt + maxMs - now));
      timer = setTimeout(run, rest);
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
};
