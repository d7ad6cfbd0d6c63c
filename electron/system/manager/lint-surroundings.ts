/** What the linter must know about the manager and the account, and no unit file says. */
import { accountIds, managerEnvironment } from '../../core/commands.ts';
import { expectSuccess, type Runner } from '../../host/runner.ts';

/** `PATH=…` of show-environment; a value quoted for a shell counts as unknown. */
const pathIn = (output: string): string[] | null => {
  const path = /^PATH=(?!\$')(.+)$/m.exec(output)?.[1];
  return path?.split(':') ?? null;
};

/** `gid=100(users)` of id(1) → both ways to write it in Group=. */
const groupIn = (output: string): string[] =>
  (/\bgid=(\d+(?:\([^)]*)?)/.exec(output)?.[1] ?? '').split('(').filter((one) => one !== '');

const askGroup = async (runner: Runner): Promise<string[]> => {
  try {
    return groupIn(expectSuccess(await runner.run(accountIds())).stdout);
  } catch {
    // Without id(1), no group is known to be refused.
    return [];
  }
};

export const createLintSurroundings = (runner: Runner) => {
  let group: Promise<string[]> | null = null;
  return {
    /** The PATH that services without their own get; null if there is no manager to ask. Changes while it runs. */
    managerPath: async (): Promise<string[] | null> => {
      try {
        return pathIn(expectSuccess(await runner.run(managerEnvironment())).stdout);
      } catch {
        // No manager runs; then nothing is known of what it would pass on.
        return null;
      }
    },
    /** The name and the number of the account's primary group; empty if unknown. Asked once. */
    primaryGroup: (): Promise<string[]> => (group ??= askGroup(runner)),
  };
};

export type LintSurroundings = ReturnType<typeof createLintSurroundings>;
