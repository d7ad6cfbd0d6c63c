/**
 * Changes what the manager passes to services, until it ends.
 *
 * systemctl 252, measured: `import-environment NAME` takes the value from its own environment, so that it stands in no list
 * of arguments; a name it doesn’t have is only noted on stderr. `unset-environment` removes what was imported, and what
 * environment.d sets shows again.
 */
import { importEnvironment, unsetEnvironment } from '../../core/commands.ts';
import { expectSuccess, type Runner } from '../../host/runner.ts';

export const createManagerEnvironment = (runner: Runner) => ({
  /** @throws program-failed, program-timed-out. */
  pass: async (values: ReadonlyMap<string, string>): Promise<void> => {
    if (values.size > 0)
      expectSuccess(await runner.run(importEnvironment(Object.fromEntries(values))));
  },
  /** @throws as `pass`. */
  unset: async (names: readonly string[]): Promise<void> => {
    if (names.length > 0) expectSuccess(await runner.run(unsetEnvironment(names)));
  },
});

export type ManagerEnvironment = ReturnType<typeof createManagerEnvironment>;
