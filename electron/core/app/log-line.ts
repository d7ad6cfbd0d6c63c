/** An entry of Hearth's own log: enough to find a bug, and nothing private. */

const longestMessage = 500;
/** Shorter values occur in any text. */
const shortestSecret = 6;

/** Variables that hold no secret, or that every line contains. */
const harmless = ['LANG', 'LANGUAGE', 'TERM', 'SHELL', 'PWD', 'OLDPWD', '_'];

/** Replaces what a log must not contain: environment values, assigned values and long quotes. */
const scrub = (text: string, environment: Readonly<Record<string, string | undefined>>): string => {
  const values = Object.entries(environment)
    .filter(([name]) => !harmless.includes(name))
    .flatMap(([name, value = '']) => (value.length < shortestSecret ? [] : [{ name, value }]))
    .sort((a, b) => b.value.length - a.value.length);
  const named = values.reduce((all, { name, value }) => all.replaceAll(value, `$${name}`), text);
  return named
    .replace(/(["'`“])[^"'`“”\n]{20,}(["'`”])/g, '$1…$2')
    .replace(/\b([A-Za-z][A-Za-z0-9_.-]*)=[^\s;,"'`“”]+/g, '$1=…');
};

/** Where it happened: the stack lines that name a place. The message may have several lines. */
const placesOf = (stack: string): string[] =>
  stack.split('\n').filter((line) => /^\s+at /.test(line));

const messageOf = (thrown: unknown): string => {
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return (message.split('\n')[0] ?? '').slice(0, longestMessage);
};

const linesOf = (thrown: unknown): string[] => {
  const own = [messageOf(thrown), ...(thrown instanceof Error ? placesOf(thrown.stack ?? '') : [])];
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return cause === undefined ? own : [...own, 'caused by', ...linesOf(cause)];
};

/** Lines with their endings; the first starts with the time. @param at milliseconds since the epoch. */
export const logEntry = (
  at: number,
  thrown: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): string =>
  `${new Date(at).toISOString()} ${linesOf(thrown)
    .map((line) => scrub(line, environment))
    .join('\n')}\n`;
