/** What is wrong between a timer and the service that it starts; the linter says the same of their files. */
import { readBoolean } from '../../syntax/boolean.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { lintStartingTriggeredTexts } from '../../texts/lint/starting/triggered.ts';
import { lookUp } from '../../text/look-up.ts';
import type { Words } from './part-faults.ts';

type Assignments = readonly Pick<Assignment, 'section' | 'key' | 'value'>[];

export interface PairFault extends Words {
  code: 'trigger-starts-at-once' | 'stays-active' | 'gone' | 'masked';
}

/** Keys of [Unit] that start other units together with this one. */
export const pullingKeys: ReadonlySet<string> = new Set([
  'Requires',
  'Requisite',
  'BindsTo',
  'Wants',
  'Upholds',
]);

interface Pair {
  /** Such as `backup.timer`. */
  timerName: string;
  /** The full name of what the timer starts, and systemd’s word for whether it is loaded; null if it says none. */
  service: string;
  loadState: string | null;
}

const unloaded: Readonly<Record<string, 'gone' | 'masked'>> = {
  'not-found': 'gone',
  masked: 'masked',
};

export const pairFaults = (
  { timerName, service, loadState }: Pair,
  files: { timer: Assignments; service: Assignments },
): PairFault[] => {
  const pulls = files.timer.find(
    ({ section, key, value }) =>
      section === 'Unit' && pullingKeys.has(key) && value.split(/\s+/).includes(service),
  );
  const stays = files.service
    .filter(({ section, key }) => section === 'Service' && key === 'RemainAfterExit')
    .map(({ value }) => readBoolean(value))
    .findLast((value) => value !== null);
  const why = lookUp(unloaded, loadState ?? '');
  return [
    ...(why === undefined
      ? []
      : [{ code: why, ...lintStartingTriggeredTexts[why]({ trigger: timerName, unit: service }) }]),
    ...(pulls === undefined
      ? []
      : [
          {
            code: 'trigger-starts-at-once' as const,
            ...lintStartingTriggeredTexts['starts-at-once']({
              key: pulls.key,
              type: 'timer',
              unit: service,
            }),
          },
        ]),
    ...(stays === true
      ? [
          {
            code: 'stays-active' as const,
            ...lintStartingTriggeredTexts['stays-active'](timerName),
          },
        ]
      : []),
  ];
};
