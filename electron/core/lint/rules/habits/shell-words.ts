/** Shell syntax inside the words of a command: `{a,b}`, `x;`, `*.txt`, `sh -c a b`. Whole words are in shell.ts. */
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintHabitsShellWordsTexts } from '../../../texts/lint/habits/shell-words.ts';
import {
  type ReadCommand,
  isBare,
  isReadByShell,
  rawOf,
  runBy,
  shellScriptOf,
  type CommandPart,
} from '../../toolkit/ran-program.ts';
import { baseName } from '../../../text/path.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { fixWith, onValue, replaceIn } from '../../toolkit/report.ts';
import { commandsOf, type CommandValue, type LintUnit } from '../../toolkit/subject.ts';
import { typeOf } from '../service.ts';
import { patternOption } from '../shell.ts';

const manual = 'systemd.service(5), Command Lines';

/** They expand braces themselves, or read them as their own syntax. */
const ownBraces = new Set(
  'curl rg fd fdfind git find awk gawk mawk sed jq perl watchexec nodemon chokidar entr rclone fzf xargs mongosh'.split(
    ' ',
  ),
);

/** These need their list written out, and are often given a shell's: `--exclude={a,b}`. */
const listed = new Set('rsync restic borg tar duplicity duplicati tarsnap'.split(' '));

const braceList = /(?<![$%#@{])\{(?:[^{},\s:"']*,[^{}\s:]*|\w+\.\.\w+)\}/;

const braces = (unit: LintUnit, assignment: Assignment, command: ReadCommand): Finding[] => {
  const program = baseName(command.program.text);
  if (ownBraces.has(program) || shellScriptOf(command) !== null) return [];
  return untilMany(command.argv.slice(1), (word, index) => {
    if (!word.text.includes('{') || isReadByShell(command, index + 1)) return [];
    const raw = rawOf(assignment, word);
    const before = command.argv[index]?.text ?? '';
    const isOption = raw.startsWith('-');
    const isList = listed.has(program) && /^--(?:exclude|include)=\{[^,]*,.*\}$/.test(raw);
    const isPlain = isBare(raw) && braceList.test(raw) && !isOption && !patternOption.test(before);
    if (!isList && !isPlain) return [];
    return [
      onValue(
        unit,
        assignment,
        {
          code: 'braces',
          severity: 'hint',
          ...lintHabitsShellWordsTexts.braces(raw),
          manual,
        },
        word,
      ),
    ];
  });
};

/**
 * `x;`, `x&&`, `x&`, `x|`: an operator at the end of a word, or `;x`; `a;/bin/b`, `a>/b` before a path. Not `?a=b&` of
 * a URL.
 */
const glued =
  /^(?:[^?=;]*[^?=;&|](?:;|&&?|\|\|?)|;+[A-Za-z/][^;]*|(?!\d?>)[^?=;<>&|]+(?:;|&&|\|\|?|>>?)[/%][A-Za-z][^;]*)$/;

const mayHaveSeveral = (unit: LintUnit, { key }: Assignment): boolean =>
  key !== 'ExecStart' || typeOf(unit) === 'oneshot';

const semicolonFix = (
  unit: LintUnit,
  assignment: Assignment,
  word: CommandPart,
  next: CommandPart | undefined,
): Finding['fix'] => {
  const range = { start: word.end - 1, end: word.end };
  if (next === undefined) {
    return fixWith(
      lintHabitsShellWordsTexts.removeSemicolon,
      replaceIn(unit, assignment, range, ''),
    );
  }
  return mayHaveSeveral(unit, assignment) && /^[/%]/.test(next.text)
    ? fixWith(lintHabitsShellWordsTexts.separate, replaceIn(unit, assignment, range, ' ;'))
    : null;
};

/** They read a “;” at the end of a word as their own. */
const ownSemicolons = new Set('tmux sed awk gawk mawk jq psql mysql sqlite3 nft'.split(' '));

const operators = (
  unit: LintUnit,
  assignment: Assignment,
  command: ReadCommand,
  isLast: boolean,
): Finding[] => {
  const script = shellScriptOf(command);
  const words = [command.program, ...command.argv.slice(1)].filter((word) => word !== script);
  const isOwn = ownSemicolons.has(baseName(runBy(command)[0]?.text ?? ''));
  const at = words.findIndex((word) => {
    if (!/[;&|>]/.test(word.text)) return false;
    const raw = rawOf(assignment, word);
    return isBare(raw) && glued.test(raw) && !raw.includes('://') && !(isOwn && raw.endsWith(';'));
  });
  const word = words[at];
  if (word === undefined) return [];
  const raw = rawOf(assignment, word);
  const isSemicolon = /^;|;$/.test(raw);
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'glued-operator',
        severity: 'warning',
        ...(isSemicolon
          ? lintHabitsShellWordsTexts.gluedSemicolon(raw)
          : lintHabitsShellWordsTexts.gluedOperator(raw)),
        manual,
        fix:
          raw.endsWith(';') && (isLast || words[at + 1] !== undefined)
            ? semicolonFix(unit, assignment, word, words[at + 1])
            : null,
      },
      word,
    ),
  ];
};

/** `sh -c echo hi`: the script is only `echo`. */
const unquotedScript = (unit: LintUnit, { assignment, reading }: CommandValue): Finding[] => {
  const [command] = reading.commands;
  if (command === undefined || reading.commands.length > 1) return [];
  const script = shellScriptOf(command);
  const next = script === null ? undefined : command.argv[command.argv.indexOf(script) + 1];
  if (script === null || next === undefined) return [];
  const isWord = /^[\w./%@~+:-]+$/.test(rawOf(assignment, script));
  const rest = assignment.value.slice(script.start);
  // `_`, `--`, or a shell's name is $0 on purpose.
  const isName = /^(?:_|-|--|\{\}|-?(?:ba|da|z)?sh)$/.test(next.text);
  if (!isWord || isName || /[|&;<>`]|\$\(/.test(rest)) return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'script-without-quotes',
        severity: 'warning',
        ...lintHabitsShellWordsTexts['script-without-quotes'](script.text),
        manual: 'sh(1)',
        fix: /['"\\$]/.test(rest)
          ? null
          : fixWith(
              lintHabitsShellWordsTexts.quoteScript,
              replaceIn(
                unit,
                assignment,
                { start: script.start, end: assignment.value.length },
                `'${rest}'`,
              ),
            ),
      },
      { start: script.start, end: assignment.value.length },
    ),
  ];
};

/** They take files, so a pattern among their arguments is meant for a shell. */
const ofFiles = new Set(
  (
    'rm rmdir cp mv ls cat chmod chown chgrp ln touch mkdir head tail wc gzip gunzip xz bzip2 zstd tar du stat file ' +
    'shred md5sum sha256sum feh mpv vlc cvlc mplayer imv nsxiv sxiv convert magick jpegoptim optipng pngquant'
  ).split(' '),
);

/** What shell.ts leaves: below specifiers and variables, relative, or with `?` and `[…]`. */
const patterns = (unit: LintUnit, assignment: Assignment, command: ReadCommand): Finding[] => {
  if (shellScriptOf(command) !== null) return [];
  const takesFiles = ofFiles.has(baseName(command.program.text));
  return untilMany(command.argv.slice(1), (word, index) => {
    if (!/[*?[]/.test(word.text) || isReadByShell(command, index + 1)) return [];
    const raw = rawOf(assignment, word);
    const before = command.argv[index]?.text ?? '';
    if (!isBare(raw) || /^-|[:=]/.test(raw)) return [];
    if (patternOption.test(before) || /^(?:\/|%h\/|~\/).*\*/.test(raw)) return [];
    const isBelow = /^(?:%[a-zA-Z]|\$\{?\w+\}?)\/[^?]*\*/.test(raw);
    const isOfFiles =
      takesFiles && (raw.includes('*') || /\[[^[\]/]+\]/.test(raw) || /^[/%].*\w\?/.test(raw));
    if (!isBelow && !isOfFiles) return [];
    return [
      onValue(
        unit,
        assignment,
        {
          code: 'glob',
          severity: 'hint',
          ...lintHabitsShellWordsTexts.pattern(raw),
          manual,
        },
        word,
      ),
    ];
  });
};

export const shellWordRules = (unit: LintUnit): Finding[] =>
  untilMany(commandsOf(unit), (value) => {
    const { assignment, reading } = value;
    return [
      ...unquotedScript(unit, value),
      ...untilMany(reading.commands, (command, index) => [
        ...operators(unit, assignment, command, index === reading.commands.length - 1),
        ...braces(unit, assignment, command),
        ...patterns(unit, assignment, command),
      ]),
    ];
  });
