/** English with accents, 40 % longer, in brackets: what has none of them was left out of the catalogue. */
import type { Text, Texts } from './texts.ts';

const accents = new Map(
  Array.from(
    'aáeéiíoóuúyýcçnñsšzžlłrřtţdđgğhĥjĵkķwŵbḃfƒmṁpṗAÁEÉIÍOÓUÚYÝCÇNÑSŠZŽLŁRŘTŢDĐGĞHĤJĴKĶWŴBḂFƑMṀPṖ',
  ).reduce<[string, string][]>((pairs, letter, at, all) => {
    if (at % 2 === 0) pairs.push([letter, all[at + 1] ?? letter]);
    return pairs;
  }, []),
);

/** What no language changes: marked code, settings, paths, units, options, manual pages, names of programs. */
const unchanged = [
  '\uE000[^\uE002]*\uE002',
  String.raw`[^\s“”‘’]*(?:[=/_@\[\]{}<>\\%]|--|\w\.\w|\w\(\d)[^\s“”‘’,;:]*[^\s“”‘’,;:.!?]`,
  String.raw`\b[A-Z][A-Z0-9-]+\b`,
  String.raw`\b(?:Hearth|systemd|systemctl|journalctl|loginctl|logind|journald|polkit|Electron|GNOME|D-Bus)\b`,
];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Doubles vowels, or adds some, until the words are 40 % longer. */
const lengthened = (text: string): string => {
  let owed = 0;
  return text.replace(/[\p{L}\p{N}’-]+/gu, (word) => {
    owed += word.length * 0.4;
    const longer = word.replace(/[aeiouy]/gi, (vowel) => {
      if (owed < 1) return vowel;
      owed -= 1;
      return vowel + vowel.toLowerCase();
    });
    const more = Math.max(0, Math.round(owed) - 1);
    owed -= more;
    return longer + 'e'.repeat(more);
  });
};

/** `kept` are the parameters, which stay as they are. */
const spoken = (text: string, kept: readonly string[]): string => {
  const parameters = kept
    .filter((each) => each !== '')
    .sort((a, b) => b.length - a.length)
    .map((each) => String.raw`(?<![\p{L}\p{N}])${escaped(each)}(?![\p{L}\p{N}])`);
  const stays = new RegExp(`(${[...parameters, ...unchanged].join('|')})`, 'u');
  const pieces = text.split(stays);
  const said = pieces.map((piece, at) =>
    at % 2 === 1
      ? piece
      : lengthened(piece).replace(/[A-Za-z]/g, (letter) => accents.get(letter) ?? letter),
  );
  return `[${said.join('')}]`;
};

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : [];

const mapped = <Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Record<string, Result> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

const changed = (text: Text): Text => {
  if (typeof text === 'string') return spoken(text, []);
  if (typeof text !== 'function') return inPseudo(text);
  return (...parameters: never[]) => {
    const written = text(...parameters);
    const kept = stringsIn(parameters);
    return typeof written === 'string'
      ? spoken(written, kept)
      : mapped(written, (part) => spoken(part, kept));
  };
};

/** A whole domain; functions keep their parameters. */
export const inPseudo = (texts: Texts): Texts => mapped(texts, changed);
