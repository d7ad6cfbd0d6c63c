/** English with accents, 40 % longer, in brackets: text without them is missing from the catalogue. */
import { literal } from '../text/expression.ts';
import type { Text, Texts } from './shapes.ts';

const accented = new Map(
  (
    'aá eé ií oó uú yý cç nñ sš zž lł rř tţ dđ gğ hĥ jĵ kķ wŵ bḃ fƒ mṁ pṗ ' +
    'AÁ EÉ IÍ OÓ UÚ YÝ CÇ NÑ SŠ ZŽ LŁ RŘ TŢ DĐ GĞ HĤ JĴ KĶ WŴ BḂ FƑ MṀ PṖ'
  )
    .split(' ')
    .map(([plain = '', accent = '']) => [plain, accent]),
);

/** What no language changes: marked code, settings, paths, units, options, manual pages, names of programs. */
const unchanged = [
  '\uE000[^\uE002]*\uE002',
  String.raw`[^\s“”‘’]*(?:[=/_@\[\]{}<>\\%]|--|\w\.\w|\w\(\d)[^\s“”‘’,;:]*[^\s“”‘’,;:.!?]`,
  String.raw`\b[A-Z][A-Z0-9-]+\b`,
  String.raw`\b(?:Hearth|systemd|systemctl|journalctl|loginctl|logind|journald|polkit|sudo|Electron|GNOME|D-Bus)\b`,
];

/** Doubles vowels, or adds some, until the letters grew by `share`. */
const lengthened = (text: string, share: number): string => {
  let owed = 0;
  return text.replace(/\p{L}+/gu, (word) => {
    owed += word.length * share;
    const longer = word.replace(/[aeiouy]/gi, (vowel) => {
      if (owed < 1) return vowel;
      owed -= 1;
      return vowel + vowel.toLowerCase();
    });
    const more = Math.floor(owed);
    owed -= more;
    return longer + 'e'.repeat(more);
  });
};

/** `kept` are the parameters, which stay as they are. */
const spoken = (text: string, kept: readonly string[]): string => {
  const parameters = kept
    .filter((each) => each !== '')
    .sort((a, b) => b.length - a.length)
    .map((each) => String.raw`(?<![\p{L}\p{N}])${literal(each)}(?![\p{L}\p{N}])`);
  const stays = new RegExp(`(${[...parameters, ...unchanged].join('|')})`, 'u');
  // Unchanged parts are at odd indexes.
  const pieces = text.split(stays);
  const letters = pieces
    .filter((_, at) => at % 2 === 0)
    .join('')
    .replace(/\P{L}/gu, '').length;
  const result = pieces.map((piece, at) =>
    at % 2 === 1
      ? piece
      : lengthened(piece, (0.4 * text.length) / letters).replace(
          /[A-Za-z]/g,
          (letter) => accented.get(letter) ?? letter,
        ),
  );
  return `[${result.join('')}]`;
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
