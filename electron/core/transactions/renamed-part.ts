/** A unit that gets another name, with the others of its job. */
export interface RenamedPart {
  unit: string;
  to: string;
  wasUp: boolean;
  wasFailed: boolean;
}

/** All that gets another name, what starts others last. */
export const renamedParts = (plan: RenamedPart & { others?: RenamedPart[] }): RenamedPart[] => {
  const { unit, to, wasUp, wasFailed, others = [] } = plan;
  const rank = ({ unit: one }: RenamedPart): number => (one.endsWith('.service') ? 0 : 1);
  return [{ unit, to, wasUp, wasFailed }, ...others].sort((a, b) => rank(a) - rank(b));
};
