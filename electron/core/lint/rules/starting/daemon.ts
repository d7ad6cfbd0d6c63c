/** Known programs that fork into the background although Type= expects them not to. systemd.service(5), Type=. */
import type { CommandReading } from '../../../syntax/exec-parser.ts';
import type { Finding } from '../../../syntax/finding.ts';
import { readBoolean } from '../../../syntax/boolean.ts';
import { lintStartingDaemonTexts } from '../../../texts/lint/starting/daemon.ts';
import { forkingProgram, type ForkingProgram } from './forking-programs.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { onValue } from '../../toolkit/report.ts';
import {
  baseName,
  commandsOf,
  lastOf,
  shellScriptOf,
  type CommandValue,
  type LintUnit,
} from '../../toolkit/subject.ts';
import { forkOption, typeOf } from '../service.ts';

type Command = CommandReading['commands'][number];
type Word = Command['argv'][number];

/** With these types, the first process is the service. */
const stayingTypes = new Set(['simple', 'exec', 'idle', 'notify', 'oneshot']);

const isJudged = (unit: LintUnit): boolean => {
  const type = typeOf(unit);
  const remains = readBoolean(lastOf(unit, 'Service', 'RemainAfterExit') ?? 'no') === true;
  const kills = !['none', 'process'].includes(lastOf(unit, 'Service', 'KillMode') ?? '');
  return (
    stayingTypes.has(type) &&
    lastOf(unit, 'Service', 'ExitType') !== 'cgroup' &&
    // Another process reports itself as the main process.
    !(type === 'notify' && lastOf(unit, 'Service', 'NotifyAccess') === 'all') &&
    // Then the processes stay after the command that started them.
    !(type === 'oneshot' && (remains || !kills))
  );
};

/** The word that makes it fork, or the program where nothing keeps it in the foreground; null if it stays. */
const forkWord = (command: Command, { forks, stays }: ForkingProgram): Word | null => {
  const words = command.argv.slice(1);
  if (words.some(({ text }) => stays?.test(text) === true)) return null;
  if (forks === undefined) return command.program;
  return words.find(({ text }) => forks.test(text)) ?? null;
};

/** `docker run -d`: not `docker exec -d`, and not the options of what runs inside. */
const clientWord = (command: Command, { forks }: ForkingProgram): Word | null => {
  const words = command.argv.slice(1);
  const verb = words.findIndex(({ text }) => /^(?:run|up|start)$/.test(text));
  if (verb < 0 || forks === undefined) return null;
  const isSeparate = (word: Word): boolean => forks.test(word.text);
  return words.slice(verb + 1).find(isSeparate) ?? null;
};

const find = (unit: LintUnit, { assignment, reading }: CommandValue): Finding[] =>
  untilMany(reading.commands, (command) => {
    const name = baseName(command.program.text);
    const program = forkingProgram(name);
    // The option is reported whatever the program is.
    const isReported = command.argv.some(({ text }) => forkOption.test(text));
    if (program === null || isReported || shellScriptOf(command) !== null) return [];
    const isClient = program.isClient === true;
    if (isClient && typeOf(unit) === 'oneshot') return [];
    const word = isClient ? clientWord(command, program) : forkWord(command, program);
    if (word === null) return [];
    const type = typeOf(unit);
    const option = word === command.program ? null : word.text;
    const foreground = program.foreground ?? null;
    return [
      onValue(
        unit,
        assignment,
        {
          code: 'daemon-forks',
          severity: 'hint',
          what: isClient
            ? lintStartingDaemonTexts.client(name)
            : lintStartingDaemonTexts.forks({ program: name, option }),
          why: isClient
            ? lintStartingDaemonTexts.clientWhy(type)
            : lintStartingDaemonTexts.stay({ type, foreground }),
          manual: 'systemd.service(5), Type=',
        },
        { start: word.start, end: word.end },
      ),
    ];
  });

export const daemonRules = (unit: LintUnit): Finding[] =>
  unit.type === 'service' && isJudged(unit)
    ? untilMany(
        commandsOf(unit).filter(({ assignment }) => assignment.key === 'ExecStart'),
        (value) => find(unit, value),
      )
    : [];
