/**
 * A file of environment.d(5) without loss: its variables with their places, and changes that touch no other line.
 *
 * Source: parse_env_file_internal() in systemd's env-file.c: a value may have parts in quotes, which may hold line
 * breaks; a backslash before a line break joins the lines; `$` is expanded afterwards, and `$$` is a dollar sign.
 */

interface EnvironmentEntry {
  name: string;
  /** Quotes and escapes undone, `$` not. */
  raw: string;
  /** In UTF-16 units: the whole lines, with the last line ending. */
  start: number;
  end: number;
}

/** In double quotes, a backslash escapes only these. */
const escapable = '"\\`$';

/** Reads a value from behind the `=`; `end` is behind its line ending. */
const readValue = (text: string, from: number): { raw: string; end: number } => {
  let raw = '';
  let quote = '';
  /** Blanks at the end don’t belong to it. */
  let kept = 0;
  let at = from;
  for (; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (quote === '' && (sign === '\n' || sign === '\r')) break;
    if (quote === '' && (sign === '"' || sign === "'") && kept === raw.length) {
      quote = sign;
      continue;
    }
    if (sign === quote) {
      quote = '';
      kept = raw.length;
      continue;
    }
    if (sign === '\\' && quote !== "'") {
      at += 1;
      const next = text[at] ?? '';
      const isPlain = quote === '"' && !escapable.includes(next);
      if (next !== '\n') raw += isPlain ? `\\${next}` : next;
      kept = raw.length;
      continue;
    }
    if (raw === '' && quote === '' && /[ \t]/.test(sign)) continue;
    raw += sign;
    if (quote !== '' || !/[ \t]/.test(sign)) kept = raw.length;
  }
  if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
  return { raw: raw.slice(0, kept), end: Math.min(at + 1, text.length) };
};

const lineEnd = (text: string, from: number): number => {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at + 1;
};

/** Its assignments, in order. */
export const readEnvironmentFile = (text: string): EnvironmentEntry[] => {
  const entries: EnvironmentEntry[] = [];
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at);
    const name = /^[ \t]*([^\s=#;][^\n=]*)=/.exec(text.slice(at, end));
    // Empty, a comment, or nothing that systemd reads.
    if (name === null) {
      at = end;
      continue;
    }
    const value = readValue(text, at + name[0].length);
    entries.push({ name: (name[1] ?? '').trim(), raw: value.raw, start: at, end: value.end });
    at = value.end;
  }
  return entries;
};

/** A line that gives a variable exactly this value. @throws RangeError for a value with line breaks. */
const lineOf = (name: string, value: string): string => {
  if (/[\n\r]/.test(value)) throw new RangeError('a value with line breaks');
  const quoted = value.replace(/["\\`]/g, (sign) => `\\${sign}`).replaceAll('$', '$$$$');
  return `${name}="${quoted}"`;
};

const endingOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Sets variables: each in its last line, else in a new one at the end. @throws RangeError as `lineOf`. */
export const withVariables = (text: string, values: ReadonlyMap<string, string>): string => {
  let changed = text;
  const ending = endingOf(text);
  for (const [name, value] of values) {
    const line = `${lineOf(name, value)}${ending}`;
    const last = readEnvironmentFile(changed).findLast((entry) => entry.name === name);
    if (last !== undefined) changed = changed.slice(0, last.start) + line + changed.slice(last.end);
    else {
      const open = changed !== '' && !changed.endsWith('\n');
      changed += `${open ? ending : ''}${line}`;
    }
  }
  return changed;
};

/** Removes the lines that set these variables. */
export const withoutVariables = (text: string, names: ReadonlySet<string>): string =>
  readEnvironmentFile(text)
    .filter(({ name }) => names.has(name))
    .reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
