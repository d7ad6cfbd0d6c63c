/**
 * The value of Exec= → the program and its arguments. GNOME and KDE read it as a shell splits words, single quotes
 * included. Source: Desktop Entry Specification, “The Exec key”; g_shell_parse_argv() in gshell.c.
 */

export interface ExecReading {
  /** The program first. */
  words: string[];
  /** Signs outside of quotes that would mean something in a shell; Exec= is none. */
  shellSigns: string[];
}

/** What field codes say about the entry itself. */
export interface FieldFacts {
  icon: string | null;
  name: string;
  /** Of the file. */
  path: string;
}

/** A part of a word, and whether it was in quotes. */
interface RawWord {
  text: string;
  isQuoted: boolean;
}

/** null if a quote isn’t closed. */
const split = (value: string): { words: RawWord[]; bare: string } | null => {
  const words: RawWord[] = [];
  let word: RawWord | null = null;
  let quote = '';
  let bare = '';
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    const next = value.charAt(at + 1);
    if (quote === '' && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
      bare += ' ';
      continue;
    }
    word ??= { text: '', isQuoted: false };
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      word.isQuoted = true;
    } else if (character === '\\' && quote !== "'" && (quote === '' || /["`$\\]/.test(next))) {
      word.text += next;
      at += 1;
    } else {
      word.text += character;
      if (quote === '') bare += character;
    }
  }
  if (quote !== '') return null;
  if (word !== null) words.push(word);
  return { words, bare };
};

/** Field codes for files and links, which nothing passes at login, and those that are no longer used. */
const empty = /^%[fFuUdDnNvm]$/;

const expand = (text: string, { name, path }: FieldFacts): string =>
  text.replace(/%(.?)/gs, (_, code: string) => {
    if (code === '%') return '%';
    if (code === 'c') return name;
    return code === 'k' ? path : '';
  });

const signs = /[$`&;|<>()]|(?:^| )~(?=\/| |$)/g;

/** @param value unescaped, as `stringOf` gives it. null if a quote isn’t closed, or nothing is left. */
export const readExec = (value: string, facts: FieldFacts): ExecReading | null => {
  const found = split(value);
  if (found === null) return null;
  const words = found.words.flatMap(({ text, isQuoted }) => {
    if (!isQuoted && empty.test(text)) return [];
    if (!isQuoted && text === '%i') return facts.icon === null ? [] : ['--icon', facts.icon];
    return [expand(text, facts)];
  });
  if ((words[0] ?? '') === '') return null;
  return {
    words,
    shellSigns: [...new Set((found.bare.match(signs) ?? []).map((sign) => sign.trim()))],
  };
};
