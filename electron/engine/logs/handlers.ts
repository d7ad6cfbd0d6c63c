import type { logsMethods } from '../../ipc/contract/logs.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { LogExports } from './export.ts';
import type { Logs } from './reads.ts';

interface Deps {
  logs: Logs;
  logExports: LogExports;
}

export const logsHandlers = ({ logs, logExports }: Deps): HandlersOf<typeof logsMethods> => ({
  readLog: ({ read, query, place, direction, count }) => {
    logs.read(read, query, place, direction, count);
  },
  followLog: ({ read, query, after }) => {
    logs.follow(read, query, after);
  },
  stopLog: ({ read }) => {
    logs.stop(read);
  },
  closeLog: () => {
    logs.close();
  },
  logBoots: () => logs.boots(),
  logRun: ({ unit }) => logs.invocation(unit),
  unassignedLog: ({ unit }) => logs.unassigned(unit),
  logFields: ({ cursor }) => logs.fields(cursor),
  journalAccess: () => logs.access(),
  whyLogEmpty: logs.why,
  copyLog: ({ query, from, to }) => logs.copyLines(query, from, to),
  copyLogMessage: ({ cursor }) => logs.copyMessage(cursor),
  exportLog: ({ query, format, range }) => logExports.start(query, format, range),
  stopExport: () => {
    logExports.stop();
  },
  dismissExport: () => {
    logExports.dismiss();
  },
  currentExport: () => logExports.current(),
});
