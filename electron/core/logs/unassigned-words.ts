/** The question for lines of a service without a unit. */
import type { LogSource } from '../units/kind-details.ts';
import type { ServiceDetails } from '../units/unit.ts';
import { lateMs, stamp, type JournalScope } from './query.ts';

/** What tells the lines of a service’s ended processes from others. */
export type UnassignedSource = LogSource & Pick<ServiceDetails, 'name' | 'endedProcesses'>;

/** journalctl’s arguments for all lines with the IDs of these processes or with their identifiers, oldest first. */
export const unassignedWords = (
  { endedProcesses: processes, logIdentifiers }: UnassignedSource,
  { uid, system }: JournalScope,
): string[] => {
  const own = `_UID=${String(uid)}`;
  const fields =
    '_PID,_SYSTEMD_USER_UNIT,_SYSTEMD_UNIT,USER_UNIT,SYSLOG_IDENTIFIER,_STREAM_ID,MESSAGE';
  const named = [
    ...logIdentifiers.map(({ name }) => `SYSLOG_IDENTIFIER=${name}`),
    '_TRANSPORT=stdout',
  ];
  return [
    ...(system ? [] : ['--user']),
    `--since=${stamp(Math.min(...processes.map(({ from }) => from)) - 1000)}`,
    `--until=${stamp(Math.max(...processes.map(({ to }) => to)) + lateMs)}`,
    `--output-fields=${fields}`,
    ...[...processes.map(({ pid }) => `_PID=${String(pid)}`), own],
    ...(logIdentifiers.length === 0 ? [] : ['+', ...named, own]),
  ];
};
