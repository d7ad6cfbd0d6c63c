/** Programs that fork into the background although Type= expects them not to. systemd.service(5), Type=. */
import type { Finding } from '../../../syntax/finding.ts';
import { readBoolean } from '../../../syntax/boolean.ts';
import { lintStartingDaemonTexts } from '../../../texts/lint/starting/daemon.ts';
import { forkingProgram, type ForkingProgram } from './forking-programs.ts';
import { runBy, type CommandPart } from '../../toolkit/ran-program.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { onValue } from '../../toolkit/report.ts';
import { commandsOf, lastOf, type CommandValue, type LintUnit } from '../../toolkit/subject.ts';
import { typeOf } from '../service.ts';
import { baseName } from '../../../text/path.ts';

/** With these types, the first process is the service. */
const stayingTypes = new Set(['simple', 'exec', 'idle', 'notify', 'oneshot']);

const isJudged = (unit: LintUnit): boolean => {
  if (unit.isPartial && lastOf(unit, 'Service', 'Type') === undefined) return false;
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

/** Not --background: for many desktop programs it means “without a window”. */
const forkOption = /^--(?:daemon|daemonize|daemonise|fork|detach)(?:=(?:yes|true|1|on))?$/;

/** It wins over the option that forks: `fetchmail --nodetach --daemon 300`. */
const stayOption = /^--(?:no-?(?:detach|fork|daemon|daemonize)|foreground|supervised)$/;

/** The option that makes it fork, whatever program it is. */
const optionWord = (args: readonly CommandPart[]): CommandPart | null =>
  args.some(({ text }) => stayOption.test(text))
    ? null
    : (args.find(
        ({ text }, at) => forkOption.test(text) && readBoolean(args[at + 1]?.text ?? '') !== false,
      ) ?? null);

/** The word that makes it fork, or the program where nothing keeps it in the foreground; null if it stays. */
const forkWord = (
  program: CommandPart,
  args: readonly CommandPart[],
  known: ForkingProgram,
): CommandPart | null => {
  const { forks, stays } = known;
  if (args.some(({ text }) => stays?.test(text) === true)) return null;
  return forks === undefined ? program : (args.find(({ text }) => forks.test(text)) ?? null);
};

/** `docker run -d`: not `docker exec -d`, and not the options of what runs inside. */
const clientWord = (
  args: readonly CommandPart[],
  { forks }: ForkingProgram,
): CommandPart | null => {
  const verb = args.findIndex(({ text }) => /^(?:run|up|start)$/.test(text));
  if (verb < 0 || forks === undefined) return null;
  return args.slice(verb + 1).find(({ text }) => forks.test(text)) ?? null;
};

interface Fork {
  word: CommandPart;
  what: string;
  why: string;
}

export const forkOf = ([program, ...args]: readonly CommandPart[], type: string): Fork | null => {
  if (program === undefined) return null;
  if (args.some(({ text }) => forkOption.test(text))) {
    const word = optionWord(args);
    const option = word?.text ?? '';
    return word === null ? null : { word, ...lintStartingDaemonTexts.option({ option, type }) };
  }
  const name = baseName(program.text);
  const known = forkingProgram(name);
  if (known === null) return null;
  if (known.isClient === true) {
    const word = type === 'oneshot' ? null : clientWord(args, known);
    return word === null ? null : { word, ...lintStartingDaemonTexts.client({ name, type }) };
  }
  const word = forkWord(program, args, known);
  if (word === null) return null;
  const option = word === program ? null : word.text;
  const foreground = known.foreground ?? null;
  return { word, ...lintStartingDaemonTexts.known({ program: name, option, type, foreground }) };
};

const find = (unit: LintUnit, { assignment, reading }: CommandValue): Finding[] =>
  untilMany(reading.commands, (command) => {
    const fork = forkOf(runBy(command), typeOf(unit));
    if (fork === null) return [];
    const { word, what, why } = fork;
    return [
      onValue(
        unit,
        assignment,
        {
          code: 'daemon-forks',
          severity: 'hint',
          what,
          why,
          manual: 'systemd.service(5), Type=',
        },
        word,
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
