import type { UnitDetails } from '../units/unit.ts';

/** The checks that kept the unit from starting: those systemd knows to be unmet, else all it has not tested. */
export const unmetChecks = ({
  skippedAt,
  checks,
}: Pick<UnitDetails, 'skippedAt' | 'checks'>): { texts: string[]; known: boolean } => {
  if (skippedAt === null) return { texts: [], known: true };
  const textsOf = (wanted: 'unmet' | 'untested') =>
    checks.filter(({ state }) => state === wanted).map(({ text }) => text);
  const known = textsOf('unmet');
  if (known.length > 0) return { texts: known, known: true };
  const possible = textsOf('untested');
  return { texts: possible, known: possible.length === 1 };
};
