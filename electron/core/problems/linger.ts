/** Why lingering could not be changed, and how each reason is reported. */
import { setLinger, shellLine, sudo } from '../commands.ts';
import { problemsLingerTexts } from '../texts/problems/linger.ts';
import type { ProblemText } from './problem-text.ts';

interface Wanted {
  user: string;
  enable: boolean;
}

export interface LingerProblemFacts {
  'linger-denied': Wanted;
  'linger-cancelled': Wanted;
  'linger-no-agent': Wanted;
  'linger-timed-out': Wanted;
  'linger-unanswered': Wanted;
  'linger-failed': Wanted;
}

const lingerLine = ({ user, enable }: Wanted): string => shellLine(sudo(setLinger(user, enable)));

export const lingerProblems: {
  [Code in keyof LingerProblemFacts]: (facts: LingerProblemFacts[Code]) => ProblemText;
} = {
  'linger-denied': (facts) => ({
    ...problemsLingerTexts['linger-denied'](facts),
    command: lingerLine(facts),
  }),
  'linger-cancelled': (facts) => ({
    ...problemsLingerTexts['linger-cancelled'](facts),
    command: lingerLine(facts),
  }),
  'linger-no-agent': (facts) => ({
    ...problemsLingerTexts['linger-no-agent'](facts),
    command: lingerLine(facts),
  }),
  'linger-timed-out': (facts) => ({
    ...problemsLingerTexts['linger-timed-out'](facts),
    command: lingerLine(facts),
  }),
  'linger-unanswered': (facts) => ({
    ...problemsLingerTexts['linger-unanswered'](facts),
    command: lingerLine(facts),
  }),
  'linger-failed': (facts) => ({
    ...problemsLingerTexts['linger-failed'](facts),
    command: lingerLine(facts),
  }),
};
