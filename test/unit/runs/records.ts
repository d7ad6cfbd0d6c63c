/** Records as systemd 252 writes them, in short; test/system/runs compares with real ones. */
import type { Run } from '../../../electron/core/runs/run.ts';
import { runRecordOf, type RunRecord } from '../../../electron/core/runs/run-records.ts';
import { decodeBytes } from '../../../electron/system/journal/record-reader.ts';

const ids = {
  starting: '7d4958e842da4a758f6c1cdc7b36dcc5',
  started: '39f53479d3a045ac8e11786248231fbf',
  'start-failed': 'be02cf6855d2428ba40df7e9d022f03d',
  stopping: 'de5b426a63be47a7b6ac3eaac82e2f6f',
  stopped: '9d1aaa27d60140bd96365438aad20286',
  exited: '98e322203f7a4ed290d09fe03c09fe15',
  succeeded: '7ad2d189f7e94e70a38c781354912448',
  skipped: '0e4284a0caca4bfc81c0bb6786972673',
  failed: 'd9b373ed55a64feb8242e02dbe79a49c',
  restarting: '5eb03494b6584870a536b337290809b3',
  resources: 'ae8f7b866b0347b9af31fe1c80b127c0',
  'manager-up': 'eed00a68ffd84e31882105fd973abdd1',
} as const;

export const invocation = (letter: string): string => letter.repeat(32);
export type Line = [kind: keyof typeof ids, run: string, more?: Record<string, string>];

/** Journal records a second apart, from second 1 on. */
const rawOf = ([kind, run, more = {}]: Line, index: number): string[] =>
  Object.entries({
    __CURSOR: `s=${String(index)}`,
    __REALTIME_TIMESTAMP: String((index + 1) * 1e6),
    __MONOTONIC_TIMESTAMP: String((index + 1) * 1e6),
    _SYSTEMD_USER_UNIT: 'init.scope',
    MESSAGE_ID: ids[kind],
    ...(run === '' ? {} : { USER_INVOCATION_ID: invocation(run) }),
    ...more,
  }).flat();

/** Given oldest first, returned newest first. */
export const recordsOf = (...lines: Line[]): RunRecord[] =>
  lines
    .map((line, index) => runRecordOf(rawOf(line, index), decodeBytes))
    .filter((record) => record !== null)
    .reverse();

/** The runs in short, oldest first: outcome, result, start and end in seconds. */
export const brief = (runs: readonly Run[]): string[] =>
  [...runs].reverse().map(({ outcome, result, startedAt, endedAt, startedBy }) => {
    const second = (at: number | null): string => (at === null ? '?' : String(at / 1000));
    return `${outcome} ${result ?? '-'} ${second(startedAt)}–${second(endedAt)} ${startedBy}`;
  });

export const exit3 = { EXIT_CODE: 'exited', EXIT_STATUS: '3', COMMAND: 'ExecStart' };
export const exitCode = { UNIT_RESULT: 'exit-code' };
export const done = { JOB_RESULT: 'done' };
export const finished = { ...done, MESSAGE: 'Finished x.service.' };
