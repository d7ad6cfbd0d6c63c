/**
 * The common settings of an existing service as fields, and a changed field as an edit of its file that touches no
 * other line. Everything is shown as systemd reads it: `%h` stays a specifier, `$NAME` a variable.
 */
import { readCommands, readEnvironment } from '../syntax/exec-parser.ts';
import { quote, withSpecifier } from '../syntax/exec-writer.ts';
import { addAssignment, removeAssignment, setAssignment } from '../syntax/edit-file.ts';
import type { EditField } from '../fields/edit-field.ts';
import { lastingOf } from '../fields/read-setting.ts';
import type { Assignment, UnitFile } from '../syntax/unit-file.ts';
import { diffLines } from '../text/diff.ts';
import { setWords } from '../syntax/word-writer.ts';
import { createFindingsTexts } from '../texts/create/findings.ts';
import { filesFormTexts } from '../texts/files/form.ts';
import { readWord, type Word } from '../syntax/word-reader.ts';

export interface CommandEdit {
  /** With its prefixes, such as `-`. */
  program: string;
  arguments: string[];
}

export interface EditForm {
  description: EditField<string>;
  command: EditField<CommandEdit>;
  workingDirectory: EditField<string>;
  /** Each `NAME=value`. */
  environment: EditField<string[]>;
  restart: EditField<string>;
  restartSec: EditField<string>;
  wantedBy: EditField<string>;
}

interface Key {
  section: string;
  key: string;
}

export const fieldKeys: Record<keyof EditForm, Key> = {
  description: { section: 'Unit', key: 'Description' },
  command: { section: 'Service', key: 'ExecStart' },
  workingDirectory: { section: 'Service', key: 'WorkingDirectory' },
  environment: { section: 'Service', key: 'Environment' },
  restart: { section: 'Service', key: 'Restart' },
  restartSec: { section: 'Service', key: 'RestartSec' },
  wantedBy: { section: 'Install', key: 'WantedBy' },
};

export type TextField = 'description' | 'workingDirectory' | 'restart' | 'restartSec' | 'wantedBy';

const allOf = (file: UnitFile, { section, key }: Key): Assignment[] =>
  file.assignments.filter((one) => one.section === section && one.key === key);

const wordsOf = (value: string): Word[] => {
  const words: Word[] = [];
  for (let at = 0; at < value.length;) {
    const reading = readWord(value, at);
    if (reading.kind !== 'word') break;
    words.push(reading.word);
    at = reading.rest;
  }
  return words;
};

const textField = (file: UnitFile, field: TextField): EditField<string> => ({
  kind: 'editable',
  value: lastingOf(file, fieldKeys[field]).at(-1)?.value ?? '',
});

const fixed = (key: string, assignments: readonly Assignment[], why: string) => ({
  kind: 'fixed' as const,
  text: assignments.map(({ value }) => `${key}=${value}`).join('\n'),
  why,
});

type CommandWords = { words: Word[] } | { why: string };

/** The single command of a value: its program with prefixes, and its arguments; or why a form cannot hold it. */
const commandWords = (value: string): CommandWords => {
  const { commands, findings } = readCommands(value);
  const [finding] = findings;
  if (finding !== undefined) return { why: `${finding.what} ${finding.why}` };
  const [command, ...others] = commands;
  if (command === undefined) return { why: filesFormTexts.fixed.noCommand };
  if (others.length > 0) return { why: filesFormTexts.fixed.severalInLine };
  const { prefixes, program, argv } = command;
  if (prefixes.includes('@')) return { why: filesFormTexts.fixed.otherName };
  return { words: [{ ...program, text: prefixes + program.text }, ...argv.slice(1)] };
};

const commandField = (file: UnitFile): EditField<CommandEdit> => {
  const lasting = lastingOf(file, fieldKeys.command);
  const [only, ...others] = lasting;
  if (only === undefined) return { kind: 'editable', value: { program: '', arguments: [] } };
  const reading: CommandWords =
    others.length > 0 ? { why: filesFormTexts.fixed.severalCommands } : commandWords(only.value);
  if ('why' in reading) return fixed('ExecStart', lasting, reading.why);
  const [program = '', ...rest] = reading.words.map(({ text }) => text);
  return { kind: 'editable', value: { program, arguments: rest } };
};

const environmentField = (file: UnitFile): EditField<string[]> => {
  const lasting = lastingOf(file, fieldKeys.environment);
  const readings = lasting.map(({ value }) => readEnvironment(value));
  const keep = (why: string): EditField<string[]> => fixed('Environment', lasting, why);
  const [finding] = readings.flatMap(({ findings }) => findings);
  if (finding !== undefined) return keep(`${finding.what} ${finding.why}`);
  const entries = readings.flatMap(({ variables }) => variables.map(({ word }) => word.text));
  if (entries.some((entry) => /[\n\r]/.test(entry))) return keep(filesFormTexts.fixed.severalLines);
  return { kind: 'editable', value: entries };
};

const wantedByField = (file: UnitFile): EditField<string> => {
  const lasting = lastingOf(file, fieldKeys.wantedBy);
  return lasting.length > 1
    ? fixed('WantedBy', lasting, filesFormTexts.fixed.addsUp)
    : textField(file, 'wantedBy');
};

export const readEditForm = (file: UnitFile): EditForm => ({
  description: textField(file, 'description'),
  command: commandField(file),
  workingDirectory: textField(file, 'workingDirectory'),
  environment: environmentField(file),
  restart: textField(file, 'restart'),
  restartSec: textField(file, 'restartSec'),
  wantedBy: wantedByField(file),
});

/** systemd.exec(5), WorkingDirectory=: `-` before the folder ignores that it is missing, a lone `~` is the home folder. */
const folderAsMeant = (typed: string): string => {
  const prefix = typed.startsWith('-') ? '-' : '';
  const folder = typed.slice(prefix.length);
  return prefix + (folder === '~' ? folder : withSpecifier(folder));
};

/** An empty text removes the setting from the file. @throws RangeError for what systemd would not read back. */
export const setTextField = (file: UnitFile, field: TextField, text: string): UnitFile => {
  const key = fieldKeys[field];
  const typed = text.trim();
  const value = field === 'workingDirectory' ? folderAsMeant(typed) : typed;
  if (value !== '') return setAssignment(file, { ...key, value });
  let rest = file;
  for (let last = allOf(rest, key).at(-1); last !== undefined; last = allOf(rest, key).at(-1))
    rest = removeAssignment(rest, last);
  return rest;
};

/** A field must not become read-only while it is edited. @throws RangeError with why it would. */
const mustStay = (field: EditField<unknown>): void => {
  if (field.kind === 'fixed') throw new RangeError(field.why);
};

/** @throws RangeError for no program, and for what systemd would not read back as this command. */
export const setCommand = (file: UnitFile, { program, arguments: args }: CommandEdit): UnitFile => {
  if (program.trim() === '') throw new RangeError(createFindingsTexts.noProgram);
  const prefixes = /^[-@:+!|]*/.exec(program.trim())?.[0] ?? '';
  const words = [prefixes + withSpecifier(program.trim().slice(prefixes.length)), ...args];
  const nulls = words.some((word) => word.includes('\0'));
  if (nulls) throw new RangeError(createFindingsTexts.nullByte);
  const only = lastingOf(file, fieldKeys.command).at(-1);
  const read = (value: string): Word[] => {
    const reading = commandWords(value);
    return 'why' in reading ? [] : reading.words;
  };
  const changed =
    only === undefined
      ? addAssignment(file, { ...fieldKeys.command, value: words.map(quote).join(' ') })
      : setWords(file, only, words, read);
  mustStay(commandField(changed));
  return changed;
};

const isAssignment = (entry: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*=/.test(entry);

/** Adds new variables as lines after the others. @throws RangeError for what systemd would not read as NAME=value. */
export const setEnvironment = (file: UnitFile, wanted: readonly string[]): UnitFile => {
  const wrong = wanted.find((entry) => !isAssignment(entry) || /[\0\n\r]/.test(entry));
  if (wrong !== undefined) throw new RangeError(filesFormTexts.notAssignment(wrong));
  const lasting = lastingOf(file, fieldKeys.environment);
  const kept = lasting.map(({ value }) => wordsOf(value).map(({ text }): string | null => text));
  const places = kept.flatMap((words, line) => words.map((_, word) => ({ line, word })));
  const added: string[] = [];
  for (const hunk of diffLines(kept.flat() as string[], wanted)) {
    const put = wanted.slice(hunk.otherFrom, hunk.otherTo);
    for (const [index, { line, word }] of places.slice(hunk.from, hunk.to).entries()) {
      const words = kept[line];
      if (words !== undefined) words[word] = put[index] ?? null;
    }
    added.push(...put.slice(hunk.to - hunk.from));
  }
  let changed = file;
  // Backwards, so that earlier places stay valid.
  for (const [line, before] of [...lasting.entries()].reverse()) {
    const assignment = changed.assignments[file.assignments.indexOf(before)];
    const rest = (kept[line] ?? []).filter((word) => word !== null);
    if (assignment === undefined) continue;
    changed =
      rest.length === 0
        ? removeAssignment(changed, assignment)
        : setWords(changed, assignment, rest, wordsOf);
  }
  for (const entry of added)
    changed = addAssignment(changed, { ...fieldKeys.environment, value: quote(entry) });
  mustStay(environmentField(changed));
  return changed;
};
