/** Reads, follows, copies and exports the fake’s journal. */
import { emptyLog } from '../../../electron/core/logs/empty-reason.ts';
import { fail } from '../../../electron/core/problems/problem.ts';
import type { Emit } from '../../../electron/ipc/contract/index.ts';
import type { logsMethods } from '../../../electron/ipc/contract/logs.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { Journal } from '../journal.ts';
import { detailsOf, minutes, noon, person } from '../makers.ts';
import type { Scene } from '../scene.ts';
import type { FakeStore } from '../units.ts';

interface Deps {
  scene: Scene;
  store: FakeStore;
  journal: Journal;
  emit: Emit;
}

export const logsHandlers = ({
  scene,
  store,
  journal,
  emit,
}: Deps): HandlersOf<typeof logsMethods> => {
  let exporting = scene.export ?? null;

  return {
    readLog: ({ read, query, place, direction, count }) => {
      journal.read(read, query, place, direction, count);
    },
    followLog: ({ read, query }) => {
      journal.follow(read, query);
    },
    stopLog: ({ read }) => {
      journal.stop(read);
    },
    closeLog: () => {
      journal.close();
    },
    logBoots: () => [
      { id: 'b'.repeat(32), from: minutes(3000), to: minutes(1500) },
      { id: 'a'.repeat(32), from: minutes(600), to: noon },
    ],
    logRun: ({ unit }) => detailsOf(store.unit(unit), null).invocation?.replace(/\W/g, '') ?? null,
    unassignedLog: () => ({ processes: [], lines: 0 }),
    logFields: ({ cursor }) => {
      const line = journal.at(cursor);
      if (line === undefined) throw fail('log-line-gone', { cursor });
      const field = (name: string, text: string) => ({ name, text, size: text.length });
      return [
        { ...field('MESSAGE', line.message), isText: line.isText },
        { ...field('PRIORITY', String(line.priority)), isText: true },
        { ...field('_SYSTEMD_USER_UNIT', line.unit ?? ''), isText: true },
      ];
    },
    journalAccess: () => 'readable',
    whyLogEmpty: (query) =>
      emptyLog(query, {
        access: 'readable',
        unfiltered: !journal.isEmpty(),
        ranAt: null,
        oldest: null,
      }),
    copyLog: ({ query, from, to }) => journal.between(query, from, to),
    copyLogMessage: ({ cursor }) => (journal.at(cursor)?.isText === false ? 'printf' : 'text'),
    exportLog: ({ format }) => {
      const path = `${person.home}/hearth.log`;
      exporting = {
        format,
        path,
        status: 'done',
        lines: 3,
        bytes: 120,
        files: [path],
        problem: null,
      };
      emit('logExport', exporting);
    },
    stopExport: () => {
      if (exporting !== null) exporting = { ...exporting, status: 'stopped' };
      emit('logExport', exporting);
    },
    dismissExport: () => {
      exporting = null;
      emit('logExport', null);
    },
    currentExport: () => exporting,
  };
};
