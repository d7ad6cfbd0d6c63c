/** The notifications that should be on the desktop now, as plain data. */
import { gravityOf, isLoop, type Incident } from '../incidents/incident.ts';
import { readableName } from '../names/unit-escape.ts';
import { isServiceName, prefixOf } from '../names/unit-name.ts';
import { visibleText } from '../text/visible.ts';
import { withoutMarks } from '../texts/marks.ts';
import { noticesTexts } from '../texts/notices.ts';
import { isHeard, isQuiet, noticeKindOf, type NoticeSettings } from './notice-settings.ts';

/** What a button does, by the key that the desktop sends back; `default` is a click on the text. */
type NoticeAction = 'default' | 'show' | 'restart' | 'mute';

export interface Notice {
  /** Notices with the same key replace each other. */
  key: string;
  units: readonly string[];
  title: string;
  /** Plain text; '' for none. */
  body: string;
  actions: readonly NoticeAction[];
  /** Good news: shown without a sound, and only for a moment. */
  isQuiet: boolean;
}

/** A unit that failed while Hearth wasn't running. */
export interface Missed {
  unit: string;
  /** When it last failed, in milliseconds since the epoch. */
  at: number;
  /** It is up again. */
  works: boolean;
}

export interface NoticeFacts {
  incidents: readonly Incident[];
  settings: NoticeSettings;
  /** Of the day, local time. */
  minute: number;
  /** How grave each unit's incident was when its notification was closed: it isn't shown again unless it got worse. */
  closed: ReadonlyMap<string, number>;
  /** Told at the start, together. */
  missed: readonly Missed[];
  /** Incidents that are over, to be told. */
  recovered: readonly Incident[];
  /** The desktop shows several as one: what is left of them stays one. */
  isGrouped: boolean;
}

/** More than this at once become one. */
const mostSingle = 2;
/** Lines of a notification about several units. */
const mostLines = 5;
const nameLength = 60;
const lineLength = 200;

const cut = (text: string, most: number): string => {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};

/** On one line, without marks, control characters and what deceives the eye. */
const plain = (text: string): string =>
  cut(visibleText(withoutMarks(text)).replaceAll(/\s+/g, ' ').trim(), lineLength);

/** A service without its suffix. */
const noticeName = (unit: string): string =>
  cut(visibleText(readableName(isServiceName(unit) ? prefixOf(unit) : unit)), nameLength);

const titleOf = (incident: Incident): string => {
  const name = noticeName(incident.unit);
  switch (incident.kind) {
    case 'failed':
      return noticesTexts.failed(name);
    case 'refused':
      return noticesTexts.refused(name);
    case 'proof-lost':
      return noticesTexts.proofLost(name);
    case 'crashing':
      return isLoop(incident) ? noticesTexts.keepsCrashing(name) : noticesTexts.crashed(name);
  }
};

/** The cause, and the last line that the program logged. */
const bodyOf = ({ sentence, short, lastLine }: Incident): string =>
  [sentence ?? short, lastLine]
    .flatMap((line) => (line === null || line.trim() === '' ? [] : [plain(line)]))
    .join('\n');

const actionsFor = ({ kind }: Pick<Incident, 'kind'>): NoticeAction[] =>
  kind === 'refused' ? ['default', 'show', 'mute'] : ['default', 'show', 'restart', 'mute'];

const single = (incident: Incident): Notice => ({
  key: incident.unit,
  units: [incident.unit],
  title: titleOf(incident),
  body: bodyOf(incident),
  actions: actionsFor(incident),
  isQuiet: false,
});

const listed = (lines: readonly string[]): string => {
  const rest = lines.length - mostLines;
  return [...lines.slice(0, mostLines), ...(rest > 0 ? [noticesTexts.more(rest)] : [])].join('\n');
};

const lineOf = (unit: string, what: string | null): string =>
  what === null
    ? noticeName(unit)
    : noticesTexts.unitLine({ name: noticeName(unit), what: plain(what) });

const group = (incidents: readonly Incident[]): Notice => {
  const inOrder = [...incidents].sort((a, b) => a.since - b.since);
  const count = incidents.length;
  const isFailure = incidents.every(({ kind }) => kind !== 'proof-lost');
  const areServices = incidents.every(({ unit }) => isServiceName(unit));
  return {
    key: 'several',
    units: inOrder.map(({ unit }) => unit),
    title: isFailure
      ? areServices
        ? noticesTexts.servicesFailed(count)
        : noticesTexts.unitsFailed(count)
      : noticesTexts.needAttention(count),
    body: listed(inOrder.map(({ unit, short }) => lineOf(unit, short))),
    actions: ['default', 'show'],
    isQuiet: false,
  };
};

const missedNotice = (
  missed: readonly Missed[],
  incidents: ReadonlyMap<string, Incident>,
): Notice => {
  const shared = { key: 'missed', units: missed.map(({ unit }) => unit), isQuiet: false };
  const [first] = missed;
  if (first !== undefined && missed.length === 1) {
    const incident = incidents.get(first.unit);
    return {
      ...shared,
      title: noticesTexts.failedMeanwhile(noticeName(first.unit)),
      body:
        incident === undefined ? (first.works ? noticesTexts.worksAgainNow : '') : bodyOf(incident),
      actions: incident === undefined ? ['default', 'show'] : actionsFor(incident),
    };
  }
  const lines = missed.map(({ unit, works }) =>
    lineOf(unit, incidents.get(unit)?.short ?? (works ? noticesTexts.worksAgainShort : null)),
  );
  return {
    ...shared,
    title: missed.every(({ unit }) => isServiceName(unit))
      ? noticesTexts.servicesFailedMeanwhile(missed.length)
      : noticesTexts.unitsFailedMeanwhile(missed.length),
    body: listed(lines),
    actions: ['default', 'show'],
  };
};

const recoveryNotices = (recovered: readonly Incident[]): Notice[] => {
  const of = (key: string, units: readonly string[], title: string): Notice => ({
    key,
    units,
    title,
    body: '',
    actions: ['default'],
    isQuiet: true,
  });
  return recovered.length > mostSingle
    ? [
        of(
          'several recovered',
          recovered.map(({ unit }) => unit),
          noticesTexts.severalWorkAgain(recovered.length),
        ),
      ]
    : recovered.map(({ unit }) =>
        of(`${unit} recovered`, [unit], noticesTexts.worksAgain(noticeName(unit))),
      );
};

/** Whether the person wants to hear of it now. Muted units and quiet hours leave it to the tray and the window. */
const isWanted = (incident: Incident, { settings, minute, closed, missed }: NoticeFacts): boolean =>
  !incident.seen &&
  isHeard(noticeKindOf(incident.kind), incident.unit, settings) &&
  !isQuiet(settings, minute) &&
  gravityOf(incident) > (closed.get(incident.unit) ?? -1) &&
  !missed.some(({ unit }) => unit === incident.unit);

/** What should be on the desktop now: one for each incident, or one for all when there are several. */
export const wantedNotices = (facts: NoticeFacts): Notice[] => {
  const { settings, minute } = facts;
  const wanted = facts.incidents.filter((incident) => isWanted(incident, facts));
  const silent = isQuiet(settings, minute);
  const missed = facts.missed.filter(({ unit }) => !silent && isHeard('failed', unit, settings));
  const recovered = facts.recovered.filter(
    ({ unit }) => !silent && isHeard('recovered', unit, settings),
  );
  const byUnit = new Map(facts.incidents.map((incident) => [incident.unit, incident]));
  return [
    ...(missed.length === 0 ? [] : [missedNotice(missed, byUnit)]),
    ...(wanted.length > (facts.isGrouped ? 0 : mostSingle) ? [group(wanted)] : wanted.map(single)),
    ...recoveryNotices(recovered),
  ];
};
