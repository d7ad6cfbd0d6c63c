/** A problem as four lines for a terminal. */
import { printable } from '../text/printable.ts';
import { cliCommandTexts } from '../texts/cli/command.ts';
import type { Problem } from './problem.ts';

export const problemLines = ({ what, why, next, command, output }: Problem): string[] => {
  const { why: whyLabel, todo, command: commandLabel } = cliCommandTexts.problem;
  const width = Math.max(...[whyLabel, todo, commandLabel].map(({ length }) => length));
  const line = (label: string, text: string): string =>
    `  ${label.padEnd(width)} ${printable(text)}`;
  return [
    `hearth: ${printable(what)}`,
    line(whyLabel, why),
    line(todo, next),
    ...(command === null ? [] : [line(commandLabel, command)]),
    ...(output === null
      ? []
      : output
          .trimEnd()
          .split('\n')
          .map((text) => `    ${printable(text)}`)),
  ];
};
