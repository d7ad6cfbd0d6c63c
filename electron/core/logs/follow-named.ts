/** A unit that logs under its own name, as a try does. */
import { journalFields } from './entry.ts';
import { messageIds } from './message-ids.ts';
import { stamp, type JournalScope } from './query.ts';

/** journalctl’s arguments to follow it: also lines for which journald did not learn the unit. */
export const followNamedWords = (
  unit: string,
  since: number,
  { uid, system }: JournalScope,
): string[] => {
  const own = `_UID=${String(uid)}`;
  const fields = ['SYSLOG_IDENTIFIER', '_SYSTEMD_USER_UNIT', 'USER_UNIT'];
  const dropped = [
    ...['+', `MESSAGE_ID=${messageIds.dropped}`],
    `OBJECT_SYSTEMD_UNIT=user@${String(uid)}.service`,
  ];
  return [
    ...(system ? [] : ['--user']),
    ...['--follow', '--no-tail', `--since=${stamp(since)}`],
    `--output-fields=${journalFields.join(',')}`,
    ...fields.flatMap((field, at) => [...(at === 0 ? [] : ['+']), `${field}=${unit}`, own]),
    ...(system ? dropped : []),
  ];
};
