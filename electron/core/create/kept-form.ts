/** Forms that were kept by an earlier version of Hearth. */
import { shellLine } from '../commands.ts';
import { emptyJob } from './form-job.ts';

const fileProof = { proofKind: 'file', proofValue: '', proofPeriod: '' };

/**
 * A form kept by an earlier version: the first had a program and its arguments instead of a command, until later a
 * proof was always a file, then every service kept running, then only timers started one, and it had no settings of the
 * folded groups.
 */
export const currentForm = (kept: object): object => {
  const form = {
    ...('proofFile' in kept && !('proofKind' in kept) ? fileProof : {}),
    ...emptyJob(),
    ...('settings' in kept ? {} : { settings: {} }),
    ...kept,
  };
  const { program, arguments: args, ...rest } = form as Record<string, unknown>;
  if ('command' in form || typeof program !== 'string' || !Array.isArray(args)) return form;
  return { ...rest, command: program === '' ? '' : shellLine({ program, args: args.map(String) }) };
};
