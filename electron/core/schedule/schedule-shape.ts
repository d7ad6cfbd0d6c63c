/** Whether a value from a page or from disk is a schedule; schedule-faults.ts says what is wrong with its numbers and texts. */
import { lookUp } from '../text/look-up.ts';
import { triggerKeys, type Schedule } from './schedule.ts';

type Guard = (value: unknown) => boolean;

/** What a person pastes by mistake still gets its fault. */
const valueMax = 100_000;
const triggersMax = 100;

const isText: Guard = (value) => typeof value === 'string' && value.length <= valueMax;
const isInteger: Guard = (value) => Number.isSafeInteger(value);
const isFlag: Guard = (value) => typeof value === 'boolean';
const oneOf =
  (...values: readonly unknown[]): Guard =>
  (value) =>
    values.includes(value);
const nullOr =
  (guard: Guard): Guard =>
  (value) =>
    value === null || guard(value);
const list =
  (guard: Guard, max: number): Guard =>
  (value) =>
    Array.isArray(value) && value.length <= max && value.every(guard);
/** Exactly these keys. */
const object =
  (shape: Record<string, Guard>): Guard =>
  (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const own = new Map<string, unknown>(Object.entries(value));
    return (
      own.size === Object.keys(shape).length &&
      Object.entries(shape).every(([key, guard]) => own.has(key) && guard(own.get(key)))
    );
  };

const isTime = object({ hour: isInteger, minute: isInteger, second: isInteger });
const isInterval = object({
  count: isInteger,
  unit: oneOf('seconds', 'minutes', 'hours', 'days'),
});
const isTrigger = object({ key: oneOf(...triggerKeys), value: isText });

const clocks: Record<string, Guard> = {
  minutes: object({ kind: isText, unit: isText, count: isInteger }),
  hours: object({ kind: isText, unit: isText, count: isInteger, minute: isInteger }),
  days: object({ kind: isText, unit: isText, count: isInteger, time: isTime }),
};

const kinds: Record<Schedule['when']['kind'], Guard> = {
  every: object({ kind: isText, first: isInterval, interval: isInterval }),
  'by-clock': (value) => {
    const { unit } = value as { unit?: unknown };
    return typeof unit === 'string' && lookUp(clocks, unit)?.(value) === true;
  },
  daily: object({ kind: isText, time: isTime }),
  weekdays: object({ kind: isText, time: isTime }),
  weekly: object({ kind: isText, days: list(oneOf(1, 2, 3, 4, 5, 6, 7), 7), time: isTime }),
  monthly: object({
    kind: isText,
    day: (value) => value === 'last' || isInteger(value),
    time: isTime,
  }),
  yearly: object({ kind: isText, month: isInteger, day: isInteger, time: isTime }),
  'at-login': object({ kind: isText, delay: isInterval, again: nullOr(isInterval) }),
  'by-hand': object({ kind: isText, triggers: list(isTrigger, triggersMax) }),
};

const isWhen: Guard = (value) => {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind;
  return typeof kind === 'string' && lookUp<Guard>(kinds, kind)?.(value) === true;
};

const isShape = object({
  when: isWhen,
  persistent: isFlag,
  randomDelay: nullOr(isText),
  accuracy: nullOr(isText),
  deferReactivation: isFlag,
});

export const isSchedule = (value: unknown): value is Schedule => isShape(value);
