/**
 * Text of others — names, paths, descriptions, output — as it may be shown: what would act on a terminal or deceive the
 * eye becomes a sign. Source: Unicode's Bidi_Control and Default_Ignorable_Code_Point.
 */

/** Signs for invisible characters: U+2400… for controls, a name or number for the rest. */
const names: Record<number, string> = {
  0x7f: '␡',
  0xad: 'SHY',
  0x61c: 'ALM',
  0x200b: 'ZWSP',
  0x200c: 'ZWNJ',
  0x200d: 'ZWJ',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2060: 'WJ',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
  0xfeff: 'BOM',
};

/** A byte as printf(1) reads it: `\033`. */
export const octalEscape = (byte: number): string => `\\${byte.toString(8).padStart(3, '0')}`;

/** The sign of an invisible character. */
export const signOf = (character: string): string => {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x20) return String.fromCharCode(0x2400 + point);
  const hex = point.toString(16).toUpperCase();
  return names[point] ?? (point < 0xa0 ? `\\x${hex}` : `U+${hex.padStart(4, '0')}`);
};

/**
 * A pattern, for a regular expression with the flag `u`. A joiner within an emoji is legitimate, and so is the variation
 * selector (U+FE00–FE0F) after it. Line breaks and tabs are layout.
 */
export const invisible = [
  String.raw`(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic}))`,
  String.raw`(?![\ufe00-\ufe0f])`,
  String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Co}\p{Noncharacter_Code_Point}]`,
].join('');

const everyInvisible = new RegExp(invisible, 'gu');

/** True for most texts: they can be shown as they are. */
export const isPlain = (text: string): boolean =>
  /^[\t\n -~\u00a1-\u00ac\u00ae-\u024f]*$/.test(text);

/** For places that take only text. A word would look like part of it, so it is in brackets: `<RLO>`. */
export const visibleText = (text: string): string =>
  isPlain(text)
    ? text
    : text.replace(everyInvisible, (character) => {
        const sign = signOf(character);
        return /^[\u2400-\u2421]$/.test(sign) ? sign : `<${sign}>`;
      });

/** The same for what a page shows, which may also be a number or nothing. */
export const shown = <Value>(value: Value): Value =>
  typeof value === 'string' ? (visibleText(value) as Value & string) : value;
