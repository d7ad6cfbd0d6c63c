/** The first line of a script, as the kernel and env(1) read it. Source: execve(2), env(1). */
import type { Interpreter } from '../toolkit/disk-facts.ts';

export interface Shebang {
  /** As the kernel looks for it, a carriage return included. */
  interpreter: string;
  /** What env(1) looks for; null for any other interpreter, and if unknown. */
  forEnv: string | null;
  hasCarriageReturn: boolean;
}

/** The kernel reads 256 bytes: BINPRM_BUF_SIZE. */
export const shebangBytes = 256;

const baseNameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const withoutReturn = (text: string): string => text.replace(/\r$/, '');

/** `#!/usr/bin/env -S name args`: the program env looks for; null if unknown. */
const envProgram = (args: string): string | null => {
  const words = args.replace(/^-S\s*/, '').split(/[ \t]+/);
  const name = words.find((word) => !/^[A-Za-z_]\w*=/.test(word)) ?? '';
  return name === '' || name.startsWith('-') ? null : name;
};

/** @param head the first 256 bytes, a character each. Returns null without `#!`. */
export const readShebang = (head: string): Shebang | null => {
  const [line, interpreter = '', args = ''] =
    /^#![ \t]*([^ \t\n]*)[ \t]*([^\n]*)/.exec(head.slice(0, shebangBytes)) ?? [];
  if (line === undefined) return null;
  return {
    interpreter,
    forEnv: baseNameOf(interpreter) === 'env' ? envProgram(args) : null,
    hasCarriageReturn: line.endsWith('\r'),
  };
};

/** The programs that must be executable. */
export const programsNamed = ({ interpreter, forEnv }: Shebang): string[] =>
  [interpreter, forEnv ?? ''].filter((one) => one.startsWith('/'));

/** @param executable those of `programsNamed` that are. */
export const interpreterBy = (
  { interpreter, forEnv, hasCarriageReturn }: Shebang,
  executable: (program: string) => boolean,
): Interpreter => {
  const missing = (name: string): Interpreter => ({
    kind: 'missing',
    name: withoutReturn(name),
    hasCarriageReturn,
  });
  if (!executable(interpreter)) return missing(interpreter);
  if (forEnv === null) return { kind: 'found', path: interpreter };
  if (!forEnv.includes('/'))
    return { kind: 'by-env', name: withoutReturn(forEnv), hasCarriageReturn };
  return executable(forEnv) ? { kind: 'found', path: interpreter } : missing(forEnv);
};

/** The shell whose syntax can be checked; null for any other interpreter. */
export const shellOf = ({ interpreter, forEnv }: Shebang): 'sh' | 'bash' | null => {
  const name = baseNameOf(withoutReturn(forEnv ?? interpreter));
  return name === 'sh' || name === 'bash' ? name : null;
};
