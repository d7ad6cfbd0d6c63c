import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** The log: which lines are shown. */
export const logsFiltersTexts = texts({
  en: {
    title: 'Filters',
    search: 'Search messages',
    matchCase: 'Match case',
    regex: 'Regular expression',
    level: 'Level',
    levels: {
      debug: 'All levels',
      info: 'Info and worse',
      notice: 'Notice and worse',
      warning: 'Warning and worse',
      error: 'Errors only',
    },
    boot: 'Boot',
    allBoots: 'All boots',
    thisBoot: (when: string) => `This boot, ${when}`,
    previousBoot: (when: string) => `Previous boot, ${when}`,
    earlierBoot: (when: string) => `Boot, ${when}`,

    presets: {
      quarter: 'Last 15 minutes',
      hour: 'Last hour',
      today: 'Today',
      week: 'Last 7 days',
      any: 'Any time',
    },
    customTime: 'Custom range',
    /** Names the button that shows `chosen`, so it contains it. */
    time: (chosen: string) => `Time: ${chosen}`,
    since: (of: { chosen: string; from: string }) => `Time: ${of.chosen}, from ${of.from}`,
    until: (of: { chosen: string; to: string }) => `Time: ${of.chosen}, until ${of.to}`,
    between: (of: { chosen: string; from: string; to: string }) =>
      `Time: ${of.chosen}, from ${of.from} to ${of.to}`,
    from: 'From',
    to: 'To',

    allUnits: 'All units',
    units: (count: number) => plural(count, { one: '1 unit', other: `${number(count)} units` }),
    unitsLabel: (chosen: string) => `Units: ${chosen}`,
    findUnit: 'Find a unit',
    showAllUnits: 'Show all units',
    moreUnits: (count: number) =>
      plural(count, {
        one: '1 more. Type to find it.',
        other: `${number(count)} more. Type to find them.`,
      }),
  },
});
