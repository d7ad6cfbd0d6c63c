/**
 * loginctl, and pkexec where it must stand in: lingering (S13).
 *
 * What loginctl 252, pkexec and polkit 122 really say, measured; all on stderr, exit code 1 for loginctl:
 * - polkit's rule says yes (the usual one for oneself): nothing, exit 0.
 * - The rule says no: "Could not enable linger: Access denied", at once.
 * - The prompt was closed: the same words. --no-ask-password does not help to tell them apart: it opens the
 *   desktop's prompt all the same. pkcheck does: it asks for the rule alone, and exits with 2 where a password
 *   would be needed, with 1 where the rule says no.
 * - A password is needed and the session has no agent that could ask: "… Interactive authentication required."
 * - Nobody answered the prompt for 25 s: "… Connection timed out". logind waits no longer, whatever
 *   SYSTEMD_BUS_TIMEOUT says; the prompt stays on the screen, and its answer does nothing.
 * - A wrong password ends nothing: the agent asks again (lxpolkit).
 * - `show-user` of someone neither logged in nor lingering: "Failed to get user: User ID N is not logged in or
 *   lingering", exit 1.
 * - pkexec: 126 when the agent says that the prompt was dismissed (GNOME's does), 127 and "Not authorized"
 *   when a rule said no or the prompt was closed (lxpolkit), 127 and "No authentication agent found." with
 *   none. Without --disable-internal-agent it would ask on the terminal that Hearth was started from. It
 *   waits for an answer without limit.
 */
import type { CommandRecord } from '../../core/app/command-record.ts';
import { askPolkit, raised, setLinger, showLinger } from '../../core/commands.ts';
import { fail, type ProblemError } from '../../core/problems/problem.ts';
import type { LingerState } from '../../core/linger/linger.ts';
import type { ProblemCode } from '../../core/problems/table.ts';
import type { Host } from '../../host/host.ts';
import { wordsOf, type Runner } from '../programs/runner.ts';

export interface Loginctl {
  /** Never rejects for a person whom logind does not know: then the record on disk counts, with state ''. */
  read(): Promise<LingerState>;
  /**
   * May open a prompt of the desktop and waits for its answer, for five minutes at most.
   * @throws linger-denied, linger-cancelled, linger-no-agent, linger-timed-out, linger-unanswered, linger-failed.
   */
  setLinger(enable: boolean): Promise<void>;
}

/** logind's records: a file for each user who lingers. */
const lingerFolder = '/var/lib/systemd/linger';

/** After it the refusal is `linger-unanswered`, which names it. */
const promptLimitMs = 5 * 60_000;

/** The polkit action of one's own lingering: org.freedesktop.login1(5). */
const selfLinger = 'org.freedesktop.login1.set-self-linger';
/** pkcheck(1), "Return value". */
const needsPassword = 2;

type Refusal = Extract<ProblemCode, `linger-${string}`> | null;

/** Why loginctl refused. A denial may be the rule's or the person's. */
export const loginctlRefusal = (record: CommandRecord): Refusal => {
  if (record.exitCode === 0) return null;
  if (record.stderr.includes('Interactive authentication required')) return 'linger-no-agent';
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

export const createLoginctl = (runner: Runner, host: Pick<Host, 'files' | 'account'>): Loginctl => {
  const { name: user } = host.account;

  const pkexec = async (enable: boolean): Promise<CommandRecord> => {
    return runner.run(raised(await runner.pathOf('loginctl'), setLinger(user, enable)), {
      timeoutMs: promptLimitMs,
    });
  };

  /** True when the rule would have a password asked for: then whoever said no was the person. */
  const isAsked = async (): Promise<boolean> => {
    if (!(await runner.has('pkcheck'))) return false;
    const record = await runner.run(askPolkit(selfLinger, process.pid));
    return record.exitCode === needsPassword;
  };

  return {
    read: async () => {
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
    // loginctl first. Without an agent pkexec is tried; a denial is asked about once more, because a closed prompt looks alike.
    setLinger: async (enable) => {
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

/** Calls `onChange` when lingering was turned on or off for this person, by whomever. */
export const watchLinger = (
  host: Pick<Host, 'watch' | 'account'>,
  onChange: () => void,
): { close(): void } =>
  host.watch([lingerFolder], (_, file) => {
    if (file === null || file === host.account.name) onChange();
  });
