/** An entry of Hearth's own log: enough to find a bug by, and nothing that is the person's own business. */

const longestMessage = 500;
/** Shorter ones are found in any text. */
const shortestSecret = 6;

/** Values that are no secret, or are in every line. */
const harmless = ['LANG', 'LANGUAGE', 'TERM', 'SHELL', 'PWD', 'OLDPWD', '_'];

/** Replaces what a log must not hold: values of the environment, what is assigned, and what is quoted at length. */
const scrub = (text: string, environment: Readonly<Record<string, string | undefined>>): string => {
  const values = Object.entries(environment)
    .filter(([name]) => !harmless.includes(name))
    .flatMap(([name, value = '']) => (value.length < shortestSecret ? [] : [{ name, value }]))
    .sort((a, b) => b.value.length - a.value.length);
  const named = values.reduce((all, { name, value }) => all.replaceAll(value, `$${name}`), text);
  return named
    .replace(/\b([A-Za-z][A-Za-z0-9_.-]*)=[^\s;,]+/g, '$1=…')
    .replace(/(["'`“])[^"'`“”\n]{20,}(["'`”])/g, '$1…$2');
};

/** Where it happened: the lines of a stack that name a place. Its message may be of many lines. */
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

/** Lines with their ends; the first begins with the time. @param at milliseconds since the epoch. */
export const logEntry = (
  at: number,
  thrown: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): string =>
  `${new Date(at).toISOString()} ${linesOf(thrown)
    .map((line) => scrub(line, environment))
    .join('\n')}\n`;
