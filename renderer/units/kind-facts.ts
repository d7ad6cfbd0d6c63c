/** What a timer, a socket, a path or a mount does, as facts for its page. */
import type {
  MountDetails,
  PathDetails,
  TimerDetails,
} from '../../electron/core/units/kind-details.ts';
import { unitsKindsTexts } from '../../electron/core/texts/units/kinds.ts';
import { isUp, type UnitDetails } from '../../electron/core/units/unit.ts';
import { ago, dateTime, span } from '../ui/words/format.ts';

interface KindFact {
  term: keyof typeof unitsKindsTexts.terms;
  text: string;
  meaning?: string;
  mono?: boolean;
}

type Of<Kind extends UnitDetails['kind']> = Extract<UnitDetails, { kind: Kind }>;

const resultFacts = (result: string): KindFact[] => {
  if (result === '' || result === 'success') return [];
  const meaning = (unitsKindsTexts.results as Readonly<Record<string, string>>)[result] ?? '';
  return [{ term: 'result', text: result, meaning }];
};

const startsFact = (triggers: readonly string[], meaning = ''): KindFact[] =>
  triggers.length === 0 ? [] : [{ term: 'starts', text: triggers.join('\n'), meaning, mono: true }];

/** Counted from a run of the unit itself: nothing starts it a first time. */
const isAfterRun = ({ times }: TimerDetails): boolean =>
  times.some(({ directive }) => /^OnUnit(?:Active|Inactive)Sec$/.test(directive));

const nextFact = (details: Of<'timer'>, now: number): Omit<KindFact, 'term'> => {
  const unit = details.triggers[0] ?? '';
  if (!isUp(details)) return { text: unitsKindsTexts.noTimer };
  if (details.subState === 'running')
    return { text: unitsKindsTexts.held(unit), meaning: unitsKindsTexts.heldHint };
  if (details.nextAt !== null) {
    const meaning = unitsKindsTexts.in(span((details.nextAt - now) / 1000));
    return { text: dateTime(details.nextAt), meaning };
  }
  return isAfterRun(details)
    ? { text: unitsKindsTexts.afterRun(unit), meaning: unitsKindsTexts.afterRunHint }
    : { text: unitsKindsTexts.over, meaning: unitsKindsTexts.overHint };
};

const timerFacts = (details: Of<'timer'>, now: number): KindFact[] => {
  const { times, lastAt, persistent, triggers, result } = details;
  const onCalendar = times.some((time) => 'calendar' in time);
  return [
    { term: 'next', ...nextFact(details, now) },
    lastAt === null
      ? { term: 'last', text: unitsKindsTexts.never }
      : { term: 'last', text: dateTime(lastAt), meaning: ago(lastAt, now) },
    {
      term: 'times',
      text: times
        .map((time) =>
          'calendar' in time
            ? `${time.directive}=${time.calendar}`
            : `${time.directive}=${span(time.seconds)}`,
        )
        .join('\n'),
      mono: true,
    },
    ...(onCalendar
      ? [
          {
            term: 'persistent' as const,
            text: persistent ? unitsKindsTexts.madeUp : unitsKindsTexts.skipped,
            meaning: persistent ? unitsKindsTexts.madeUpHint : unitsKindsTexts.skippedHint,
          },
        ]
      : []),
    ...startsFact(triggers),
    ...resultFacts(result),
  ];
};

const socketFacts = (details: Of<'socket'>): KindFact[] => {
  const { listens, accept, connections: open, accepted, refused, result } = details;
  // systemd names only instances, which come and go.
  const triggers = accept ? [details.name.replace(/\.socket$/, '@.service')] : details.triggers;
  const counts =
    refused === 0
      ? unitsKindsTexts.connections({ open, accepted })
      : unitsKindsTexts.connectionsRefused({ open, accepted, refused });
  const handedOver = details.subState === 'running' ? unitsKindsTexts.handedOver : '';
  return [
    {
      term: 'listens',
      text: listens.map(({ type, address }) => `${address} (${type})`).join('\n'),
      mono: true,
    },
    ...startsFact(triggers, accept ? unitsKindsTexts.eachConnection : handedOver),
    ...(accept ? [{ term: 'connections' as const, text: counts }] : []),
    ...resultFacts(result),
  ];
};

const pathFacts = ({ watches, triggers, result }: PathDetails): KindFact[] => [
  {
    term: 'watches',
    text: watches.map(({ directive, path }) => `${directive}=${path}`).join('\n'),
    mono: true,
  },
  ...startsFact(triggers),
  ...resultFacts(result),
];

const mountFacts = ({ what, where, type, options, result }: MountDetails): KindFact[] => [
  ...(['what', 'where', 'type', 'options'] as const).flatMap((term) => {
    const text = { what, where, type, options }[term];
    return text === '' ? [] : [{ term, text, mono: true }];
  }),
  ...resultFacts(result),
];

/** None for a service, whose facts are those of `systemctl status`, and for other types. */
export const kindFacts = (details: UnitDetails, now: number): KindFact[] => {
  if (details.kind === 'timer') return timerFacts(details, now);
  if (details.kind === 'socket') return socketFacts(details);
  if (details.kind === 'path') return pathFacts(details);
  return details.kind === 'mount' ? mountFacts(details) : [];
};
