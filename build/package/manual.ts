/** The manual page hearth(1), from the table of commands. */
import { commandNames, globalOptions, synopsis } from '../../electron/cli/command-table.ts';
import { cliCommandTexts } from '../../electron/core/texts/cli/command.ts';
import type { Release } from './release.ts';

/** man(7) reads these characters as its own. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('’', '\\(cq')
    .replaceAll('…', '\\&...')
    .replace(/^[.']/, '\\&$&');

const item = (term: string, text: string): string => `.TP\n.B ${roff(term)}\n${roff(text)}\n`;

const sentence = (text: string): string => `${text}.`;

export const manualPage = ({ version, date }: Release): string => {
  const { summary, noWord, commands, options, exitCodes, more } = cliCommandTexts;
  return [
    `.TH HEARTH 1 ${date} "Hearth ${version}" "User Commands"\n`,
    `.SH NAME\nhearth \\- ${roff(
      summary
        .replace(/^K/, 'k')
        .replace(/s your/, ' your')
        .replace(/\.$/, ''),
    )}\n`,
    '.SH SYNOPSIS\n',
    `.B hearth\n.RB [ ${roff('--hidden')} ]\n`,
    ...commandNames.map((name) => `.br\n.B ${roff(synopsis(name))}\n`),
    '.SH DESCRIPTION\n',
    `${roff(summary)}\n.PP\n${roff(more)}\n`,
    '.SH COMMANDS\n',
    item('hearth', sentence(noWord)),
    ...commandNames.map((name) => item(synopsis(name), sentence(commands[name]))),
    '.SH OPTIONS\n',
    ...[...globalOptions, '--json' as const].map((option) =>
      item(option, sentence(options[option])),
    ),
    '.SH EXIT STATUS\n',
    ...Object.entries(exitCodes).map(([code, text]) => item(code, sentence(text))),
    '.SH FILES\n',
    item('~/.config/systemd/user/', 'Your units.'),
    item(
      '~/.config/hearth/, ~/.local/state/hearth/',
      'Settings; history, drafts, and the log of Hearth itself.',
    ),
    '.SH SEE ALSO\n.BR systemctl (1),\n.BR journalctl (1),\n.BR loginctl (1),\n.BR systemd.unit (5)\n',
  ].join('');
};
