/** Secrets among the words of a command: `--password x`, `-u name:x`, and what certain programs take as a password. */
import {
  endOfShellWord,
  endOfWord,
  goesOn,
  type QuotedPart,
  type QuotedText,
} from './quoted-parts.ts';
import { isNamedSecret } from './secrets.ts';
import { shifted, type Span } from './text-spans.ts';

/** A short option that takes a password, as the same word or also as the next. Source: their manual pages. */
interface PasswordOption {
  programs: RegExp;
  option: string;
  isApart: boolean;
}

const passwordOptions: readonly PasswordOption[] = [
  { programs: /^(?:mysql|mariadb)[\w-]*$/, option: '-p', isApart: false },
  { programs: /^(?:sshpass|mongo\w*)$/, option: '-p', isApart: true },
  { programs: /^(?:redis|valkey|keydb)-cli$/, option: '-a', isApart: true },
  { programs: /^ldap[a-z]+$/, option: '-w', isApart: true },
  // docker login, and the like.
  { programs: /^login$/, option: '-p', isApart: true },
];

/** The last name in a word: a program’s, of `/usr/bin/mysql`, `ExecStart=mysql`. */
const programIn = (word: string): string => /[\w.+-]{1,60}$/.exec(word.slice(-60))?.[0] ?? '';

const longOption = /^--?[A-Za-z][\w.-]*$/;
const accountOption = /^(?:-[uU]|--(?:proxy-)?user)$/;
const joinedAccount = /^--(?:proxy-)?user=/;
const curlAccount = /^-[uU](?=[^:]+:)/;

/** Behind the colon of `name:password`; two numbers are a user and a group. */
const passwordOf = (account: string, from: number): Span | null => {
  const text = account.slice(from);
  const colon = text.indexOf(':');
  const isAccount = colon > 0 && colon < text.length - 1 && !/^\d+:\d+$/.test(text);
  return isAccount ? { from: from + colon + 1, to: account.length } : null;
};

/** @param program '' if it isn’t known. */
const secretOf = (word: string, before: string, program: string): Span | null => {
  const whole = { from: 0, to: word.length };
  const isValue = !/^[-:=]/.test(word);
  if (longOption.test(before) && isValue && isNamedSecret(before, word)) return whole;
  if (accountOption.test(before)) return passwordOf(word, 0);
  const joined = joinedAccount.exec(word) ?? (program === 'curl' ? curlAccount.exec(word) : null);
  if (joined !== null) return passwordOf(word, joined[0].length);
  const own = passwordOptions.find(({ programs }) => programs.test(program));
  if (own === undefined) return null;
  if (own.isApart && before === own.option && isValue) return whole;
  const isJoined = word.startsWith(own.option) && word.length > own.option.length;
  return isJoined ? { from: own.option.length, to: word.length } : null;
};

const isProgram = (name: string): boolean =>
  name === 'curl' || passwordOptions.some(({ programs }) => programs.test(name));

/** For each word what is secret in it. @param words of one or several commands, without quotes. */
export const commandSecrets = (words: readonly string[]): (Span | null)[] => {
  let program = '';
  let before = '';
  return words.map((word) => {
    const secret = secretOf(word, before, program);
    const name = programIn(word);
    if (/^(?:\|{1,2}|&{1,2}|;)$/.test(word)) program = '';
    else if (isProgram(name) && secret === null && !word.startsWith('-')) program = name;
    // What follows a password may be another command: sshpass -p x ssh -p 22.
    else if (secret !== null && program !== 'curl') program = '';
    before = word;
    return secret;
  });
};

/** Quotes in quotes: nobody writes deeper ones by hand. */
const deepest = 4;

/** Lists such as `{"args":["--password", "x"]}` and `(mysql -px)` are commands, too. */
const isBetween = ({ text, quotes }: QuotedText, at: number): boolean => {
  if (/\s/.test(text.charAt(at))) return true;
  const isSign = '[({,:'.includes(text.charAt(at));
  const next = text.charAt(at + 1);
  return isSign && (/[\s[({-]/.test(next) || quotes.startingAt(at + 1) !== undefined);
};

/** A word, where the next may begin, and what is in quotes if that is all of it. */
interface Reading {
  word: Span;
  next: number;
  quoted: QuotedPart | null;
}

/** @param to nothing behind it is read. */
const readWordAt = (given: QuotedText, at: number, to: number): Reading => {
  const { text, quotes } = given;
  const part = quotes.startingAt(at);
  const quoted = part !== undefined && part.end <= to ? part : null;
  if (quoted !== null && !goesOn(text, quoted.end))
    return { word: quoted, next: quoted.end, quoted };
  const mayQuote = quoted !== null || text[at] === '-';
  const next = mayQuote ? endOfShellWord(given, at, to) : endOfWord(text, at, to);
  return { word: { from: at, to: next }, next, quoted };
};

/** The words between two places, as one list; what is in quotes is a word, and a list of its own besides. */
const wordLists = (given: QuotedText, { from, to }: Span, depth = 0): (readonly Span[])[] => {
  const words: Span[] = [];
  const inner: (readonly Span[])[] = [];
  for (let at = from; at < to;) {
    if (isBetween(given, at)) {
      at += 1;
      continue;
    }
    const { word, next, quoted } = readWordAt(given, at, to);
    words.push(word);
    if (quoted !== null && depth < deepest) inner.push(...wordLists(given, quoted, depth + 1));
    at = next;
  }
  return [words, ...inner];
};

/** In one line. */
export const optionSecrets = (given: QuotedText): Span[] =>
  wordLists(given, { from: 0, to: given.text.length }).flatMap((words) =>
    commandSecrets(words.map(({ from, to }) => given.text.slice(from, to))).flatMap(
      (secret, index) => (secret === null ? [] : [shifted(secret, words[index]?.from ?? 0)]),
    ),
  );
