/** Compares names with the machine's own systemd-escape, and with its user manager, which decides what is a name. */
import { execa } from 'execa';
import { encodeUtf8 } from '../../electron/core/text/utf8.ts';
import { BusError, type Bus } from '../../electron/system/manager/bus/bus-connection.ts';
import {
  escapeName,
  escapePathName,
  instanceName,
  unescapeName,
  unescapePathName,
} from '../../electron/core/names/unit-escape.ts';
import { unitNameKind, type UnitNameKind } from '../../electron/core/names/unit-name.ts';
import { manager, openUserBus } from './manager.ts';
import { randomOfRun, type Random } from './random.ts';
import type { Failure, Outcome } from './report.ts';

const pieces = [
  ...['a', 'Z9', 'foo', '.', '..', '...', '/', '//', '/./', '-', '--', '_', ':', '@', '@@', '\\'],
  ...[
    '\\x2d',
    '\\x',
    '\\x4',
    '\\xC3\\xbc',
    '\\xff',
    '\\x0a',
    '\\y',
    ' ',
    '%',
    '~',
    '\u00fc',
    '\u{1f600}',
  ],
];
const types = ['service', 'socket', 'target', 'device', 'mount', 'automount', 'swap'].concat(
  ...['timer', 'path', 'slice', 'scope', 'servic', 'Service', 'snapshot', 'conf', ''],
);
const namePieces = ['a', 'b-c', 'x', '@', '.', ':', '_', '\\', '\\x2d', 'A0'];

const randomText = (random: Random): string => random.list(5, () => random.pick(pieces)).join('');

const randomName = (random: Random): string => {
  const from = random.chance(3) ? pieces : namePieces;
  const stem = random.list(5, () => random.pick(from)).join('');
  const name = random.chance(12) ? stem : `${stem}.${random.pick(types)}`;
  return random.chance(40)
    ? 'x'.repeat(Math.max(0, 253 + random.number(6) - name.length)) + name
    : name;
};

interface Question {
  options: string[];
  /** Our answer for a text; null if systemd-escape must refuse it. */
  answer(text: string): string | null;
}

const questions: readonly Question[] = [
  { options: [], answer: escapeName },
  { options: ['--path'], answer: escapePathName },
  { options: ['--unescape'], answer: unescapeName },
  { options: ['--unescape', '--path'], answer: unescapePathName },
  { options: ['--template=foo@.service'], answer: (text) => instanceName('foo@.service', text) },
];

/** Separates the texts of a batch: the answers come in one line, separated by spaces that they may contain, too. */
const mark = 'zzMARKzz';

/** The bytes of its answers as latin1; null if it refused. */
const escapeThem = async (
  { options, answer }: Question,
  texts: readonly string[],
): Promise<string[] | null> => {
  const words = texts.flatMap((text) => [text, mark]);
  const { stdout, exitCode } = await execa('systemd-escape', [...options, '--', ...words], {
    reject: false,
    encoding: 'buffer',
    stripFinalNewline: false,
  });
  if (exitCode !== 0) return null;
  const line = Buffer.from(stdout).toString('latin1').slice(0, -1);
  return `${line} `.split(` ${answer(mark) ?? ''} `).slice(0, -1);
};

interface Case {
  run: number;
  text: string;
  ours: string | null;
}

const failureOf = ({ run, text, ours }: Case, { options }: Question, theirs: unknown): Failure => ({
  run,
  what: `systemd-escape ${options.join(' ')}`,
  details: { text, ours, theirs },
});

/** Asks for expected answers in one batch and repeats doubtful ones alone; asks for expected refusals alone. */
const judge = async (question: Question, cases: readonly Case[]): Promise<Failure[]> => {
  const answered = cases.filter(({ ours }) => ours !== null);
  const isRight = ({ ours }: Case, theirs: string | undefined): boolean =>
    Buffer.from(encodeUtf8(ours ?? '')).toString('latin1') === theirs;
  const answers = await escapeThem(
    question,
    answered.map(({ text }) => text),
  );
  const doubtful = answered.filter((one, index) => !isRight(one, answers?.[index]));
  const alone = [...doubtful, ...cases.filter(({ ours }) => ours === null)];
  const failures: Failure[] = [];
  for (const one of alone) {
    const theirs = await escapeThem(question, [one.text]);
    const agreed =
      theirs === null ? one.ours === null : one.ours !== null && isRight(one, theirs[0]);
    if (!agreed) failures.push(failureOf(one, question, theirs?.[0] ?? 'refused'));
  }
  return failures;
};

/** What kind of name the manager considers it. */
const kindOf = async (bus: Bus, name: string): Promise<UnitNameKind | 'valid' | null> => {
  try {
    await bus.call({ ...manager, member: 'LoadUnit', signature: 's', body: [name], returns: 'o' });
    return 'valid';
  } catch (thrown) {
    if (!(thrown instanceof BusError)) throw thrown;
    if (thrown.message.includes('is missing the instance name')) return 'template';
    if (thrown.message.includes('is not valid')) return null;
    // Some types have no instances; the manager has accepted the name itself.
    if (thrown.message === 'Invalid argument') return 'valid';
    throw thrown;
  }
};

const judgeName = async (bus: Bus, run: number, name: string): Promise<Failure[]> => {
  const kind = unitNameKind(name);
  const ours = kind === 'plain' || kind === 'instance' ? 'valid' : kind;
  // The manager reads '' as the unit that asks.
  const theirs = name === '' ? null : await kindOf(bus, name);
  return ours === theirs ? [] : [{ run, what: 'the manager', details: { name, ours, theirs } }];
};

const batch = 500;

/** A run is one text for systemd-escape, in each of its modes, and one name for the manager. */
export const fuzzNames = async (seed: number, runs: number): Promise<Outcome> => {
  const failures: Failure[] = [];
  const bus = openUserBus();
  for (let first = 0; first < runs; first += batch) {
    const drawn = Array.from({ length: Math.min(batch, runs - first) }, (_, index) => {
      const random = randomOfRun(seed, first + index);
      return { run: first + index, text: randomText(random), name: randomName(random) };
    });
    const named = await Promise.all(drawn.map(({ run, name }) => judgeName(bus, run, name)));
    const escaped = await Promise.all(
      questions.map((question) =>
        judge(
          question,
          drawn.map(({ run, text }) => ({ run, text, ours: question.answer(text) })),
        ),
      ),
    );
    failures.push(...named.flat(), ...escaped.flat());
  }
  bus.close('done');
  return { runs, failures };
};
