import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** The log: what is visible, and what can be done with it. */
export const logsBarTexts = texts({
  en: {
    toolbar: 'Lines',
    thisRunOnly: 'This run only',
    thisRunOnlyHint: 'Only lines since the last start, by invocation ID',
    manager: 'systemd',
    managerHint: 'Messages from systemd about the units',

    reading: 'Reading…',
    searching: 'Searching…',
    searchingFound: (count: number) =>
      plural(count, { one: 'Searching… 1 line', other: `Searching… ${number(count)} lines` }),
    lines: (count: number) => plural(count, { one: '1 line', other: `${number(count)} lines` }),
    linesFollowing: (count: number) =>
      plural(count, { one: '1 line, following', other: `${number(count)} lines, following` }),
    lastLines: (count: number) =>
      plural(count, { one: 'Last line', other: `Last ${number(count)} lines` }),
    lastLinesFollowing: (count: number) =>
      plural(count, {
        one: 'Last line, following',
        other: `Last ${number(count)} lines, following`,
      }),
    linesInMemory: (count: number) =>
      plural(count, { one: '1 line in memory', other: `${number(count)} lines in memory` }),
    selected: (of: { from: string; to: string }) => `Selected from ${of.from} to ${of.to}`,

    toEnd: 'Jump to the end',
    toEndKey: 'Jump to the end (End)',
    previousError: 'Previous error',
    previousErrorKey: 'Previous error (Ctrl+Shift+E)',
    nextError: 'Next error',
    nextErrorKey: 'Next error (Ctrl+E)',
    goToTime: 'Go to a time',
    /** Why a button is off. */
    noLines: 'There are no lines yet.',
    nothingSelected: 'Select a line first.',
    time: 'Time',
    go: 'Go',
    copyLine: 'Copy line',
    copyLines: (count: number) =>
      plural(count, { one: 'Copy line', other: `Copy ${number(count)} lines` }),
    copySelection: 'Copy selection',
    copySelectionOf: (of: { from: string; to: string }) =>
      `Copy selection, from ${of.from} to ${of.to}`,
    copyKey: (label: string) => `${label} (Ctrl+C)`,

    copiedLines: (count: number) =>
      plural(count, { one: 'Copied 1 line', other: `Copied ${number(count)} lines` }),
    noEarlierError: 'No earlier error',
    noLaterError: 'No later error',
    nothingAfter: 'Nothing after that time',
    lineGone: 'That line is no longer in the log',
    noRun: 'No run found',
  },
});
