/** Help, the version, and what is wrong with the words: nothing has to be looked up. */
import { cliCommandTexts } from '../core/texts/cli/command.ts';
import { helpLines } from './command-table.ts';
import type { Telling } from './parse-words.ts';
import { problemLines } from '../core/problems/problem-lines.ts';
import type { Print } from './table-lines.ts';

/** @returns the exit code. */
export const tellAtOnce = (asked: Telling, version: string, { print, tell }: Print): 0 | 2 => {
  if (asked.kind === 'fault') {
    for (const line of problemLines(asked.problem)) tell(line);
    return 2;
  }
  const lines = asked.kind === 'help' ? helpLines() : [cliCommandTexts.version(version)];
  for (const line of lines) print(line);
  return 0;
};
