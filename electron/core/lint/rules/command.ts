/** Commands that systemd reads differently than they look: quotes, escapes, and programs that run others. */
import type { Finding } from '../../syntax/finding.ts';
import type { WordFault } from '../../texts/syntax.ts';
import { unknownSpecifierAt } from '../../syntax/specifiers.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { readWord } from '../../syntax/word-reader.ts';
import { lintCommandTexts } from '../../texts/lint/command.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { type ReadCommand, shellScriptOf, type CommandPart } from '../toolkit/ran-program.ts';
import { baseName } from '../../text/path.ts';
import { untilMany } from '../toolkit/limit.ts';
import { commandsOf, type CommandValue, type LintUnit } from '../toolkit/subject.ts';
import { doubleUnknown, percentFormats } from './percent.ts';
import { fixWith, onValue, replaceIn, type Range } from '../toolkit/report.ts';

const manual = 'systemd.service(5), Command Lines';

const assignmentProgram = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const found = /^([@:+!|-]*)([A-Za-z_]\w*=\S*)\s+\S/.exec(assignment.value);
  if (found === null) return [];
  const start = (found[1] ?? '').length;
  const range: Range = { start, end: start + (found[2] ?? '').length };
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'assignment-before-program',
        severity: 'error',
        ...lintCommandTexts['assignment-before-program'](found[2] ?? ''),
        manual,
        fix: fixWith(
          lintCommandTexts.setWithEnv,
          replaceIn(unit, assignment, range, `/usr/bin/env ${found[2] ?? ''}`),
        ),
      },
      range,
    ),
  ];
};

const quoteFaults: ReadonlySet<WordFault> = new Set(['unclosed-quote', 'unsafe-program']);

const badCommands = (unit: LintUnit, { assignment, reading }: CommandValue): Finding[] =>
  untilMany(
    // program.ts explains a relative path better.
    reading.findings.filter(({ fault }) => fault !== 'relative-program'),
    ({ start, fault, what, why }) => {
      const { value } = assignment;
      const read = readWord(value, start);
      const shown = /^\S+/.exec(value.slice(start))?.[0] ?? '';
      const range = { start, end: read.kind === 'word' ? read.word.end : start + shown.length };
      const word = value.slice(start, range.end);
      const isSpecifier = unknownSpecifierAt(word) >= 0;
      return [
        onValue(
          unit,
          assignment,
          {
            code: isSpecifier ? 'unknown-specifier' : 'bad-command',
            severity: reading.refused || quoteFaults.has(fault) ? 'error' : 'warning',
            what,
            why,
            manual: isSpecifier ? 'systemd.unit(5), Specifiers' : manual,
            fix: isSpecifier ? doubleUnknown(unit, assignment, range) : null,
          },
          range,
        ),
      ];
    },
  );

const raisers = new Set(['sudo', 'su', 'doas', 'pkexec', 'gksudo', 'kdesu']);
/** Tried on systemd 252: a service leads its process group, so setsid forks; nohup only executes. */
const detachers = new Map<string, keyof typeof lintCommandTexts.detachWhy>([
  ['nohup', 'ignoresHangup'],
  ['setsid', 'forks'],
  ['daemonize', 'forks'],
]);

/** The first word of each command in a shell script, as far as can be seen. */
const startsOf = (script: string): string[] =>
  script.split(/&&|\|\||[;|&\n]/).map((part) => /^\s*(?:exec\s+)?(\S+)/.exec(part)?.[1] ?? '');

const raised = (
  unit: LintUnit,
  assignment: Assignment,
  command: ReadCommand,
  script: CommandPart | null,
): Finding[] => {
  const byShell =
    script === null ? undefined : startsOf(script.text).find((one) => raisers.has(baseName(one)));
  const word = raisers.has(baseName(command.program.text))
    ? command.program
    : byShell === undefined
      ? null
      : script;
  if (word === null) return [];
  const name = byShell ?? baseName(command.program.text);
  const isUser = unit.scope === 'user';
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'sudo',
        severity: isUser ? 'warning' : 'hint',
        what: lintCommandTexts.noPassword(name),
        why: isUser ? lintCommandTexts.sudoInUserUnit : lintCommandTexts.sudoInSystemUnit,
        manual: 'systemd.exec(5), User=',
      },
      { start: word.start, end: word.end },
    ),
  ];
};

const detached = (unit: LintUnit, assignment: Assignment, command: ReadCommand): Finding[] => {
  const name = baseName(command.program.text);
  const next = command.argv[1];
  const effect = detachers.get(name);
  if (effect === undefined || next === undefined) return [];
  const range = { start: command.program.start + command.prefixes.length, end: next.start };
  const fix = /^[/%]/.test(next.text)
    ? fixWith(lintFixesTexts.remove(name), replaceIn(unit, assignment, range, ''))
    : null;
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'needless-detach',
        severity: 'hint',
        what: lintCommandTexts.needlessDetach(name),
        why: lintCommandTexts.detachWhy[effect],
        manual: 'systemd.service(5), Type=',
        fix,
      },
      { start: command.program.start, end: command.program.end },
    ),
  ];
};

export const commandRules = (unit: LintUnit): Finding[] =>
  untilMany(commandsOf(unit), (value) => {
    const { assignment } = value;
    const before = assignmentProgram(unit, assignment);
    if (before.length > 0) return before;
    return [
      ...badCommands(unit, value),
      ...untilMany(value.reading.commands, (command) => [
        ...percentFormats(unit, assignment, command),
        ...raised(unit, assignment, command, shellScriptOf(command)),
        ...detached(unit, assignment, command),
      ]),
    ];
  });
