/**
 * Regular expressions of unit files, with a time limit: `(a+)+$` needs hours for some lines, and nothing else runs
 * meanwhile. V8 itself stops one that runs under node:vm's limit; measured, also within the matching.
 */
import { once } from '../async/once.ts';
import type { HostChecks } from './host-checks.ts';

const limitMs = 50;
/** Longer lines are matched by their beginning. */
const textMax = 4096;

/** Made with the first question: it takes milliseconds. */
const matcher = once(async () => {
  const { createContext, Script } = await import('node:vm');
  const script = new Script('new RegExp(pattern).test(text)');
  const context = createContext(Object.create(null) as object);
  return (pattern: string, text: string): boolean => {
    Object.assign(context, { pattern, text });
    return script.runInContext(context, { timeout: limitMs }) === true;
  };
});

/** It belongs to the other context, so it is no `Error` here. */
const isTimeout = (thrown: unknown): boolean =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'code' in thrown &&
  thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

export const matches: HostChecks['matches'] = async (pattern, text) => {
  const match = await matcher();
  try {
    return match(pattern, text.slice(0, textMax));
  } catch (thrown) {
    if (isTimeout(thrown)) return null;
    // The pattern was read before, so it can be read.
    throw thrown;
  }
};
