/** Random arguments, variables and raw values for the fuzzer of commands. */
import type { Random } from './random.ts';

const characters = [
  ...['a', 'b', 'Z', '0', ' ', '  ', '\t', '\n', '\r', '"', "'", '\\', '\\\\', ';', '#', '='],
  ...[
    '$',
    '$$',
    '$HF_A',
    '${HF_A}',
    '${',
    '}',
    '%',
    '%%',
    '%h',
    '%n',
    '%Q',
    '-',
    '@',
    ':',
    '+',
    '!',
  ],
  ...[
    '|',
    '~',
    '*',
    '\\n',
    '\\x41',
    '\\u00fc',
    '\\;',
    '\u0001',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u00a0',
  ],
  ...['\u00fc', '\u2192', '\u{1f600}', '\ufeff', '\u2028'],
];
/** Valid in systemd's arguments, but not in its environment. */
const noncharacters = ['\ufdd0', '\uffff', '\u{1fffe}'];

/** Any possible argument: text without null bytes. */
export const randomArgument = (random: Random): string => {
  const size = random.chance(200) ? 2000 : 8;
  return random
    .list(size, () => random.pick(random.chance(60) ? noncharacters : characters))
    .join('');
};

const variableNames = ['HF_A', 'HF_B', 'HF_long_NAME_2', '_HF'];

export const randomVariables = (random: Random): Map<string, string> =>
  new Map(
    random.list(4, () => [
      random.pick(variableNames),
      random.list(8, () => random.pick(characters)).join(''),
    ]),
  );

const rawPieces = [
  ...[
    'a',
    'word',
    ' ',
    ' ',
    '  ',
    '\t',
    '"',
    '"',
    "'",
    "'",
    '\\"',
    "\\'",
    '\\\\',
    '\\n',
    '\\s',
    '\\t',
  ],
  ...[
    '\\x41',
    '\\x4',
    '\\xff',
    '\\xc3\\xbc',
    '\\x00',
    '\\101',
    '\\400',
    '\\u00fc',
    '\\u12',
    '\\ud800',
  ],
  ...[
    '\\U0001f600',
    '\\U0000ffff',
    '\\uffff',
    '\\q',
    '\\ ',
    '\\',
    ';',
    ' ; ',
    ' \\; ',
    '";"',
    '\\;',
    'a;b',
  ],
  ...[
    '%h',
    '%%',
    '%n',
    '%p',
    '%i',
    '%u',
    '%Q',
    '%-',
    '$$',
    '$',
    '$HF_A',
    ' $HF_A ',
    '${HF_B}',
    '${HF',
    '$a$$b',
  ],
  ...[
    '${HF_A:x}',
    '=',
    '\u00fc',
    '\u{1f600}',
    '\u00a0',
    ' \\\n ',
    ' \\\n# in between\n',
    '#',
    ' ""',
    " ''",
  ],
];

/** Mixes text that nobody would write with text that people write; may span several lines of a file. */
export const randomRaw = (random: Random, most: number): string =>
  random.list(most, () => random.pick(rawPieces)).join('');

const programs = [
  ...[
    '/bin/true',
    '/bin/true',
    '/bin/true',
    '"/bin/true"',
    "'/bin/x y'",
    '%h/bin/x',
    '%t/x',
    'sleep',
  ],
  ...[
    '/bin/',
    'a/b',
    '..',
    '""',
    '~/x',
    '$HOME/x',
    '/bin/a\\x20b',
    '/bin/a\\nb',
    '/bin/50%%',
    '/\u00fc',
    ';',
  ],
];
const prefixes = [
  '',
  '',
  '',
  '-',
  '@',
  ':',
  '+',
  '!',
  '!!',
  '-@',
  '@-:',
  '--',
  '!+',
  '!!!',
  '@@',
  '"-"',
];

/** A value of ExecStart=, one command or several. */
export const randomExec = (random: Random): string => {
  const commands = 1 + (random.chance(4) ? random.number(3) : 0);
  const one = (): string =>
    random.pick(prefixes) +
    random.pick(programs) +
    random.pick([' ', ' ', '']) +
    randomRaw(random, 6);
  return Array.from({ length: commands }, one).join(' ; ');
};

/** A value of Environment=. */
export const randomEnvironment = (random: Random): string =>
  random
    .list(3, () => {
      const name = random.chance(8) ? random.pick(['1x', 'a-b', '']) : random.pick(variableNames);
      const quote = random.pick(['', '', '"', "'"]);
      return `${quote}${name}=${randomRaw(random, 4)}${quote}`;
    })
    .join(' ');
