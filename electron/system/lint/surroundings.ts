/** What the linter must know about the manager, the account and a shell, and no file says. */
import { accountIds, managerEnvironment, readScript } from '../../core/commands.ts';
import type { AccountGroups } from '../../core/lint/toolkit/subject.ts';
import { expectSuccess, wordsOf, type Runner } from '../../host/runner.ts';

/** `PATH=…` of show-environment; a value quoted for a shell counts as unknown. */
const pathIn = (output: string): string[] | null => {
  const path = /^PATH=(?!\$')(.+)$/m.exec(output)?.[1];
  return path?.split(':') ?? null;
};

/** `29(audio)` of id(1) → both ways to write it in Group=. */
const bothIn = (text: string): string[] => text.split(/[(),]/).filter((one) => one !== '');

const groupsIn = (output: string): AccountGroups => ({
  primary: bothIn(/\bgid=(\S*)/.exec(output)?.[1] ?? ''),
  all: bothIn(/\bgroups=(\S*)/.exec(output)?.[1] ?? ''),
});

const askGroups = async (runner: Runner): Promise<AccountGroups> => {
  try {
    return groupsIn(expectSuccess(await runner.run(accountIds())).stdout);
  } catch {
    // Without id(1), no group is known to be refused.
    return { primary: [], all: [] };
  }
};

/** A shell reads 4 MiB in a fraction of a second. */
const syntaxMs = 5_000;

export const createLintSurroundings = (runner: Runner) => {
  let groups: Promise<AccountGroups> | null = null;
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
    /** What a shell says about the syntax of a script, which it doesn’t run; null if it gave no answer. */
    syntaxOf: async (
      shell: 'sh' | 'bash',
      path: string,
      { extglob, signal }: { extglob: boolean; signal: AbortSignal },
    ): Promise<string | null> => {
      // A missing shell gives no answer, either.
      const record = await runner
        .run(readScript(shell, path, { extglob }), { signal, timeoutMs: syntaxMs })
        .catch(() => null);
      return record?.failure === null ? (wordsOf(record) ?? '') : null;
    },
    /** The account's groups, asked once. */
    groups: (): Promise<AccountGroups> => (groups ??= askGroups(runner)),
  };
};

export type LintSurroundings = ReturnType<typeof createLintSurroundings>;
