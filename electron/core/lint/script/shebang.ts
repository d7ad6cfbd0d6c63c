/** The first line of a script, as the kernel and env(1) read it. Source: execve(2), env(1). */
import type { Interpreter } from '../toolkit/disk-facts.ts';
import { baseName } from '../../text/path.ts';

export interface Shebang {
  /** As the kernel looks for it, a carriage return included. */
  interpreter: string;
  /** What env(1) looks for, with blanks if they are part of the name; null for any other interpreter, and if unknown. */
  forEnv: string | null;
  /** Of what the interpreter gets; `env -S` drops it. */
  hasCarriageReturn: boolean;
}

/** The kernel reads 256 bytes: BINPRM_BUF_SIZE. */
export const shebangBytes = 256;

const withoutReturn = (text: string): string => text.replace(/\r$/, '');

/**
 * The program env looks for; null if unknown. The kernel passes all that follows as one word, which only `-S` splits,
 * with quotes and variables of its own.
 */
const envProgram = (args: string): string | null => {
  const words = args.startsWith('-S') ? args.slice(2).trim().split(/\s+/) : [args.trimEnd()];
  const name = words.find((word) => !word.includes('=')) ?? '';
  return name === '' || /^-|["'\\$#]/.test(name) ? null : name;
};

/** @param head the first 256 bytes, a character each. Returns null without `#!`. */
export const readShebang = (head: string): Shebang | null => {
  const [line, interpreter = '', args = ''] =
    /^#![ \t]*([^ \t\n]*)[ \t]*([^\n]*)/.exec(head.slice(0, shebangBytes)) ?? [];
  if (line === undefined) return null;
  const isEnv = baseName(interpreter) === 'env';
  return {
    interpreter,
    forEnv: isEnv ? envProgram(args) : null,
    hasCarriageReturn: line.endsWith('\r') && !(isEnv && args.startsWith('-S')),
  };
};

/** ELF and binfmt_misc formats contain null bytes; an empty file runs nothing. @param head as of `readShebang`. */
export const withoutShebang = (head: string): Interpreter => ({
  kind: head.slice(0, shebangBytes).includes('\0') ? 'not-needed' : 'none',
});

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

const nameOf = ({ interpreter, forEnv }: Shebang): string =>
  // Without the options that belong after `env -S`.
  baseName(withoutReturn(forEnv ?? interpreter).replace(/[ \t].*/, ''));

/** The shell that can check the syntax; null for any other interpreter. */
export const shellOf = (shebang: Shebang): 'sh' | 'bash' | null => {
  const name = nameOf(shebang);
  return name === 'sh' || name === 'bash' ? name : null;
};

/**
 * Whether a carriage return at the end of a line is part of its last word: for a shell, and in options of the first
 * line, which only perl reads itself.
 */
export const keepsReturns = (shebang: Shebang): boolean => {
  const name = nameOf(shebang);
  return /^(?:ba|da|a|k|mk|z)?sh$/.test(name) || (shebang.hasCarriageReturn && name !== 'perl');
};
