/** What the words after `hearth` ask for. */
import type { Page } from '../core/app/page.ts';
import { isUnitName } from '../core/names/unit-name.ts';
import { problem, type Problem } from '../core/problems/problem.ts';
import {
  commandNames,
  commandTable,
  globalOptions,
  isCommandName,
  synopsis,
  type CommandName,
} from './command-table.ts';

/** A command that prints its answer; in `operands` are units with their type, or files. */
export interface Printing {
  kind: 'print';
  what: 'status' | 'explain' | 'check' | 'next';
  operands: readonly string[];
  asJson: boolean;
}

/** Needs a window, or the tray alone. */
export interface Opening {
  kind: 'open';
  hidden: boolean;
  /** null for the page that the window has, or opens on. */
  page: Page | null;
}

/** Answered at once. */
export type Telling = { kind: 'help' } | { kind: 'version' } | { kind: 'fault'; problem: Problem };

export type Asked = Printing | Opening | Telling;

const fault = (told: Problem): Asked => ({ kind: 'fault', problem: told });

const withType = (name: string): string => (isUnitName(name) ? name : `${name}.service`);

const counts = { '': [0, 0], '[UNIT]': [0, 1], UNIT: [1, 1], 'FILE…': [1, Infinity] } as const;

const pageOf = (command: CommandName, unit: string | undefined): Page | null => {
  if (command === 'new') return { kind: 'create' };
  if (command === 'log')
    return unit === undefined ? { kind: 'journal' } : { kind: 'unit', unit, section: 'log' };
  return unit === undefined ? null : { kind: 'unit', unit, section: 'overview' };
};

/** The words that open this page; none where no command does. */
export const wordsFor = (page: Page | null): string[] => {
  if (page?.kind === 'create') return ['new'];
  if (page?.kind === 'journal') return ['log'];
  if (page?.kind !== 'unit') return [];
  return [page.section === 'log' ? 'log' : 'open', page.unit];
};

/** No option takes a value in a word of its own, and all words after `--` are operands. */
const split = (args: readonly string[]) => {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const isOption = (word: string, at: number): boolean =>
    at < end && word.startsWith('-') && word !== '-';
  return {
    options: args.filter(isOption),
    words: args.filter((word, at) => at !== end && !isOption(word, at)),
  };
};

const ownOptions = new Set<string>([...globalOptions, '--json']);

/** Chromium’s own, such as --ozone-platform=x11. */
const isForChromium = (option: string): boolean =>
  option.startsWith('--') && !ownOptions.has(option.replace(/=.*/s, ''));

const unknownOption = (option: string, usage: string): Asked =>
  fault(problem('unknown-option', { option, usage }));

const withCommand = (
  name: CommandName,
  operands: readonly string[],
  options: readonly string[],
): Asked => {
  const { operand, opensWindow } = commandTable[name];
  const usage = synopsis(name);
  const unknown = options.find((option) =>
    opensWindow ? !isForChromium(option) : option !== '--json',
  );
  if (unknown !== undefined) return unknownOption(unknown, usage);
  const [least, most] = counts[operand];
  if (operands.length < least || operands.length > most)
    return fault(problem('wrong-operands', { usage }));
  const named = name === 'check' ? operands : operands.map(withType);
  const bad = operands.find((_, at) => name !== 'check' && !isUnitName(named[at] ?? ''));
  if (bad !== undefined) return fault(problem('no-unit-name', { word: bad }));
  if (name === 'open' || name === 'new' || name === 'log')
    return { kind: 'open', hidden: false, page: pageOf(name, named[0]) };
  return { kind: 'print', what: name, operands: named, asJson: options.includes('--json') };
};

/** @param args after the program’s name. */
export const parseWords = (args: readonly string[]): Asked => {
  const { options, words } = split(args);
  const [word, ...operands] = words;
  if (options.includes('--help') || options.includes('-h')) return { kind: 'help' };
  if (options.includes('--version')) return { kind: 'version' };
  if (word === undefined) {
    const unknown = options.find((option) => option !== '--hidden' && !isForChromium(option));
    return unknown === undefined
      ? { kind: 'open', hidden: options.includes('--hidden'), page: null }
      : unknownOption(unknown, 'hearth [--hidden]');
  }
  if (!isCommandName(word))
    return fault(problem('unknown-command', { word, commands: commandNames }));
  return withCommand(word, operands, options);
};

/**
 * The words of this process after the program’s name, and after the app’s folder where Electron’s own program runs it.
 * @param isDefaultApp `process.defaultApp`.
 */
export const ownWords = (argv: readonly string[], isDefaultApp: boolean): string[] => {
  const words = argv.slice(1);
  if (!isDefaultApp) return words;
  const app = words.findIndex(
    (word, at) => !word.startsWith('-') && words[at - 1] !== '-r' && words[at - 1] !== '--require',
  );
  return app === -1 ? [] : words.slice(app + 1);
};
