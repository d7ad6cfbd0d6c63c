/**
 * Lingering through loginctl, or pkexec as a fallback (S13).
 *
 * loginctl 252, pkexec and polkit 122, measured; all on stderr, with exit code 1 for loginctl:
 * - polkit's rule allows it (the default for your own user): no output, exit 0.
 * - The rule denies it: "Could not enable linger: Access denied", at once.
 * - The user closed the prompt: the same text. --no-ask-password doesn't tell the two apart, as it opens the desktop's
 *   prompt anyway. pkcheck does: it checks the rule alone, and exits with 2 if a password is needed, with 1 if the rule
 *   denies it.
 * - A password is needed and the session has no agent to ask: "… Interactive authentication required."
 * - Nobody answered the prompt for 25 s: "… Connection timed out". logind waits no longer, regardless of
 *   SYSTEMD_BUS_TIMEOUT; the prompt stays on screen, and answering it does nothing.
 * - After a wrong password the agent asks again (lxpolkit).
 * - `show-user` for a user neither logged in nor lingering: "Failed to get user: User ID N is not logged in or
 *   lingering", exit 1.
 * - pkexec: 126 if the agent reports a dismissed prompt (GNOME's does); 127 and "Not authorized" if a rule denied it or
 *   the prompt was closed (lxpolkit); 127 and "No authentication agent found." without an agent. Without
 *   --disable-internal-agent it would ask on Hearth's terminal. It waits for an answer forever.
 */
import type { CommandRecord } from '../../core/app/command-record.ts';
import { askPolkit, raised, setLinger, showLinger } from '../../core/commands.ts';
import { fail, type ProblemError } from '../../core/problems/problem.ts';
import type { LingerState } from '../../core/linger/linger.ts';
import type { ProblemCode } from '../../core/problems/table.ts';
import type { Host } from '../../host/host.ts';
import { wordsOf, type Runner } from '../../host/runner.ts';

/** logind's records: a file per lingering user. */
const lingerFolder = '/var/lib/systemd/linger';

/** After this the refusal is `linger-unanswered`, which names the limit. */
const promptLimitMs = 5 * 60_000;

/** The polkit action for your own lingering: org.freedesktop.login1(5). */
const selfLinger = 'org.freedesktop.login1.set-self-linger';
/** pkcheck(1), "Return value". */
const needsPassword = 2;

type Refusal = Extract<ProblemCode, `linger-${string}`> | null;

/** Why loginctl refused. A denial may come from the rule or the user. */
export const loginctlRefusal = (record: CommandRecord): Refusal => {
  if (record.exitCode === 0) return null;
  if (/interactive authentication/i.test(record.stderr)) return 'linger-no-agent';
  if (record.stderr.includes('Access denied')) return 'linger-denied';
  if (/Connection timed out|Method call timed out/.test(record.stderr)) return 'linger-timed-out';
  return record.failure === 'timed-out' ? 'linger-unanswered' : 'linger-failed';
};

export const pkexecRefusal = (record: CommandRecord): Refusal => {
  if (record.exitCode === 0) return null;
  if (record.exitCode === 126) return 'linger-cancelled';
  if (record.stderr.includes('No authentication agent found')) return 'linger-no-agent';
  if (record.stderr.includes('Not authorized')) return 'linger-denied';
  return record.failure === 'timed-out' ? 'linger-unanswered' : 'linger-failed';
};

export const createLoginctl = (runner: Runner, host: Pick<Host, 'files' | 'account'>) => {
  const { name: user } = host.account;

  const pkexec = async (enable: boolean): Promise<CommandRecord> => {
    return runner.run(raised(await runner.pathOf('loginctl'), setLinger(user, enable)), {
      timeoutMs: promptLimitMs,
    });
  };

  /** Whether the rule asks for a password: if so, the user denied it. */
  const isAsked = async (): Promise<boolean> => {
    if (!(await runner.has('pkcheck'))) return false;
    const record = await runner.run(askPolkit(selfLinger, process.pid));
    return record.exitCode === needsPassword;
  };

  return {
    /** For a user unknown to logind, falls back to the record on disk, with state ''. */
    read: async (): Promise<LingerState> => {
      const record = await runner.run(showLinger(user));
      if (record.exitCode !== 0) {
        const [there] = await host.files.areThere([`${lingerFolder}/${user}`]);
        return { linger: there === true, state: '' };
      }
      return {
        linger: /^Linger=yes$/m.test(record.stdout),
        state: /^State=(.*)$/m.exec(record.stdout)?.[1] ?? '',
      };
    },
    /** Since when, in milliseconds since the epoch; null if the user doesn't linger. */
    lingersSince: async (): Promise<number | null> => {
      const [record] = await host.files.look([`${lingerFolder}/${user}`]);
      return record?.modifiedAt ?? null;
    },
    /**
     * May open a desktop prompt, and waits up to five minutes for an answer.
     * @throws linger-denied, linger-cancelled, linger-no-agent, linger-timed-out, linger-unanswered, linger-failed.
     */
    setLinger: async (enable: boolean): Promise<void> => {
      // Try loginctl first, then pkexec if there is no agent. Check a denial: a closed prompt looks the same.
      const failed = (code: Exclude<Refusal, null>, record: CommandRecord): ProblemError =>
        fail(code, { user, enable }, wordsOf(record));

      const record = await runner.run(setLinger(user, enable), { timeoutMs: promptLimitMs });
      const refused = loginctlRefusal(record);
      if (refused === null) return;
      if (refused === 'linger-denied' && (await isAsked()))
        throw failed('linger-cancelled', record);
      if (refused !== 'linger-no-agent' || !(await runner.has('pkexec')))
        throw failed(refused, record);

      const raised = await pkexec(enable);
      const last = pkexecRefusal(raised);
      if (last !== null) throw failed(last, raised);
    },
  };
};

export type Loginctl = ReturnType<typeof createLoginctl>;

/** Calls `onChange` when anyone turns this user's lingering on or off. */
export const watchLinger = (
  host: Pick<Host, 'watch' | 'account'>,
  onChange: () => void,
): { close(): void } =>
  host.watch([lingerFolder], (_, file) => {
    if (file === null || file === host.account.name) onChange();
  });
