/** The command that failed: its program on disk, and the setting that runs it. */
import { runBy, type ReadCommand } from '../../lint/toolkit/ran-program.ts';
import { readCommands } from '../../syntax/exec-parser.ts';
import { expandedValue, reportWith, serviceSettings, type Case } from './case.ts';
import { fromLines, fromSettings } from './evidence-from.ts';
import { messageIds } from '../../logs/message-ids.ts';
import type { PlacedSetting } from './unit-settings.ts';
import type { Evidence } from '../cause.ts';
import type { DiskLook } from '../symptoms.ts';

export interface RanCommand {
  directive: string;
  /** As systemd has it: absolute, or a name that it looks for. */
  program: string;
  /** What the process got, its own name first; specifiers expanded where they are known here. */
  argv: readonly string[];
  /** Where it is set, with the command as read there; null if that isn’t known. */
  setting: PlacedSetting | null;
  read: ReadCommand | null;
}

/** The settings of a directive, a command each. */
const readIn = (of: Case, directive: string): { setting: PlacedSetting; read: ReadCommand }[] =>
  serviceSettings(of, directive).flatMap((setting) =>
    readCommands(setting.value, of.specifiers).commands.map((read) => ({ setting, read })),
  );

const ran = (of: Case, directive: string, path: string | null): RanCommand | null => {
  const all = readIn(of, directive);
  const same = all.filter(
    ({ read }) => path === null || expandedValue(of, read.program.text) === path,
  );
  const found = same.length === 1 ? same[0] : all.length === 1 && path === null ? all[0] : same[0];
  const known = of.service?.commands.filter(
    (command) => command.directive === directive && (path === null || command.path === path),
  );
  const told = known?.find(({ exit }) => exit !== null && exit.status !== 0) ?? known?.[0];
  const program =
    path ?? told?.path ?? (found === undefined ? null : expandedValue(of, found.read.program.text));
  if (program === null) return null;
  return {
    directive,
    program,
    argv: told?.argv ?? found?.read.argv.map(({ text }) => expandedValue(of, text)) ?? [program],
    setting: found?.setting ?? null,
    read: found?.read ?? null,
  };
};

/** systemd’s own report of the program that it couldn’t run; null if it ran. */
export const spawnReport = (of: Case) =>
  of.reports.findLast(
    ({ fields, message }) =>
      fields.MESSAGE_ID === messageIds.spawnFailed && message.startsWith('Failed at step '),
  ) ?? reportWith(of, messageIds.spawnFailed);

/** That report, and the settings that it is about. */
export const spawnEvidence = (
  of: Case,
  ...settings: readonly (PlacedSetting | null | undefined)[]
): Evidence[] => [...fromLines(spawnReport(of)), ...fromSettings(...settings)];

/** The command whose process decided the failed run; null if none did. */
export const failedCommandOf = (of: Case): RanCommand | null =>
  of.end === null
    ? null
    : ran(of, of.end.directive, of.end.path ?? spawnReport(of)?.fields.EXECUTABLE ?? null);

/** The main command of a service. */
export const mainCommandOf = (of: Case): RanCommand | null => ran(of, 'ExecStart', null);

/** What is at the program’s path; undefined if it was not looked up, or is a name. */
export const lookAtProgram = (of: Case, command: RanCommand): DiskLook | undefined =>
  command.program.startsWith('/') ? of.ask.path(command.program) : undefined;

/** The words that it runs in the end: `env A=b nice tmux` runs tmux. Specifiers are expanded. */
export const wordsRun = (of: Case, { read, argv }: RanCommand): readonly string[] =>
  read === null ? argv : runBy(read).map(({ text }) => expandedValue(of, text));
