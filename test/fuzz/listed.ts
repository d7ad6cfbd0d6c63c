/** For any text of ExecStart= and Environment=, the manager must list the commands and variables that we read in it. */
import { readCommands, readEnvironment } from '../../electron/core/syntax/exec-parser.ts';
import { expandSpecifiers } from '../../electron/core/syntax/specifiers.ts';
import { parseText, valuesOf } from '../../electron/core/syntax/unit-file.ts';
import { badCharacterAt } from '../../electron/core/text/utf8.ts';
import type { Bus } from '../../electron/system/manager/bus/bus-connection.ts';
import { propertyReader, specifiersOf } from './manager.ts';
import { randomOfRun } from './random.ts';
import type { Failure } from './report.ts';
import { randomEnvironment, randomExec } from './texts.ts';

/** Three values each; RemainAfterExit= and ExecStop= make a unit valid without any command. */
export const listedUnit = (seed: number, run: number): string => {
  const random = randomOfRun(seed, run);
  const lines = [0, 1, 2].flatMap(() => [
    `ExecStart=${randomExec(random)}`,
    '',
    `Environment=${randomEnvironment(random)}`,
    '',
  ]);
  const rest = ['Type=oneshot', 'RemainAfterExit=yes', 'ExecStop=/bin/true'];
  return ['[Service]', ...rest, ...lines, ''].join('\n');
};

const flagNames: Record<string, string> = {
  '-': 'ignore-failure',
  ':': 'no-env-expand',
  '+': 'privileged',
  '!': 'no-setuid',
};

const flagsOf = (prefixes: string): string[] => {
  const single = prefixes.replace('@', '').replace(/!.*!/, (all) => all.replaceAll('!', ''));
  const ambient = (prefixes.match(/!/g)?.length ?? 0) > 1 ? ['ambient'] : [];
  return [...Array.from(single, (one) => flagNames[one] ?? one), ...ambient].sort();
};

interface Listed {
  state: string;
  commands: { path: string; argv: string[]; flags: string[] }[];
  environment: string[];
}

const ourReading = (unit: string, text: string): Listed => {
  const specifiers = specifiersOf(unit);
  const expand = (word: string): string => expandSpecifiers(word, specifiers);
  const { assignments } = parseText(text);
  const read = valuesOf(assignments, 'Service', 'ExecStart').map((value) =>
    readCommands(value, specifiers),
  );
  // One bad value refuses the whole unit, even if a later empty value resets it.
  const refused = assignments.some(
    ({ key, value }) => key === 'ExecStart' && readCommands(value, specifiers).refused,
  );
  const variables = valuesOf(assignments, 'Service', 'Environment').flatMap(
    (value) => readEnvironment(value, specifiers).variables,
  );
  const environment = new Map(variables.map((one) => [one.name, one.value]));
  return {
    state: refused ? 'bad-setting' : 'loaded',
    commands: read.flatMap(({ commands }) =>
      commands.map(({ prefixes, program, argv }) => ({
        // The manager removes doubled slashes from a path.
        path: expand(program.text).replace(/\/+/g, '/'),
        argv: argv.map((word) => expand(word.text)),
        flags: flagsOf(prefixes),
      })),
    ),
    environment: [...environment].map((pair) => pair.join('=')),
  };
};

type ListedCommand = [path: string, argv: string[], flags: string[]];

const theirReading = async (bus: Bus, unit: string): Promise<Listed> => {
  const read = propertyReader(bus, unit);
  const state = String(await read('Unit', 'LoadState'));
  if (state !== 'loaded') return { state, commands: [], environment: [] };
  const commands = (await read('Service', 'ExecStartEx')) as ListedCommand[];
  return {
    state,
    commands: commands.map(([path, argv, flags]) => ({ path, argv, flags: flags.sort() })),
    environment: (await read('Service', 'Environment')) as string[],
  };
};

/** Compares what is listed. The bus carries only text: a unit with other bytes is only run, not listed. */
export const compareListed = async (
  bus: Bus,
  run: number,
  unit: string,
  text: string,
): Promise<Failure[]> => {
  const whole = ourReading(unit, text);
  const ours = whole.state === 'loaded' ? whole : { ...whole, commands: [], environment: [] };
  const words = ours.commands.flatMap(({ path, argv }) => [path, ...argv]);
  if (words.some((word) => badCharacterAt(word) >= 0)) return [];
  const theirs = await theirReading(bus, unit).catch(String);
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return [];
  return [{ run, what: 'the manager reads something else', details: { text, ours, theirs } }];
};
