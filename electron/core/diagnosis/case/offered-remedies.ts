/** Remedies that several causes offer. */
import { freeSpace, listWay, onUnit, resetAndStartLine, shellLine } from '../../commands.ts';
import { execText } from '../../syntax/exec-writer.ts';
import { diagnosisRemediesTexts } from '../../texts/diagnosis/remedies.ts';
import type { Case } from './case.ts';
import type { RanCommand } from './ran-command.ts';
import { settingsIn, type PlacedSetting } from './unit-settings.ts';
import type { RemedyLevel } from '../cause.ts';
import type { OfferedRemedy, RemedyAction } from '../remedy.ts';

/** Keys whose lines add up, of those that remedies set. */
const lists = new Set(['Environment', 'EnvironmentFile', 'ReadWritePaths', 'WantedBy']);

const isList = (key: string): boolean =>
  lists.has(key) || /^Exec(?:Start|Stop|Reload|Cond)/.test(key);

/** Its own file, to which settings are added; null if it isn’t the person’s. */
const ownFragment = ({ symptoms }: Case): string | null => {
  const [first] = symptoms.files;
  return first?.isOwn === true && first.path === symptoms.details.fragmentPath ? first.path : null;
};

/** Gives a setting another value, where it is or in a drop-in. */
export const changeSetting = (
  of: Case,
  { path, line, isOwn, section, key, value: before }: PlacedSetting,
  value: string,
): RemedyAction => {
  if (isOwn) return { do: 'set', path, line, section, key, value };
  if (!isList(key)) return { do: 'override', section, key, values: [value] };
  const all = settingsIn(of.settings, section, key).map((one) =>
    one.path === path && one.line === line && one.value === before ? value : one.value,
  );
  return { do: 'override', section, key, values: ['', ...all] };
};

/** Adds a setting, or gives the one that counts another value if only one may. */
export const addSetting = (of: Case, section: string, key: string, value: string): RemedyAction => {
  const there = settingsIn(of.settings, section, key).at(-1);
  if (there !== undefined && !isList(key)) return changeSetting(of, there, value);
  const path = ownFragment(of);
  return path === null
    ? { do: 'override', section, key, values: [value] }
    : { do: 'set', path, line: null, section, key, value };
};

/** Removes a setting. @returns null if that takes more than a line: it isn’t in a file of the person’s own. */
export const removeSetting = ({ isOwn, path, line }: PlacedSetting): RemedyAction | null =>
  isOwn ? { do: 'unset', path, line } : null;

const start = (of: Pick<Case, 'unit'>): RemedyAction => ({ do: 'start', unit: of.unit });

/** A remedy of these actions, and of a start after them. */
export const thenStart = (
  of: Pick<Case, 'unit'>,
  level: RemedyLevel,
  id: string,
  words: { label: string; explanation: string },
  actions: readonly RemedyAction[],
  command: string | null = null,
): OfferedRemedy => ({ id, level, ...words, command, actions: [...actions, start(of)] });

/** Only a command, or words. */
export const tell = (
  id: string,
  words: { label: string; explanation: string },
  command: string | null = null,
): OfferedRemedy => ({ id, level: 'tell', ...words, command, actions: [] });

const startLine = ({ unit, symptoms }: Case): string =>
  symptoms.details.activeState === 'failed'
    ? resetAndStartLine(unit)
    : shellLine(onUnit('start', unit));

/** Nothing is in the way of a start any more. */
export const startNow = (of: Case): OfferedRemedy =>
  thenStart(of, 'safe', 'start', diagnosisRemediesTexts.start, [], startLine(of));

/** A start may help, or end the same way. */
export const tryAgain = (of: Case): OfferedRemedy =>
  tell('try-again', diagnosisRemediesTexts.tryAgain, startLine(of));

/** Stops the unit that has what this one needs, then starts this one. */
export const stopOwner = (of: Case, owner: string): OfferedRemedy =>
  thenStart(
    of,
    'ask',
    'stop-owner',
    diagnosisRemediesTexts.stopOther(owner),
    [{ do: 'stop', unit: owner }],
    shellLine(onUnit('stop', owner)),
  );

/** @param id of the remedy: `look-at-dependency`. */
export const lookAtUnit = (id: string, unit: string): OfferedRemedy =>
  tell(id, diagnosisRemediesTexts.lookAt(unit), shellLine(onUnit('status', unit)));

/** The way to a path, on which a folder lets nobody through. */
export const openWay = (path: string, folder: string): OfferedRemedy =>
  tell('list-way', diagnosisRemediesTexts.openWay(folder), shellLine(listWay(path)));

/** @param path where space is lacking; null if unknown. */
export const makeSpace = (path: string | null): OfferedRemedy =>
  tell(
    'free-space',
    diagnosisRemediesTexts.freeSpace,
    path === null ? null : shellLine(freeSpace(path)),
  );

/** The command with other words in place of its program; null where it isn’t clear what to keep. */
const withProgram = (
  of: Case,
  { setting, read }: RanCommand,
  put: (written: string) => string,
): RemedyAction | null => {
  if (setting === null || read === null) return null;
  const { start: from, end } = read.program;
  const written = setting.value.slice(from, end);
  if (!written.startsWith(read.prefixes) || read.prefixes.includes('@')) return null;
  const program = read.prefixes + put(written.slice(read.prefixes.length));
  return changeSetting(
    of,
    setting,
    setting.value.slice(0, from) + program + setting.value.slice(end),
  );
};

interface Offer {
  level: RemedyLevel;
  id: string;
  label: string;
  explanation: string;
}

/** Runs another program in place of the one in the command. */
export const runInstead = (
  of: Case,
  command: RanCommand,
  program: string,
  { level, id, ...words }: Offer,
): OfferedRemedy[] => {
  const action = withProgram(of, command, () => execText(program, []));
  return action === null ? [] : [thenStart(of, level, id, words, [action])];
};

/** Runs the program of the command by an interpreter. */
export const runWith = (
  of: Case,
  command: RanCommand,
  interpreter: string,
  { level, id, ...words }: Offer,
): OfferedRemedy[] => {
  const action = withProgram(of, command, (written) => `${execText(interpreter, [])} ${written}`);
  return action === null ? [] : [thenStart(of, level, id, words, [action])];
};
