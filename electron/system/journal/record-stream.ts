/** Runs journalctl and hands on its records as they come. */
import { exportJournal, lineByLine } from '../../core/commands.ts';
import { fail } from '../../core/problems/problem.ts';
import type { RawRecord } from '../../core/logs/entry.ts';
import type { JournalScope, LogQuery } from '../../core/logs/query.ts';
import type { Flow } from '../../host/host.ts';
import { expectSuccess, type Runner } from '../../host/runner.ts';
import { recordReader } from './record-reader.ts';

export const createRecordStream =
  (runner: Runner) =>
  /** Runs until it ends, is aborted, or `onRecord` returns false; the last two give `stopped`. */
  async (
    query: Pick<LogQuery, 'text'>,
    words: readonly string[],
    signal: AbortSignal,
    onRecord: (record: RawRecord, flow: Flow) => boolean,
  ): Promise<'ended' | 'stopped' | 'unreadable'> => {
    const enough = new AbortController();
    const stop = (): void => {
      enough.abort();
    };
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    let flow: Flow | undefined;
    const reader = recordReader((record) => {
      if (enough.signal.aborted || flow === undefined) return;
      if (!onRecord(record, flow)) stop();
    });
    const asked = exportJournal(words);
    const byLine = query.text !== '' && (await runner.has('stdbuf'));
    const running = runner.stream(
      byLine ? lineByLine(await runner.pathOf(asked.program), asked) : asked,
      {
        signal: enough.signal,
        onChunk: (chunk, held) => {
          flow = held;
          reader.add(chunk);
        },
      },
    );
    // Once stopped, don't wait for the program to end.
    const stopped = new Promise<null>((resolve) => {
      enough.signal.addEventListener('abort', () => {
        resolve(null);
      });
    });
    const record = await Promise.race([running, stopped]);
    signal.removeEventListener('abort', stop);
    if (record === null || record.failure === 'cancelled') {
      // Nobody awaits the program any more, so ignore its errors.
      running.catch(() => undefined);
      return 'stopped';
    }
    if (record.exitCode !== 0 && record.stderr.includes('insufficient permissions'))
      return 'unreadable';
    if (record.exitCode !== 0 && record.stderr.includes('Bad pattern'))
      throw fail('log-pattern', { pattern: query.text, detail: record.stderr.trim() });
    const foundNothing = query.text !== '' && record.exitCode === 1 && record.stderr === '';
    if (record.failure !== 'signal' && !foundNothing) expectSuccess(record);
    return 'ended';
  };

type RecordStream = ReturnType<typeof createRecordStream>;

/** Reads records without looking for words, for so many milliseconds at most; otherwise as the stream. */
export const createRecordSearch =
  (stream: RecordStream, scopeOf: (query: { text: '' }) => Promise<JournalScope>) =>
  async (
    wordsIn: (scope: JournalScope) => readonly string[],
    limitMs: number,
    onRecord: (record: RawRecord) => boolean,
  ): ReturnType<RecordStream> => {
    const query = { text: '' } as const;
    const words = wordsIn(await scopeOf(query));
    return stream(query, words, AbortSignal.timeout(limitMs), onRecord);
  };

export type RecordSearch = ReturnType<typeof createRecordSearch>;
