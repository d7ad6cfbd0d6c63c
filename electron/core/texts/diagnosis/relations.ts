import { allOf, anyOf } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Starts that other units or conditions prevented. */
export const diagnosisRelationsTexts = texts({
  en: {
    dependency: 'Not started: a unit that it requires failed to start.',
    dependencyOf: (unit: string) => `Not started: it requires ${code(unit)}, which failed.`,
    dependencyOff: (unit: string) =>
      `Not started: it requires ${code(unit)} to be active already, and it isn’t.`,
    missing: (unit: string) =>
      `It can’t be started: it requires ${code(unit)}, which doesn’t exist.`,
    masked: (unit: string) => `It can’t be started: it requires ${code(unit)}, which is masked.`,
    cycle: 'Not started: units wait for each other in a circle, so systemd dropped this start.',
    /** Each as in the file. */
    condition: (checks: readonly string[]) =>
      `Skipped, which isn’t a failure: ${allOf(checks.map(code))} wasn’t met.`,
    assertion: (checks: readonly string[]) => `Not started: ${allOf(checks.map(code))} wasn’t met.`,
    /** One of them, as systemd no longer knows which. */
    someAssertion: (checks: readonly string[]) =>
      `Not started: ${anyOf(checks.map(code))} wasn’t met.`,
    execCondition: `Skipped, which isn’t a failure: its ${code('ExecCondition=')} wasn’t met.`,
    short: {
      dependency: 'dependency failed',
      dependencyOf: (unit: string) => `${unit} failed`,
      dependencyOff: (unit: string) => `${unit} not active`,
      missing: (unit: string) => `needs ${unit}`,
      cycle: 'ordering cycle',
      condition: 'condition not met',
      assertion: 'assertion not met',
    },
  },
});
