/** Reads from the journal when a timer could not start anything: one bounded query, newest first. */
import { awayRecordOf, awayRecordWords, type AwayRecord } from '../../core/runs/away-records.ts';
import type { JournalScope } from '../../core/logs/query.ts';
import type { RecordSearch } from './record-stream.ts';

const limitMs = 10_000;
/** A timer that somebody restarts in a loop. */
const most = 2000;

export const createAwayReader = (search: RecordSearch) => ({
  /**
   * Oldest first: back to `since`, and to what the timer was then.
   * @returns none from an unreadable journal. @throws program-missing, program-failed.
   */
  awayRecords: async (timer: string, since: number): Promise<AwayRecord[]> => {
    const records: AwayRecord[] = [];
    const words = (scope: JournalScope): string[] => awayRecordWords(timer, scope);
    await search(words, limitMs, (raw) => {
      const record = awayRecordOf(raw);
      if (record === null) return true;
      records.push(record);
      const isOfTimer = record.kind === 'timer-on' || record.kind === 'timer-off';
      return records.length < most && !(isOfTimer && record.at < since);
    });
    return records.reverse();
  },
});
