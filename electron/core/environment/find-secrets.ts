/** Where in any text secrets are, by what they look like and by what is before them. */
import { addressSecrets } from './address-secrets.ts';
import { commandSecrets, optionSecrets } from './command-secrets.ts';
import { keyBlocks } from './key-blocks.ts';
import { pairSecrets } from './pair-secrets.ts';
import { quotedLine, quotedWord, type QuotedText } from './quoted-parts.ts';
import { inLines, type Span } from './text-spans.ts';
import { tokensIn } from './tokens.ts';

const secretsIn = (given: QuotedText): Span[] => {
  const { text, quotes } = given;
  return [
    ...pairSecrets(given),
    ...addressSecrets(text, (place) => quotes.around(place)?.to ?? text.length),
    ...optionSecrets(given),
    ...tokensIn(text),
  ];
};

/** `a:b@c`: a shorter line gives no secret away. */
const shortestLine = 5;

/** In each line for itself. */
export const secretsInLines = (text: string): Span[] =>
  inLines(text, (line) => (line.length < shortestLine ? [] : secretsIn(quotedLine(line))));

/** Also those of several lines. */
export const secretsInText = (text: string): Span[] => [
  ...secretsInLines(text),
  ...keyBlocks(text),
];

const isShellOption = (word: string | undefined): boolean => /^-[a-z]*c$/.test(word ?? '');

/** For each word of a command what is secret in it. @param words as the process gets them. */
export const secretsInWords = (words: readonly string[]): Span[][] => {
  const ofOptions = commandSecrets(words);
  return words.map((word, index) => {
    const own = ofOptions[index] ?? null;
    const isScript = isShellOption(words[index - 1]);
    const looks = isScript
      ? secretsInText(word)
      : [...secretsIn(quotedWord(word)), ...keyBlocks(word)];
    return own === null ? looks : [own, ...looks];
  });
};
