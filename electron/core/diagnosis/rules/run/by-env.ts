/** Interpreters that env(1) looks for in the PATH of the service. env(1), execve(2). */
import { readShebang } from '../../../lint/script/shebang.ts';
import { diagnosisProgramTexts } from '../../../texts/diagnosis/program.ts';
import type { CauseRule } from '../../case/case.ts';
import { fromEnvironment, fromLines, fromSettings } from '../../case/evidence-from.ts';
import { failedCommandOf, lookAtProgram } from '../../case/ran-command.ts';
import { pathOf } from '../../case/service-environment.ts';
import { extendPath } from './extend-path.ts';
import { byFound, carriageReturn, fromFirstLine } from './interpreter.ts';

/** env(1) exits with 127 when it doesn’t find the program. */
export const byEnvRules: CauseRule = (of) => {
  const { end } = of;
  if (end?.kind !== 'exited' || end.status !== 127) return [];
  const command = failedCommandOf(of);
  if (command === null) return [];
  const look = lookAtProgram(of, command);
  const shebang = look?.kind === 'file' && look.head !== null ? readShebang(look.head) : null;
  if (look?.kind !== 'file' || shebang?.forEnv == null) return [];
  const lines = fromLines(of.said.findLast(({ message }) => /\benv: /.test(message)));
  if (shebang.hasCarriageReturn) {
    const cause = carriageReturn(of, command, look, shebang);
    return [{ ...cause, evidence: [...lines, ...cause.evidence] }];
  }
  const name = shebang.forEnv;
  if (name.includes('/')) return [];
  const program = of.ask.program(name);
  if (program?.service !== null) return [];
  const path = pathOf(of);
  return [
    {
      cause: 'interpreter-not-in-path',
      sentence: diagnosisProgramTexts.notInPath({ path: command.program, name }),
      short: diagnosisProgramTexts.short.interpreterNotInPath,
      evidence: [
        ...lines,
        ...fromSettings(command.setting),
        fromFirstLine(command.program, look.head ?? ''),
        ...(path === null ? [] : [fromEnvironment(`PATH=${path}`)]),
      ],
      remedies: [
        ...extendPath(of, program.shell ?? program.elsewhere),
        ...byFound(of, command, name),
      ],
    },
  ];
};
