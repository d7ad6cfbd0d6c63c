/** Reads from the journal which runs of units failed. */
import { fieldOf } from '../../core/logs/entry.ts';
import { failureWords } from '../../core/logs/failure-query.ts';
import { messageIds } from '../../core/logs/message-ids.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import type { JournalScope } from '../../core/logs/query.ts';
import type { RecordSearch } from './record-stream.ts';

/** Of a crash loop through a whole night, the newest are enough. */
const mostRecords = 20_000;
const limitMs = 15_000;

export const createFailedRuns = (search: RecordSearch) => ({
  /**
   * When each unit last failed since then, in milliseconds since the epoch, and which were stopped on request with an
   * error instead. A stop and its failure belong to the same run. Nothing in a journal that can't be read.
   */
  failures: async (
    since: number,
  ): Promise<{ failed: Map<string, number>; stopped: Set<string> }> => {
    const runs: { unit: string; run: string | undefined; at: number }[] = [];
    const stops = new Set<string>();
    let left = mostRecords;
    const words = (scope: JournalScope): string[] => failureWords(since, scope);
    await search(words, limitMs, (record) => {
      const unit = fieldOf(record, 'USER_UNIT');
      const run = fieldOf(record, 'USER_INVOCATION_ID');
      if (unit !== undefined && isUnitName(unit)) {
        if (fieldOf(record, 'MESSAGE_ID') === messageIds.failureResult)
          runs.push({ unit, run, at: Number(fieldOf(record, '__REALTIME_TIMESTAMP')) / 1000 });
        else if (run !== undefined) stops.add(run);
      }
      left -= 1;
      return left > 0;
    });
    const failed = new Map<string, number>();
    const stopped = new Set<string>();
    for (const { unit, run, at } of runs) {
      if (run !== undefined && stops.has(run)) stopped.add(unit);
      else if (!failed.has(unit)) failed.set(unit, at);
    }
    for (const unit of failed.keys()) stopped.delete(unit);
    return { failed, stopped };
  },
});
