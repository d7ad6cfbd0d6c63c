/** What is right and what is wrong about a diagnosis, and the table of it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Cause, Diagnosis, Evidence } from '../../../electron/core/diagnosis/cause.ts';
import { causeNumbers, type CauseName } from '../../../electron/core/diagnosis/causes.ts';
import { sudo } from '../workbench/bench.ts';
import type { Subject } from './breaking.ts';
import { onlyAtLogin } from './login-session.ts';

export interface Judged extends Subject {
  diagnosis: Diagnosis;
  claimed: CauseName[];
  /** Claimed, but not so. */
  wrong: CauseName[];
  /** Why the answer isn’t as good as it must be; empty: it is. */
  lacks: string[];
  /** What no diagnosis may have, right or not. */
  faults: string[];
}

const nameOf = (cause: Cause): CauseName => {
  const found = Object.entries(causeNumbers).find(([, number]) => number === cause.number);
  if (found === undefined) throw new Error(`${cause.number} is no cause`);
  return found[0] as CauseName;
};

type Messages = ReadonlyMap<string, string>;

/** Every message of the journal since then, by its cursor. */
export const readMessages = async (since: number): Promise<Messages> => {
  const fields = '--output-fields=MESSAGE';
  const from = `--since=@${String(Math.floor(since / 1000))}`;
  await sudo('journalctl', '--sync');
  const lines = (await sudo('journalctl', '--output=json', fields, from)).split('\n');
  return new Map(
    lines.filter(Boolean).map((line): [string, string] => {
      const { __CURSOR, MESSAGE } = JSON.parse(line) as { __CURSOR: string; MESSAGE: unknown };
      return [__CURSOR, typeof MESSAGE === 'string' ? MESSAGE : ''];
    }),
  );
};

/** What is wrong with where a piece of evidence is said to be; null: it’s there. */
const misplaced = async ({ text, at }: Evidence, messages: Messages): Promise<string | null> => {
  if (text.trim() === '') return 'evidence without words';
  switch (at?.kind) {
    case 'log': {
      const message = messages.get(at.cursor)?.trim();
      if (message === undefined) return `no such line in the journal: ${text}`;
      const isSame = text.includes(message) || message.includes(text.replace(/…$/, '').trim());
      return isSame ? null : `the journal has “${message}” in place of “${text}”`;
    }
    case 'setting': {
      const lines = (await readFile(at.path, 'utf8').catch(() => '')).split('\n');
      const line = lines[at.line - 1]?.trim().replace(/\\$/, '').trim();
      const isSame = line !== undefined && line !== '' && text.includes(line);
      return isSame ? null : `${at.path}:${String(at.line)} isn’t “${text}”`;
    }
    case 'path':
      return path.isAbsolute(at.path) ? null : `${at.path} isn’t absolute`;
    case 'unit':
      return /\.\w+$/.test(at.unit) ? null : `${at.unit} is no unit`;
    case undefined:
      return null;
  }
};

const misplacedIn = async (diagnosis: Diagnosis, messages: Messages): Promise<string[]> => {
  const evidence = [...diagnosis.causes.flatMap((cause) => cause.evidence), ...diagnosis.known];
  const found = await Promise.all(evidence.map((one) => misplaced(one, messages)));
  return found.filter((one) => one !== null);
};

const lackingEvidence = ({ broken, at }: Subject, right: readonly Cause[]): string[] => {
  const texts = right.flatMap(({ evidence }) => evidence.map(({ text }) => text));
  const evidence = [...(broken.evidence ?? []), ...at.expected]
    .filter((pattern) => !texts.some((text) => pattern.test(text)))
    .map((pattern) => `no evidence ${String(pattern)}`);
  const whole = JSON.stringify(right);
  const mentions = (broken.mentions ?? [])
    .filter((pattern) => !pattern.test(whole))
    .map((pattern) => `no mention ${String(pattern)}`);
  return [...evidence, ...mentions];
};

export const judge = async (
  subject: Subject,
  diagnosis: Diagnosis,
  messages: Messages,
): Promise<Judged> => {
  const { causes, needs = [], also = [] } = subject.broken;
  const claimed = diagnosis.causes.map(nameOf);
  const allowed = new Set([...causes, ...needs, ...also]);
  const right = diagnosis.causes.filter((cause) => allowed.has(nameOf(cause)));
  const [first] = claimed;
  const isFirst = first !== undefined && causes.includes(first);
  const lacks =
    causes.length === 0
      ? []
      : [
          ...(isFirst ? [] : [`not ${causes.join(' or ')}`]),
          ...needs.filter((need) => !claimed.includes(need)).map((need) => `no ${need}`),
          ...(isFirst ? lackingEvidence(subject, right) : []),
        ];
  const faults = [
    ...(await misplacedIn(diagnosis, messages)),
    ...diagnosis.causes
      .filter(({ evidence }) => evidence.length === 0)
      .map((cause) => `${nameOf(cause)} without evidence`),
    ...(claimed.length === 0 && diagnosis.known.length === 0 ? ['nothing is known'] : []),
    ...(new Set(claimed).size < claimed.length ? ['a cause twice'] : []),
    ...(JSON.stringify(diagnosis).includes(onlyAtLogin.variables.HEARTH_FEED_TOKEN)
      ? ['tells a secret']
      : []),
  ];
  const wrong = claimed.filter((name) => !allowed.has(name));
  return { ...subject, diagnosis, claimed, wrong, lacks, faults };
};

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;

/** How good all answers are together. */
export const scoreOf = (all: readonly Judged[]) => {
  const known = all.filter(({ broken }) => broken.causes.length > 0);
  const claims = all.flatMap(({ claimed }) => claimed).length;
  const wrong = all.flatMap((one) => one.wrong).length;
  const missed = known.filter(({ lacks }) => lacks.length > 0);
  const unnamed = all.filter(
    ({ broken, claimed }) => broken.causes.length === 0 && claimed.length === 0,
  );
  return {
    known: known.length,
    unnamed: unnamed.length,
    missed: missed.map(({ broken }) => broken.name),
    precision: (claims - wrong) / Math.max(claims, 1),
    recall: (known.length - missed.length) / Math.max(known.length, 1),
    words: [
      `${known.length} with a cause, ${unnamed.length} without; ${claims} causes claimed`,
      `precision ${percent(claims - wrong, claims)} (${claims - wrong} of ${claims})`,
      `recall ${percent(known.length - missed.length, known.length)} (${known.length - missed.length} of ${known.length})`,
    ],
  };
};

/** A row for each: what it is, what was expected, what was claimed, and what is wrong with that. */
export const tableOf = (all: readonly Judged[]): string => {
  const rows = all.map(({ broken, claimed, wrong, lacks, faults }) => [
    wrong.length > 0 ? 'WRONG' : lacks.length > 0 ? 'MISS' : faults.length > 0 ? 'FAULT' : 'ok',
    broken.name,
    broken.causes.join(' | ') || '—',
    claimed.join(', ') || '—',
    [...wrong.map((name) => `wrong: ${name}`), ...lacks, ...faults].join('; '),
  ]);
  const heads = ['', 'service', 'expected', 'claimed', 'remarks'];
  const widths = heads.map((head, column) =>
    Math.min(44, Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0))),
  );
  return [heads, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
