/** What the checks of a file find, beside its text and in its form. */
import type { Scene } from '../scene.ts';
import { fileScenes, workerText } from './files.ts';

const { file } = fileScenes;

export const fileCheckScenes = {
  'file-findings': {
    ...file,
    about: 'A file with mistakes, and a fix',
    files: {
      'worker.service': [{ dropIn: null, text: workerText.replace('Restart=', 'Restrat=') }],
    },
    check: {
      findings: [
        {
          source: 'lint',
          code: 'unknown-key',
          severity: 'error',
          line: 6,
          column: 1,
          endColumn: 8,
          what: 'systemd does not know Restrat= in [Service].',
          why: 'The line has no effect.',
          manual: 'systemd.service(5)',
          fix: { title: 'Change it to Restart=', edits: [{ from: 89, to: 96, insert: 'Restart' }] },
        },
        {
          source: 'lint',
          code: 'no-documentation',
          severity: 'hint',
          line: 2,
          column: 1,
          endColumn: 12,
          what: 'A hint.',
          why: 'It is only advice.',
          manual: null,
          fix: null,
        },
      ],
      others: ['other.service: Unknown key, ignoring.'],
    },
  },
  'file-form-findings': {
    ...file,
    about: 'A file with a mistake in a field of the form',
    check: {
      findings: [
        {
          source: 'lint',
          code: 'missing-program',
          severity: 'error',
          line: 5,
          column: 11,
          endColumn: 33,
          what: '/home/alice/bin/worker doesn’t exist.',
          why: 'The service wouldn’t start.',
          manual: null,
          fix: null,
        },
      ],
      others: [],
    },
  },
} satisfies Record<string, Scene>;
