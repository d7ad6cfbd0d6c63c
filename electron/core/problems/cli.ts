/** What can be wrong with the words after `hearth`, and how each is reported. */
import { headOf, listItself, listWay, shellLine } from '../commands.ts';
import { problemsCliTexts } from '../texts/problems/cli.ts';
import type { ProblemText } from './problem-text.ts';

export interface CliProblemFacts {
  'unknown-command': { word: string; commands: readonly string[] };
  'unknown-option': { option: string; usage: string };
  'wrong-operands': { usage: string };
  'no-unit-name': { word: string };
  'is-template': { unit: string; instance: string };
  'nothing-to-check': { path: string };
  'not-text': { path: string };
  'not-named-as-unit': { path: string };
  'no-drop-in': { path: string };
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
  'is-template': (facts) => ({
    ...problemsCliTexts['is-template'](facts),
    command: 'hearth status',
  }),
  'nothing-to-check': (facts) => ({
    ...problemsCliTexts['nothing-to-check'](facts),
    command: shellLine(listWay(facts.path)),
  }),
  'not-text': (facts) => ({
    ...problemsCliTexts['not-text'](facts),
    command: shellLine(headOf(facts.path, 2000)),
  }),
  'not-named-as-unit': (facts) => ({
    ...problemsCliTexts['not-named-as-unit'](facts),
    command: shellLine(listItself(facts.path)),
  }),
  'no-drop-in': (facts) => ({
    ...problemsCliTexts['no-drop-in'](facts),
    command: shellLine(listItself(facts.path)),
  }),
  'no-display': () => ({ ...problemsCliTexts['no-display'], command: 'hearth status' }),
};
