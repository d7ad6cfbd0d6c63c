/**
 * Splits a line as a POSIX shell does, with what people paste from bash besides.
 * Source: Shell Command Language, 2.2 "Quoting", 2.3 "Token Recognition"; bash(1), "QUOTING".
 */

/** Part of a word. A `folder` is what `~`, `$HOME` and the like stand for, as a specifier. */
export type WordPart =
  | { kind: 'text'; text: string; quoted: boolean }
  | { kind: 'folder'; specifier: '%h' | '%t' | '%u'; quoted: boolean }
  /** What only a shell can work out: `$NAME`, `$(…)`, a command in back quotes. */
  | { kind: 'expansion'; text: string };

interface Place {
  /** Offsets in the line. */
  start: number;
  end: number;
}

export type ShellToken = Place &
  (
    | { kind: 'word'; parts: WordPart[] }
    /** `&&`, `|`, `;`, a line break, … */
    | { kind: 'operator'; text: string }
    /** The operator with what it leads to: `> log`, `2>&1`. `isLog`: output, or the empty input that systemd gives. */
    | { kind: 'redirection'; text: string; isLog: boolean }
  );

/** What a line still lacks: the end of a quote or of an expansion. */
export type UnclosedMark = "'" | '"' | '`' | ')' | '}' | '\\';

export type ShellReading =
  { kind: 'tokens'; tokens: ShellToken[] } | { kind: 'unfinished'; lacks: UnclosedMark };

/** Longest first. */
const operators = ['&&', '||', ';;', '|&', ';', '&', '|', '(', ')', '\n'];
const redirection = /\d*(?:&>>|&>|<<<|<<-?|<>|<&|>>|>&|>\||<|>)/y;
const specifiers: Readonly<Record<string, '%h' | '%t' | '%u'>> = {
  HOME: '%h',
  XDG_RUNTIME_DIR: '%t',
  USER: '%u',
  LOGNAME: '%u',
};

/** Escapes of `$'…'`; bash(1), "QUOTING". */
const ansiEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ansiText = (text: string): string =>
  text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|([0-7]{1,3})|([^]))/g,
    (_, hex?: string, unicode?: string, octal?: string, other?: string) => {
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
      const escape = other ?? '';
      return ansiEscapes[escape] ?? (/[\\'"?]/.test(escape) ? escape : `\\${escape}`);
    },
  );

const createReader = (line: string) => {
  let at = 0;
  let lacks: UnclosedMark | null = null;

  /** Ends the reading. */
  const giveUp = (mark: UnclosedMark): void => {
    lacks ??= mark;
    at = line.length;
  };

  /** The text up to a closing mark, which is passed as well. */
  const upTo = (mark: UnclosedMark): string => {
    const end = line.indexOf(mark, at);
    const text = line.slice(at, Math.max(at, end));
    if (end < 0) giveUp(mark);
    else at = end + 1;
    return text;
  };

  /** Passes everything before a closing mark that no backslash escapes, and the mark. */
  const passTo = (mark: UnclosedMark): void => {
    while (at < line.length && line[at] !== mark) passEscaped();
    if (at < line.length) at += 1;
    else giveUp(mark);
  };

  const passEscaped = (): void => {
    at += line[at] === '\\' ? 2 : 1;
  };

  /** Passes `(…)` or `{…}` with what is nested and quoted in it. */
  const passNested = (open: string, close: ')' | '}'): void => {
    for (let depth = 1; depth > 0;) {
      const character = line[at];
      if (character === undefined) {
        giveUp(close);
        return;
      }
      if (character === "'") {
        at += 1;
        upTo("'");
      } else {
        if (character === open) depth += 1;
        if (character === close) depth -= 1;
        passEscaped();
      }
    }
  };

  /** At a `$`. */
  const dollar = (quoted: boolean): WordPart => {
    const start = at;
    const rest = line.slice(at + 1);
    const name = /^(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/.exec(rest);
    const specifier = specifiers[name?.[1] ?? name?.[2] ?? ''];
    if (name !== null) {
      at += 1 + name[0].length;
      if (specifier !== undefined) return { kind: 'folder', specifier, quoted };
    } else if (rest.startsWith('(') || rest.startsWith('{')) {
      at += 2;
      if (rest.startsWith('(')) passNested('(', ')');
      else passNested('{', '}');
    } else if (/^[0-9@*#?$!-]/.test(rest)) at += 2;
    else {
      at += 1;
      return { kind: 'text', text: '$', quoted };
    }
    return { kind: 'expansion', text: line.slice(start, at) };
  };

  /** At a back quote. */
  const backQuoted = (): WordPart => {
    const start = at;
    at += 1;
    passTo('`');
    return { kind: 'expansion', text: line.slice(start, at) };
  };

  /** Past the opening quote. */
  const doubleQuoted = (): WordPart[] => {
    const parts: WordPart[] = [{ kind: 'text', text: '', quoted: true }];
    const add = (text: string): void => {
      parts.push({ kind: 'text', text, quoted: true });
    };
    for (;;) {
      const character = line[at];
      const next = line[at + 1];
      if (character === undefined || character === '"') {
        if (character === undefined) giveUp('"');
        else at += 1;
        return parts;
      }
      if (character === '$') parts.push(dollar(true));
      else if (character === '`') parts.push(backQuoted());
      else if (character === '\\' && next !== undefined && '$`"\\\n'.includes(next)) {
        if (next !== '\n') add(next);
        at += 2;
      } else {
        add(character);
        at += 1;
      }
    }
  };

  const singleQuoted = (): WordPart => ({ kind: 'text', text: upTo("'"), quoted: true });

  const ansiQuoted = (): WordPart => {
    const start = at;
    passTo("'");
    return { kind: 'text', text: ansiText(line.slice(start, at - 1)), quoted: true };
  };

  const escaped = (): WordPart[] => {
    const next = line[at + 1];
    if (next === undefined) giveUp('\\');
    else at += 2;
    return next === '\n' ? [] : [{ kind: 'text', text: next ?? '', quoted: true }];
  };

  /** The next part of a word; null at its end. */
  const part = (): WordPart[] | null => {
    const character = line[at];
    if (character === undefined || /[ \t\r\n;&|()<>]/.test(character)) return null;
    if (character === '\\') return escaped();
    if (character === '`') return [backQuoted()];
    if (character === '$' && /["']/.test(line[at + 1] ?? '')) {
      at += 2;
      return line[at - 1] === "'" ? [ansiQuoted()] : doubleQuoted();
    }
    if (character === '$') return [dollar(false)];
    at += 1;
    if (character === "'") return [singleQuoted()];
    if (character === '"') return doubleQuoted();
    return [{ kind: 'text', text: character, quoted: false }];
  };

  const word = (): WordPart[] => {
    const parts: WordPart[] = [];
    for (let next = part(); next !== null; next = part()) parts.push(...next);
    return merged(parts);
  };

  const blanks = (): void => {
    for (;;) {
      if (line.startsWith('\\\n', at)) at += 2;
      else if (line.startsWith('\\\r\n', at)) at += 3;
      else if (/[ \t\r]/.test(line[at] ?? '')) at += 1;
      else return;
    }
  };

  const redirected = (): ShellToken | null => {
    redirection.lastIndex = at;
    const operator = redirection.exec(line)?.[0];
    if (operator === undefined) return null;
    const start = at;
    at += operator.length;
    blanks();
    word();
    const text = line.slice(start, at);
    const isLog = /^[12]?(?:>>?|>\||>&|&>>?)$/.test(operator) || /^0?<\s*\/dev\/null$/.test(text);
    return { kind: 'redirection', text, isLog, start, end: at };
  };

  const next = (): ShellToken | null => {
    blanks();
    if (line[at] === '#') at = line.includes('\n', at) ? line.indexOf('\n', at) : line.length;
    if (at >= line.length) return null;
    const start = at;
    const found = redirected();
    if (found !== null) return found;
    const operator = operators.find((text) => line.startsWith(text, at));
    if (operator !== undefined) {
      at += operator.length;
      return { kind: 'operator', text: operator, start, end: at };
    }
    const parts = word();
    return { kind: 'word', parts, start, end: at };
  };

  return { next, lacks: (): UnclosedMark | null => lacks };
};

/** `~` begins a word, or what follows a `=` or `:` in an assignment. */
const tilde = /^~(?=\/|$)/;

const isAssignment = (text: string): boolean => /^[A-Za-z_]\w*\+?=/.test(text);

/** Neighbours of one kind become one part. */
const joined = (parts: readonly WordPart[]): WordPart[] => {
  const all: WordPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.kind === 'text' && last?.kind === 'text' && last.quoted === part.quoted)
      all[all.length - 1] = { ...last, text: last.text + part.text };
    else all.push(part);
  }
  return all;
};

const home: WordPart = { kind: 'folder', specifier: '%h', quoted: false };

const merged = (parts: readonly WordPart[]): WordPart[] => {
  const all = joined(parts);
  const [first] = all;
  if (first?.kind !== 'text' || first.quoted) return all;
  // The slash that ends the prefix must be unquoted as well, or the word must end there.
  if (tilde.test(first.text) && (first.text !== '~' || all.length === 1))
    return joined([home, { ...first, text: first.text.slice(1) }, ...all.slice(1)]);
  if (!isAssignment(first.text)) return all;
  return all.flatMap((part, at): WordPart[] =>
    part.kind !== 'text' || part.quoted
      ? [part]
      : part.text
          .split(at === 0 ? /(?<=^\w+=|:)(?=~(?:\/|:|$))/ : /(?<=:)(?=~(?:\/|:|$))/)
          .flatMap((text, index): WordPart[] =>
            text.startsWith('~') && (index > 0 || at === 0)
              ? [home, { ...part, text: text.slice(1) }]
              : [{ ...part, text }],
          ),
  );
};

/** Splits a line into words, operators and redirections. Nothing is expanded but folders that Hearth knows. */
export const readShellLine = (line: string): ShellReading => {
  const reader = createReader(line);
  const tokens: ShellToken[] = [];
  for (let token = reader.next(); token !== null; token = reader.next()) tokens.push(token);
  const lacks = reader.lacks();
  return lacks === null ? { kind: 'tokens', tokens } : { kind: 'unfinished', lacks };
};
