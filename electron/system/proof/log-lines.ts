/** The lines that several services log from now on, through one journalctl. */
import { wholeLog } from '../../core/logs/query.ts';
import type { JournalEntry } from '../../core/logs/entry.ts';
import type { Journalctl } from '../journal/journalctl.ts';

export interface LogLines {
  /** The units to follow from now on. @param since milliseconds since the epoch: their lines from then on. */
  follow(units: ReadonlySet<string>, since: number): void;
  close(): void;
}

/** @param onEnd the journal can't be followed, for this reason. */
export const followLogLines = (
  journalctl: Pick<Journalctl, 'follow'>,
  onLines: (entries: readonly JournalEntry[]) => void,
  onEnd: (reason: unknown) => void,
): LogLines => {
  let following = new AbortController();
  let units = '';
  return {
    follow: (wanted, since) => {
      const names = [...wanted].sort();
      if (names.join(' ') === units) return;
      units = names.join(' ');
      following.abort();
      following = new AbortController();
      if (names.length === 0) return;
      const { signal } = following;
      journalctl
        .follow({ ...wholeLog, units: names, since, manager: false }, null, {
          signal,
          onEntries: (entries) => {
            if (!signal.aborted) onLines(entries);
          },
        })
        .then(
          () => {
            if (!signal.aborted) onEnd(null);
          },
          (thrown: unknown) => {
            if (!signal.aborted) onEnd(thrown);
          },
        );
    },
    close: () => {
      units = '';
      following.abort();
    },
  };
};
