/** The log: with lines, without, filtered, exported. */
import { emptyLog } from '../../../electron/core/logs/empty-reason.ts';
import { fail, problem } from '../../../electron/core/problems/problem.ts';
import { entry, ticks } from '../journal.ts';
import { minutes } from '../makers.ts';
import { never, type Scene } from '../scene.ts';
import { few } from './manager.ts';

const page = { kind: 'unit', unit: 'worker.service', section: 'log' } as const;
const journal = { kind: 'journal' } as const;
const log = ticks(200, 'worker.service');

const mixed = [
  entry(minutes(9), 'Started worker.service.', { from: 'manager', identifier: 'systemd' }),
  entry(minutes(8), 'hello', { unit: 'worker.service' }),
  entry(minutes(7), 'listening on 8080', { unit: 'proxy.service', identifier: 'proxy' }),
  entry(minutes(6), 'disk is nearly full', { priority: 4 }),
  entry(minutes(5), 'cannot write', { priority: 3, unit: 'notes.service', identifier: 'notes' }),
  entry(minutes(4), '\u001b[31mred\u001b[0m and plain', {}),
  entry(minutes(3), 'first line\nsecond line', {}),
  entry(minutes(2), 'bytes \ufffd\ufffd', { isText: false }),
  entry(minutes(1), '', { from: 'journald', unit: null, dropped: 17 }),
];

const path = '/home/alice/worker.log';
const done = { format: 'text', path, lines: 200, bytes: 9000, problem: null } as const;

export const logScenes = {
  log: { about: 'A log with lines', units: few, page, log },
  'log-empty': { about: 'A log without a line', units: few, page },
  'log-slow': { about: 'The log has not come', units: few, page, log, answers: { readLog: never } },
  'log-refused': {
    about: 'The log cannot be read',
    units: few,
    page,
    log,
    answers: {
      readLog: () => {
        throw fail('program-missing', { program: 'journalctl', folders: ['/usr/bin'] });
      },
    },
  },
  'log-why-refused': {
    about: 'Why the log is empty cannot be told',
    units: few,
    page,
    answers: {
      whyLogEmpty: () => {
        throw fail('program-timed-out', { line: 'journalctl --user', seconds: 10 });
      },
    },
  },
  'log-no-access': {
    about: 'The journal may not be read',
    units: few,
    page,
    answers: {
      whyLogEmpty: (query) =>
        emptyLog(query, { access: 'volatile', unfiltered: false, ranAt: null, oldest: null }),
    },
  },
  'log-mixed': { about: 'Lines of every kind', units: few, page: journal, log: mixed },
  journal: { about: 'The journal of all', units: few, page: journal, log: mixed },
  'log-exporting': {
    about: 'An export under way',
    units: few,
    page,
    log,
    export: { ...done, status: 'running', files: [] },
  },
  'log-exported': {
    about: 'An export that is done',
    units: few,
    page,
    log,
    export: { ...done, status: 'done', files: [path] },
  },
  'log-export-stopped': {
    about: 'An export that was stopped',
    units: few,
    page,
    log,
    export: { ...done, status: 'stopped', files: [] },
  },
  'log-export-failed': {
    about: 'An export that failed',
    units: few,
    page,
    log,
    export: { ...done, status: 'failed', files: [], problem: problem('disk-full', { path }) },
  },
  'log-unassigned': {
    about: 'A line for which journald did not learn the unit',
    units: few,
    page,
    log: [...log, entry(minutes(1), 'gone too soon', { unit: null, pid: 815 })],
    answers: {
      unassignedLog: () => ({
        processes: [{ pid: 815, boot: 'a'.repeat(32), from: minutes(1), to: minutes(1) }],
        lines: 1,
      }),
    },
  },
  'log-fields-refused': {
    about: 'The fields of a line are gone',
    units: few,
    page,
    log,
    answers: {
      logFields: ({ cursor }) => {
        throw fail('log-line-gone', { cursor });
      },
    },
  },
} satisfies Record<string, Scene>;
