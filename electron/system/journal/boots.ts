/** The boots that journalctl lists. */
import type { JournalBoot } from '../../core/logs/query.ts';

/** Parses ` -1 ID Sun 2026-11-22 21:49:46 UTC Sun 2026-11-22 22:12:31 UTC`; some versions put an em dash between. */
export const bootOf = (line: string): JournalBoot | null => {
  const id = /\b[0-9a-f]{32}\b/.exec(line)?.[0];
  const times = line.match(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/g);
  if (id === undefined || times === null) return null;
  const ms = (text: string | undefined): number => Date.parse((text ?? '').replace(' ', 'T'));
  return { id, from: ms(times[0]), to: ms(times[1]) };
};
