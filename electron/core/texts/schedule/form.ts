import { number } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The fields of a schedule, and its next runs. */
export const scheduleFormTexts = texts({
  en: {
    when: 'When it runs',
    kinds: {
      daily: 'Every day',
      weekdays: 'Monday to Friday',
      weekly: 'On days of the week',
      monthly: 'Every month',
      yearly: 'Every year',
      'by-clock': 'By the clock: every few minutes, hours or days',
      every: 'A while after the last run',
      'at-login': 'At login',
      'by-hand': 'Typed by hand',
    },
    settings: 'Settings of the timer',
    time: 'Time',
    days: 'Days',
    day: 'Day',
    dayOf: (day: number) => `Day ${number(day)}`,
    lastDay: 'Last day',
    month: 'Month',
    every: 'Every',
    units: { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days' },
    unitOf: (label: string) => `Unit of “${label}”`,
    minute: 'Minutes past the hour',
    first: 'First run after',
    delay: 'After login',
    again: 'Run again and again',
    then: 'Then every',
    setting: (place: number) => `Setting ${number(place)}`,
    keyOf: (place: number) => `Key of setting ${number(place)}`,
    removeSetting: (place: number) => `Remove setting ${number(place)}`,
    addSetting: 'Add a setting',
    useMeant: (value: string) => `Use “${value}”`,
    options: {
      persistent: 'Catch up',
      randomDelay: 'Random delay',
      accuracy: 'Accuracy',
      deferReactivation: 'Leave out times that come while it runs',
    },
    optionExamples: { randomDelay: '10min', accuracy: '1s' },
    optionHelp: (found: { key: string; sentence: string }) =>
      `${code(`${found.key}=`)}: ${found.sentence}`,
    nextRuns: 'Next runs',
    zone: (zone: string) => `In your local time, ${zone}, as systemd works it out.`,
    inTime: (span: string) => `in ${span}`,
    soon: 'now',
    after: (span: string) => `after ${span}`,
    atOnce: 'at once',
    from: {
      timer: 'Counted from the start of the timer: now, and at each login',
      login: 'Counted from the start of your user manager, usually at login',
      boot: 'Counted from the start of the computer',
    },
    noRuns: 'It never runs.',
    uncertain: 'Its next run has no time that could be known.',
    correctFirst: 'Correct the schedule to see its next runs.',
  },
});
