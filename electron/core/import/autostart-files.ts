/** The service of an autostart entry. */
import { screenTarget } from '../fields/switches.ts';
import { argumentWord, escapeSpecifiers, quote } from '../syntax/exec-writer.ts';
import type { EntryChoice } from './autostart-choices.ts';

type Conversion = Extract<EntryChoice['conversion'], { kind: 'converted' }>;

export interface StartChoice {
  /** Starts and stops with the desktop, instead of with the user manager. */
  needsScreen: boolean;
}

/** What a file describes itself by, in a line. */
const describedMax = 80;

const described = (label: string): string => {
  let line = label.trim().replace(/\s+/g, ' ');
  if (line.length > describedMax) line = `${line.slice(0, describedMax).trimEnd()}…`;
  // It would continue the line.
  while (line.endsWith('\\')) line = line.slice(0, -1);
  return escapeSpecifiers(line);
};

const programWord = (path: string): string => quote(escapeSpecifiers(path));

/** A start that takes longer than this fails: DefaultTimeoutStartSec= in systemd-system.conf(5). */
const usualTimeout = 90;

const sleepLines = (delay: number): string[] =>
  delay === 0
    ? []
    : [
        // The wait counts as a part of the start.
        ...(delay < usualTimeout / 2 ? [] : [`TimeoutStartSec=${String(delay + usualTimeout)}`]),
        `ExecStartPre=/bin/sleep ${String(delay)}`,
      ];

/** Before there is a desktop, it has no name to check. */
const checkLines = ({ desktops }: Conversion, { needsScreen }: StartChoice): string[] =>
  desktops === null || !needsScreen
    ? []
    : [
        `ExecCondition=${[
          programWord(desktops.check),
          ...[desktops.only, desktops.not].map((names) => argumentWord(names.join(':'))),
        ].join(' ')}`,
      ];

const entryText = (label: string, of: Conversion, start: StartChoice): string => {
  const { words, folder, tryExec, delay } = of;
  const [program = '', ...args] = words;
  return [
    '[Unit]',
    `Description=${described(label)}`,
    ...(start.needsScreen ? [`PartOf=${screenTarget}`, `After=${screenTarget}`] : []),
    ...(tryExec === null ? [] : [`ConditionFileIsExecutable=${escapeSpecifiers(tryExec)}`]),
    '',
    '[Service]',
    'Type=exec',
    // Many only start what stays: the service runs until the last process has ended.
    'ExitType=cgroup',
    ...(folder === null ? [] : [`WorkingDirectory=${escapeSpecifiers(folder)}`]),
    ...checkLines(of, start),
    ...sleepLines(delay),
    `ExecStart=${[programWord(program), ...args.map(argumentWord)].join(' ')}`,
    '',
    '[Install]',
    `WantedBy=${start.needsScreen ? screenTarget : 'default.target'}`,
    '',
  ].join('\n');
};

/** The file of a chosen entry; none of one that can’t be chosen. */
export const filesOfEntry = (
  { name, label, conversion }: Pick<EntryChoice, 'name' | 'label' | 'conversion'>,
  start: StartChoice,
): { unit: string; text: string }[] =>
  name === null || conversion.kind === 'refused'
    ? []
    : [{ unit: `${name}.service`, text: entryText(label, conversion, start) }];
