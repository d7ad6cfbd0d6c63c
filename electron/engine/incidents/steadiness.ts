/** Whether a unit has been in a state for long enough to believe it. */
export const createSteadiness = (now: () => number, onDue: (unit: string) => void) => {
  const since = new Map<string, { state: string; at: number; timer: NodeJS.Timeout }>();
  const forget = (unit: string): void => {
    clearTimeout(since.get(unit)?.timer);
    since.delete(unit);
  };
  return {
    /** Else calls `onDue` when it is time to ask again. */
    lasts: (unit: string, state: string, ms: number): boolean => {
      const old = since.get(unit);
      const at = old?.state === state ? old.at : now();
      const rest = ms - (now() - at);
      if (rest <= 0) return true;
      clearTimeout(old?.timer);
      const timer = setTimeout(() => {
        onDue(unit);
      }, rest);
      since.set(unit, { state, at, timer });
      return false;
    },
    forget,
    clear: (): void => {
      for (const unit of [...since.keys()]) forget(unit);
    },
  };
};
