/** The files of a unit: read, edited, in conflict, with findings and a history. */
import type { Page } from '../../../electron/core/app/page.ts';
import type { Draft } from '../../../electron/core/files/draft.ts';
import type { HistoryEntry } from '../../../electron/core/files/unit-files.ts';
import { fail, problem } from '../../../electron/core/problems/problem.ts';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';
import { minutes, person } from '../makers.ts';
import { never, type Scene } from '../scene.ts';
import { few } from './manager.ts';

const page: Page = { kind: 'unit', unit: 'worker.service', section: 'edit' };
const ofPipewire: Page = { kind: 'unit', unit: 'pipewire.service', section: 'edit' };
export const workerText = `[Unit]
Description=Writes a heartbeat

[Service]
ExecStart=/home/alice/bin/worker --fast
Restart=on-failure

[Install]
WantedBy=default.target
`;
const script = {
  ref: { kind: 'script', name: 'worker.sh' } as const,
  path: '%h/.local/bin/worker.sh',
};
const scriptText = `#!/bin/sh
while sleep 30; do
  date --iso-8601=seconds >> "$HOME/heartbeat.log"
  # done is missing
`;
const fragment = { dropIn: null, text: workerText };
const files = { 'worker.service': [fragment] };
const path = `${person.unitFolder}/worker.service`;
const elsewhere = `${person.unitFolder}/service.d/limits.conf`;

const kept = (
  id: string,
  reason: HistoryEntry['reason'],
  text: string,
  unit = 'worker.service',
) => ({
  id,
  unit,
  ref: { kind: 'fragment' } as const,
  path: `${person.unitFolder}/${unit}`,
  at: minutes(60),
  reason,
  sizeBytes: text.length,
  version: id.repeat(64).slice(0, 64),
  text,
});
const older = workerText.replace(' --fast', '');

const draftOf = (unit: string): Draft => ({
  unit,
  file: { kind: 'fragment' },
  version: null,
  base: encodeUtf8(older),
  bytes: encodeUtf8(`${older}# mine\n`),
});

export const fileScenes = {
  file: { about: 'The file of a service', units: few, page, files },
  'file-drop-in': {
    about: 'A file with a drop-in',
    units: few,
    page,
    files: {
      'worker.service': [fragment, { dropIn: 'override.conf', text: '[Service]\nNice=5\n' }],
    },
  },
  'file-script': {
    about: 'A script made here, with a mistake',
    units: few,
    page,
    files: {
      'worker.service': [
        { dropIn: null, text: workerText.replace('/home/alice/bin/worker --fast', script.path) },
        { dropIn: null, text: scriptText, differs: { ref: script.ref } },
      ],
    },
    check: {
      findings: [
        {
          source: 'verify',
          code: 'shell-syntax',
          severity: 'error',
          line: 5,
          column: 1,
          endColumn: 2,
          what: 'sh: Syntax error: end of file unexpected (expecting "done")',
          why: 'The script would stop here with an error. The lines above may already have run.',
          manual: null,
          fix: null,
        },
      ],
      others: [],
    },
  },
  'file-shared': {
    about: 'A drop-in that changes other units, too',
    units: few,
    page,
    files: {
      'worker.service': [
        fragment,
        {
          dropIn: 'limits.conf',
          text: '[Service]\nMemoryMax=1G\n',
          differs: {
            path: elsewhere,
            ref: { kind: 'drop-in', name: 'limits.conf', of: 'service' },
            changes: few.flatMap(({ name }) => (name.endsWith('.service') ? [name] : [])),
          },
        },
      ],
    },
  },
  'file-distribution': {
    about: 'A file of the distribution, read only',
    units: few,
    page: ofPipewire,
    files: {
      'pipewire.service': [
        {
          dropIn: null,
          text: '[Service]\nExecStart=/usr/bin/pipewire\n',
          differs: { readOnly: 'It came with the distribution.' },
        },
      ],
    },
    advice: { suits: 'override', why: 'It came with the distribution, whose updates replace it.' },
  },
  'file-masked': {
    about: 'A mask in place of the file',
    units: few,
    page,
    files: {
      'worker.service': [
        {
          dropIn: null,
          text: '',
          differs: {
            content: { kind: 'masked' },
            readOnly: 'It is masked.',
            command: 'systemctl --user unmask worker.service',
          },
        },
      ],
    },
  },
  'file-unreadable': {
    about: 'A file that may not be read',
    units: few,
    page,
    files: {
      'worker.service': [
        {
          dropIn: null,
          text: '',
          differs: { content: { kind: 'problem', problem: problem('file-unreadable', { path }) } },
        },
      ],
    },
  },
  'file-none': {
    about: 'A unit without a file',
    units: few,
    page,
    files: { 'worker.service': [] },
  },
  'file-slow': {
    about: 'The files have not come',
    units: few,
    page,
    answers: { unitSource: never },
  },
  'file-refused': {
    about: 'The files cannot be read',
    units: few,
    page,
    answers: {
      unitSource: () => {
        throw fail('link-loop', { path });
      },
    },
  },
  'file-draft': {
    about: 'Something typed before, not saved',
    units: few,
    page,
    files,
    drafts: [draftOf('worker.service')],
  },
  'gone-draft': {
    about: 'A unit whose file is gone, and what was typed into it',
    units: few,
    page: { kind: 'unit', unit: 'gone.service', section: 'edit' },
    drafts: [draftOf('gone.service')],
  },
  'file-history': {
    about: 'Earlier versions of a file',
    units: few,
    page,
    files,
    history: [
      kept('b', 'saved', older),
      kept('c', 'restored', older.replace('Restart=on-failure\n', '')),
    ],
  },
  'save-refused': {
    about: 'A save that fails',
    units: few,
    page,
    files,
    answers: {
      saveUnitFile: () => {
        throw fail('disk-full', { path });
      },
    },
  },
  'save-restart': {
    about: 'Saved, and a restart is needed',
    units: few,
    page,
    files,
    answers: {
      saveUnitFile: () => ({
        kind: 'saved',
        version: 'd'.repeat(64),
        restartFor: [{ unit: 'worker.service', keys: ['ExecStart'] }],
        reloadProblem: null,
      }),
    },
  },
  'save-unread': {
    about: 'Saved, but the manager did not reload',
    units: few,
    page,
    files,
    answers: {
      saveUnitFile: () => ({
        kind: 'saved',
        version: 'd'.repeat(64),
        restartFor: [],
        reloadProblem: problem('manager-silent', { detail: 'no answer within 25 s' }),
      }),
    },
  },
} satisfies Record<string, Scene>;

export const deletedHistory = [
  kept('e', 'deleted', older, 'gone.service'),
  kept('f', 'deleted', older, 'other.service'),
];
