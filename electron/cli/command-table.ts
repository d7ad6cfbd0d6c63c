/** The words after `hearth`: --help, the manual page and the completions are made from this table. */
import { cliCommandTexts } from '../core/texts/cli/command.ts';

interface CommandShape {
  /** What the word takes, as --help writes it; '' for nothing. */
  operand: '' | '[UNIT]' | 'UNIT' | 'FILE…';
  takesJson: boolean;
  opensWindow: boolean;
}

export const commandTable = {
  open: { operand: '[UNIT]', takesJson: false, opensWindow: true },
  new: { operand: '', takesJson: false, opensWindow: true },
  log: { operand: '[UNIT]', takesJson: false, opensWindow: true },
  status: { operand: '[UNIT]', takesJson: true, opensWindow: false },
  explain: { operand: 'UNIT', takesJson: true, opensWindow: false },
  check: { operand: 'FILE…', takesJson: true, opensWindow: false },
  next: { operand: '', takesJson: true, opensWindow: false },
} as const satisfies Record<string, CommandShape>;

export type CommandName = keyof typeof commandTable;

export const commandNames = Object.keys(commandTable) as CommandName[];

export const isCommandName = (word: string): word is CommandName =>
  Object.hasOwn(commandTable, word);

/** Without a command before them. */
export const globalOptions = ['--hidden', '--version', '--help'] as const;

/** `hearth status [UNIT] [--json]` */
export const synopsis = (name: CommandName): string => {
  const { operand, takesJson } = commandTable[name];
  return ['hearth', name, operand, takesJson ? '[--json]' : ''].filter(Boolean).join(' ');
};

const columns = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
};

export const helpLines = (): string[] => [
  cliCommandTexts.usage,
  '',
  cliCommandTexts.summary,
  '',
  ...columns([
    ['hearth', cliCommandTexts.noWord],
    ...commandNames.map((name) => [synopsis(name), cliCommandTexts.commands[name]] as const),
  ]),
  '',
  cliCommandTexts.optionsTitle,
  ...columns([
    ...globalOptions.map((option) => [option, cliCommandTexts.options[option]] as const),
    ['--json', cliCommandTexts.options['--json']],
  ]),
  '',
  cliCommandTexts.exitTitle,
  ...columns(Object.entries(cliCommandTexts.exitCodes)),
  '',
  cliCommandTexts.more,
];
