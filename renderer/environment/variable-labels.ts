/** What people read about a variable, and which are shown. */
import type { AccountState } from '../../electron/core/app/state.ts';
import type { ProgramLookup } from '../../electron/core/environment/environment-view.ts';
import type { VariableRow } from '../../electron/core/environment/variables.ts';
import { environmentPageTexts } from '../../electron/core/texts/environment/page.ts';
import { unitNameKind } from '../../electron/core/names/unit-name.ts';
import { factsOfType } from '../../electron/core/units/types.ts';
import { compareUnits } from '../../electron/core/units/unit.ts';

export type VariableFilter = 'missing' | 'different' | 'all';

/** What can be done about a difference; the rest shows under “All”. */
const fits: Record<VariableFilter, (row: VariableRow) => boolean> = {
  missing: ({ state, bar }) => state === 'missing' && bar === null,
  different: ({ state, bar }) => state === 'different' && bar === null,
  all: () => true,
};

export const filtered = (rows: readonly VariableRow[], filter: VariableFilter): VariableRow[] =>
  rows.filter(fits[filter]);

export const matching = (rows: readonly VariableRow[], query: string): VariableRow[] => {
  const words = query.trim().toLowerCase().split(/\s+/);
  return rows.filter(({ name, terminal, manager }) => {
    const text = `${name} ${terminal?.text ?? ''} ${manager?.text ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
};

/** Why it can’t be chosen; undefined if it can. */
export const whyNotChosen = ({ terminal, bar }: VariableRow): string | undefined => {
  if (terminal === null) return environmentPageTexts.onlyServices;
  return bar === null ? undefined : environmentPageTexts.bars[bar];
};

export const verdictOf = ({ terminal, service }: ProgramLookup): string => {
  if (terminal === null)
    return service === null
      ? environmentPageTexts.verdicts.neither
      : environmentPageTexts.verdicts.onlyService;
  if (service === null) return environmentPageTexts.verdicts.onlyTerminal;
  return terminal === service
    ? environmentPageTexts.verdicts.same
    : environmentPageTexts.verdicts.different;
};

/** The services that variables may be set for, the person’s own first. */
export const servicesIn = (units: AccountState['units']): string[] =>
  Object.values(units)
    .filter(
      ({ name, aliasOf }) =>
        factsOfType(name).runsProgram && aliasOf === null && unitNameKind(name) !== 'template',
    )
    .sort(compareUnits)
    .map(({ name }) => name);
