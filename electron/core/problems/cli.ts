/** What can be wrong with the words after `hearth`, and how each is reported. */
import { problemsCliTexts } from '../texts/problems/cli.ts';
import type { ProblemText } from './problem-text.ts';

export interface CliProblemFacts {
  'unknown-command': { word: string; commands: readonly string[] };
  'unknown-option': { option: string; usage: string };
  'wrong-operands': { usage: string };
  'no-unit-name': { word: string };
  'no-display': object;
}

const help = 'hearth --help';

export const cliProblems: {
  [Code in keyof CliProblemFacts]: (facts: CliProblemFacts[Code]) => ProblemText;
} = {
  'unknown-command': (facts) => ({ ...problemsCliTexts['unknown-command'](facts), command: help }),
  'unknown-option': (facts) => ({ ...problemsCliTexts['unknown-option'](facts), command: help }),
  'wrong-operands': (facts) => ({ ...problemsCliTexts['wrong-operands'](facts), command: help }),
  'no-unit-name': (facts) => ({
    ...problemsCliTexts['no-unit-name'](facts),
    command: 'hearth status',
  }),
  'no-display': () => ({ ...problemsCliTexts['no-display'], command: 'hearth status' }),
};
