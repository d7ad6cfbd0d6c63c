/**
 * Reads from the journal what the manager wrote about a unit’s runs: one bounded query, newest first. journalctl finds the
 * records by their fields, so other units’ lines cost nothing.
 */
import {
  endsStart,
  runRecordOf,
  runRecordWords,
  type RunRecord,
} from '../../core/runs/run-records.ts';
import { decodeBytes } from './record-reader.ts';
import type { JournalScope } from '../../core/logs/query.ts';
import type { RecordSearch } from './record-stream.ts';

const limitMs = 10_000;

/** Of all units together: some ten thousand runs. */
const mostRecords = 40_000;

/** A run leaves two to six records; more than this many for each is no run. */
const mostPerRun = 20;

export interface RunRecords {
  /** Newest first. */
  records: RunRecord[];
  /** The journal has no older ones. */
  ended: boolean;
}

export const createRunReader = (search: RecordSearch) => ({
  /**
   * @param count how many runs are wanted; the records of at least as many are read, if there are.
   * @returns none from an unreadable journal. @throws program-missing, program-failed.
   */
  runRecords: async (unit: string, count: number): Promise<RunRecords> => {
    const records: RunRecord[] = [];
    let starts = 0;
    let ofUnit = 0;
    const words = (scope: JournalScope): string[] => runRecordWords([unit], null, scope);
    const end = await search(words, limitMs, (raw) => {
      const record = runRecordOf(raw, decodeBytes);
      if (record === null) return true;
      records.push(record);
      if (record.kind === 'manager-up') return true;
      ofUnit += 1;
      if (endsStart(record)) starts += 1;
      // One more than wanted: what comes before a run says what started it.
      return starts <= count + 1 && ofUnit < (count + 1) * mostPerRun;
    });
    return { records, ended: end !== 'stopped' };
  },
  /**
   * Of several units in one reading, those since then, in milliseconds since the epoch; newest first.
   * @returns as above, and since when they are all of them. @throws as above.
   */
  runRecordsOfAll: async (
    units: readonly string[],
    since: number,
  ): Promise<{ of: Map<string, RunRecord[]>; since: number }> => {
    const of = new Map(units.map((unit): [string, RunRecord[]] => [unit, []]));
    if (units.length === 0) return { of, since };
    let left = mostRecords;
    let oldest = since;
    const words = (scope: JournalScope): string[] => runRecordWords(units, since, scope);
    const end = await search(words, limitMs, (raw) => {
      const record = runRecordOf(raw, decodeBytes);
      if (record === null) return true;
      oldest = record.at;
      if (record.kind === 'manager-up') for (const records of of.values()) records.push(record);
      else of.get(record.unit)?.push(record);
      left -= 1;
      return left > 0;
    });
    return { of, since: end === 'stopped' ? oldest : since };
  },
});
