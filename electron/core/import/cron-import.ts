/** Lines of a crontab → the timers and services that do the same. */
import { nameFromCommand, nameFromText } from '../create/suggested-name.ts';
import { readCommandLine } from '../create/command-line.ts';
import { cronJobs, type CronJob } from '../schedule/cron/cron-jobs.ts';
import { readCrontab } from '../schedule/cron/crontab.ts';
import { baseName } from '../text/path.ts';
import { timerSettings } from '../schedule/timer-settings.ts';
import { argumentWord, assignmentWord, escapeSpecifiers, quote } from '../syntax/exec-writer.ts';
import { createImportTexts } from '../texts/create/import.ts';
import { createFreeNames } from './free-names.ts';

type Conversion = Extract<CronJob['conversion'], { kind: 'converted' }>;

/** A line that may be chosen if it has a name. */
export interface CronChoice extends CronJob {
  /** Of its timer and service, without suffix; null if it can’t become any. */
  name: string | null;
}

export interface CronView {
  /** Of the crontab as read; null if there is none. */
  version: string | null;
  choices: readonly CronChoice[];
}

/** A lone half of a surrogate is a byte that isn’t UTF-8: core/text/utf8.ts. systemd refuses a file with such a byte. */
const hasOtherBytes = (text: string): boolean => /\p{Surrogate}/u.test(text);

const isWritable = ({ command, input, shell, folder, environment }: Conversion): boolean =>
  [
    ...[command, input ?? '', shell, folder ?? ''],
    ...environment.flatMap(({ name, value }) => [name, value]),
  ].every((text) => !hasOtherBytes(text));

const usualName = 'cron-job';

/** @param isTaken whether there is a unit of this name, whatever its type. */
export const cronChoices = (
  bytes: Uint8Array,
  isTaken: (name: string) => boolean,
): CronChoice[] => {
  const freeName = createFreeNames(isTaken);
  const nameOf = (command: string): string => {
    const [first = ''] = command.trim().split(/\s+/);
    const base =
      nameFromCommand(readCommandLine(command), '') ?? nameFromText(baseName(first)) ?? usualName;
    return freeName(base);
  };
  return cronJobs(readCrontab(bytes)).map((job): CronChoice => {
    if (job.conversion.kind === 'refused') return { ...job, name: null };
    if (!isWritable(job.conversion))
      return {
        ...job,
        conversion: { kind: 'refused', why: createImportTexts.otherBytes },
        name: null,
      };
    return { ...job, name: nameOf(job.conversion.command) };
  });
};

/** What a file describes itself by, in a line. */
const describedMax = 80;

const describedBy = ({ command }: Conversion): string => {
  const line = command.trim().replace(/\s+/g, ' ').replace(/\\$/, '');
  return line.length > describedMax ? `${line.slice(0, describedMax)}…` : line;
};

/** cron gives a job these, whatever the login shell has. */
const cronPath = { name: 'PATH', value: '/usr/bin:/bin' };

/** The value of StandardInputText=, to which systemd adds the last line ending. @param input ends with one. */
const inputText = (input: string): string =>
  escapeSpecifiers(
    input
      .slice(0, -1)
      .replace(
        /[\\\x00-\x1f\x7f]|^ | $/g,
        (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
      ),
  );

/** Empty, StandardInputText= would set nothing: an empty line is written in base64. */
const inputLines = (input: string): string[] => [
  'StandardInput=data',
  input === '\n' ? 'StandardInputData=Cg==' : `StandardInputText=${inputText(input)}`,
];

const serviceText = (of: Conversion): string => {
  const { shell, command, input, folder, environment } = of;
  const variables = environment.some(({ name }) => name === 'PATH')
    ? environment
    : [cronPath, ...environment];
  return [
    `[Unit]\nDescription=${escapeSpecifiers(describedBy(of))}\n`,
    [
      '[Service]',
      'Type=oneshot',
      ...variables.map(({ name, value }) => `Environment=${assignmentWord(`${name}=${value}`)}`),
      ...(folder === null ? [] : [`WorkingDirectory=${escapeSpecifiers(folder)}`]),
      ...(input === null ? [] : inputLines(input)),
      `ExecStart=${quote(escapeSpecifiers(shell))} -c ${argumentWord(command)}`,
      '',
    ].join('\n'),
  ].join('\n');
};

/** cron doesn’t make up for what it missed, and is on time to the second. */
const timerText = (of: Conversion): string => {
  const settings = timerSettings({
    when: of.when,
    persistent: false,
    randomDelay: of.randomDelay,
    accuracy: '1s',
    deferReactivation: false,
  });
  return [
    `[Unit]\nDescription=${escapeSpecifiers(describedBy(of))}\n`,
    `[Timer]\n${settings.map(({ key, value }) => `${key}=${value}`).join('\n')}\n`,
    '[Install]\nWantedBy=timers.target\n',
  ].join('\n');
};

/** Both files of a chosen line; none of one that can’t be chosen. */
export const filesOfChoice = ({
  name,
  conversion,
}: Pick<CronChoice, 'name' | 'conversion'>): { unit: string; text: string }[] =>
  name === null || conversion.kind === 'refused'
    ? []
    : [
        { unit: `${name}.service`, text: serviceText(conversion) },
        { unit: `${name}.timer`, text: timerText(conversion) },
      ];

/** “At login” counts from the start of the user manager, which is past: started now, the job would run at once. */
export const startsNow = ({ conversion }: Pick<CronChoice, 'conversion'>): boolean =>
  conversion.kind === 'converted' && conversion.when.kind !== 'at-login';
