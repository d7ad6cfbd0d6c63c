/** What the manager logs about runs that failed. Source: sd-messages.h. */
import { messageIds } from './message-ids.ts';
import { stamp, type JournalScope } from './query.ts';

/** journalctl’s arguments for every failed run since then, and every stop on request: newest first. */
export const failureWords = (since: number, { uid, system }: JournalScope): string[] => [
  ...(system ? [] : ['--user']),
  ...['--reverse', `--since=${stamp(since)}`],
  '--output-fields=MESSAGE_ID,USER_UNIT,USER_INVOCATION_ID',
  ...[messageIds.failureResult, messageIds.stopping].map((id) => `MESSAGE_ID=${id}`),
  `_UID=${String(uid)}`,
];
