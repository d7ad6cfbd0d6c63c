/** Names for what an import makes: none twice, and none that a unit has. */

/** @param isTaken whether there is a unit of this name, whatever its type. */
export const createFreeNames = (isTaken: (name: string) => boolean): ((base: string) => string) => {
  const used = new Set<string>();
  /** Where to go on counting, by the name without a number. */
  const counts = new Map<string, number>();
  return (base) => {
    let count = counts.get(base) ?? 1;
    const name = (): string => (count === 1 ? base : `${base}-${String(count)}`);
    while (used.has(name()) || isTaken(name())) count += 1;
    used.add(name());
    counts.set(base, count);
    return name();
  };
};
