/** What the words after `hearth` ask for. */
import { parseArgs } from 'node:util';
import type { Page } from '../core/app/page.ts';
import { isUnitName } from '../core/names/unit-name.ts';
import { problem, type Problem } from '../core/problems/problem.ts';
import {
  commandNames,
  commandTable,
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

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      hidden: { type: 'boolean' },
      version: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });

const withCommand = (
  name: CommandName,
  operands: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Asked => {
  const { operand, takesJson, opensWindow } = commandTable[name];
  const usage = synopsis(name);
  const allowed = takesJson ? ['json'] : [];
  // With a value, as in `--json=no`, it is another option.
  const unknown = Object.keys(options).find(
    (option) => !allowed.includes(option) || options[option] !== true,
  );
  if (unknown !== undefined && !opensWindow) {
    const dashes = unknown.length === 1 ? '-' : '--';
    const value = typeof options[unknown] === 'string' ? `=${options[unknown]}` : '';
    return fault(problem('unknown-option', { option: `${dashes}${unknown}${value}`, usage }));
  }
  const [least, most] = counts[operand];
  if (operands.length < least || operands.length > most)
    return fault(problem('wrong-operands', { usage }));
  const named = name === 'check' ? operands : operands.map(withType);
  const bad = operands.find((_, at) => name !== 'check' && !isUnitName(named[at] ?? ''));
  if (bad !== undefined) return fault(problem('no-unit-name', { word: bad }));
  if (name === 'open' || name === 'new' || name === 'log')
    return { kind: 'open', hidden: false, page: pageOf(name, named[0]) };
  return { kind: 'print', what: name, operands: named, asJson: options['json'] === true };
};

/** @param args after the program’s name. */
export const parseWords = (args: readonly string[]): Asked => {
  const { values, positionals } = parse(args);
  const [word, ...operands] = positionals;
  if (values['help'] === true) return { kind: 'help' };
  if (values['version'] === true) return { kind: 'version' };
  // Other options are Chromium’s own, such as --ozone-platform.
  if (word === undefined) return { kind: 'open', hidden: values['hidden'] === true, page: null };
  if (!isCommandName(word))
    return fault(problem('unknown-command', { word, commands: commandNames }));
  return withCommand(word, operands, values);
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
