/** What logind does when somebody logs out: its own settings, the same for all users. logind.conf(5). */
import { showLoginRules } from '../../core/commands.ts';
import type { SessionRules } from '../../core/survival/survival.ts';
import { readTimeSpan } from '../../core/syntax/time-span.ts';
import { problemCodeOf } from '../../core/problems/problem.ts';
import { once } from '../../host/async/once.ts';
import type { Host } from '../../host/host.ts';
import { expectSuccess, type Runner } from '../../host/runner.ts';

export type LoginRules = Omit<SessionRules, 'lingering'>;

/** logind.conf(5), for a logind that doesn’t answer. */
const usual: LoginRules = { stopDelaySeconds: 10, endsLeftovers: false };

/** @param shown properties as `loginctl show-session` prints them. */
export const loginRulesIn = (shown: string, user: string): LoginRules => {
  const values = new Map(
    shown.split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );
  const names = (key: string): string[] =>
    (values.get(key) ?? '').split(' ').filter((name) => name !== '');
  const only = names('KillOnlyUsers');
  const delay = readTimeSpan(values.get('UserStopDelayUSec') ?? '');
  return {
    stopDelaySeconds: delay === Infinity ? null : (delay ?? 10e6) / 1e6,
    endsLeftovers:
      values.get('KillUserProcesses') === 'yes' &&
      !names('KillExcludeUsers').includes(user) &&
      (only.length === 0 || only.includes(user)),
  };
};

/** How long the usual rules do for a logind that doesn’t answer: asking it takes as long as it is silent. */
const askAgainMs = 30_000;

export const createLoginRules = (runner: Pick<Runner, 'run'>, host: Pick<Host, 'account'>) => {
  // logind reads its settings when it starts.
  const answer = once(async (): Promise<LoginRules> => {
    const { stdout } = expectSuccess(await runner.run(showLoginRules()));
    return loginRulesIn(stdout, host.account.name);
  });
  let askAgainAt = 0;

  return async (): Promise<LoginRules> => {
    if (Date.now() < askAgainAt) return usual;
    try {
      return await answer();
    } catch (thrown) {
      const code = problemCodeOf(thrown);
      if (code !== 'program-failed' && code !== 'program-timed-out') throw thrown;
      askAgainAt = Date.now() + askAgainMs;
      return usual;
    }
  };
};
