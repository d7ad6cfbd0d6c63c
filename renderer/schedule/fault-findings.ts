/** Faults of a schedule as a field shows them. */
import type { ScheduleFault } from '../../electron/core/schedule/faults/schedule-faults.ts';
import { scheduleFormTexts } from '../../electron/core/texts/schedule/form.ts';
import type { FieldFinding } from '../ui/fields/field-attributes.ts';

/** @param use takes a value that does what was meant. */
export const findingsOf = (
  faults: readonly ScheduleFault[],
  use?: (value: string) => void,
): FieldFinding[] =>
  faults.map(({ severity, what, why, meant }) => ({
    level: severity === 'error' ? 'error' : 'warning',
    text: `${what} ${why}`,
    ...(meant === null || use === undefined
      ? {}
      : {
          actions: [
            {
              label: scheduleFormTexts.useMeant(meant),
              run: () => {
                use(meant);
              },
            },
          ],
        }),
  }));
