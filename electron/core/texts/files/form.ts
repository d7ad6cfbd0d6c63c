import { allOf, number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** The form of an existing service. What it shares with a new one is in `create/form.ts`. */
export const filesFormTexts = texts({
  en: {
    /** Why a setting is shown, but changed only in the text. */
    fixed: {
      noCommand: 'It runs no command.',
      severalInLine: 'One line has several commands.',
      otherName: '“@” gives the program a different name.',
      severalCommands: 'It runs several commands in sequence.',
      severalLines: 'A value has several lines.',
      addsUp: 'It is set on several lines, and they add up.',
    },
    editInText: (why: string) => `${why} Edit it in the text.`,
    notAssignment: (entry: string) => `“${entry}” doesn’t have the form NAME=value.`,
    setElsewhere: (of: { dropIns: readonly string[]; key: string }) =>
      plural(of.dropIns.length, {
        one: `${allOf(of.dropIns)} also sets ${of.key}= and is read after this file.`,
        other: `${allOf(of.dropIns)} also set ${of.key}= and are read after this file.`,
      }),
    timesElsewhere: (dropIns: readonly string[]) =>
      plural(dropIns.length, {
        one: `${allOf(dropIns)} also sets when it runs, and is read after this file.`,
        other: `${allOf(dropIns)} also set when it runs, and are read after this file.`,
      }),
    notSet: 'not set',

    command: 'Command',
    nthCommand: (place: number) => `Command ${number(place)}`,
    programHelp: 'As systemd reads it: %h is your home folder. A “-” in front ignores failures.',
    argumentsHelp:
      'One argument per row, without quotes. %h and $NAME have a special meaning here; write %% and $$ for a literal % and $.',
    received: 'What the process receives',
    receivedHelp:
      'One box per argument. Values come from your account and from Environment= in this file and its drop-ins. What is known only at start, as with EnvironmentFile=, keeps its name.',
    show: 'How % and $ are shown',
    names: 'Names',
    values: 'Values',
    specifier: 'systemd expands it',
    variable: 'a variable',
    empty: '(empty)',
    environmentHelp:
      'One NAME=value per line, without quotes. %h has a special meaning here; write %% for a literal %.',
    restartHelp: 'Whether systemd starts it again when it exits. Not set means no.',
    restartSecHelp: 'RestartSec=, in seconds or like 1min 30s. Not set means 100ms.',
    wantedBy: 'Wanted by',
    wantedByHelp: 'Takes effect the next time the service is enabled.',
    note: 'The form changes nothing else in the text: comments and order stay. Nothing is written until you save.',
  },
});
