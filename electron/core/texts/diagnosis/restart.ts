import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

const times = (count: number): string =>
  plural(count, { one: 'once', other: `${number(count)} times` });

/** Restart loops and the limit that ends them. */
export const diagnosisRestartTexts = texts({
  en: {
    limit: 'It was started too often in a short time, so systemd gave up.',
    limitOf: (of: { times: number; seconds: number }) =>
      `It was started more than ${times(of.times)} within ${number(of.seconds)} s, so systemd gave up.`,
    loop: (restarts: number) => `systemd has restarted it ${times(restarts)}, and keeps trying.`,
    loopEvery: (of: { times: number; seconds: number }) =>
      `systemd has restarted it ${times(of.times)}, about every ${number(Math.max(1, Math.round(of.seconds)))} s, and keeps trying.`,
    short: {
      limit: 'started too often',
      loop: (restarts: number) => `restarted ${times(restarts)}`,
    },
  },
});
