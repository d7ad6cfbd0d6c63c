/** Trying a service: what runs, what ended, and what is different from the real one. */
import type { TryLine } from '../../../../electron/core/try/try-report.ts';
import { exampleForm } from '../../../../electron/core/create/service-form.ts';
import { fail } from '../../../../electron/core/problems/problem.ts';
import type { Scene } from '../../scene.ts';
import { few } from '../manager.ts';

const page = { kind: 'create' } as const;
const form = { ...exampleForm(), name: 'heartbeat' };

const said = (text: string, differs: Partial<TryLine> = {}): TryLine => ({
  text,
  from: 'service',
  priority: 6,
  ...differs,
});
const bySystemd = (text: string, priority = 6): TryLine =>
  said(text, { from: 'manager', priority });

const begun = [
  bySystemd('Starting hearth-try-0a1b2c3d.service - Writes a line twice a minute…'),
  said('reading /home/alice/.config/heartbeat.toml'),
  bySystemd('Started hearth-try-0a1b2c3d.service - Writes a line twice a minute.'),
];

export const tryScenes = {
  'try-running': {
    about: 'A try that runs until it is stopped',
    units: few,
    page,
    form,
    tried: { lines: begun, end: null, notes: [{ kind: 'restart', value: 'on-failure' }] },
  },
  'try-well': { about: 'A try that ends well, and says nothing', units: few, page, form },
  'try-failed': {
    about: 'A try that ends with an error, beside the running service',
    units: few,
    page,
    form,
    tried: {
      lines: [
        ...begun,
        said('fatal: no section [beat] in heartbeat.toml', { priority: 3 }),
        bySystemd(
          'hearth-try-0a1b2c3d.service: Main process exited, code=exited, status=78/CONFIG',
          5,
        ),
        bySystemd('hearth-try-0a1b2c3d.service: Failed with result ‘exit-code’.', 4),
      ],
      omitted: 1200,
      notes: [
        { kind: 'running', unit: 'heartbeat.service' },
        { kind: 'restart', value: 'on-failure' },
        { kind: 'left-out', keys: ['OnFailure', 'Conflicts'] },
      ],
      end: { result: 'exit-code', exitStatus: 78, killedRest: true },
    },
  },
  'try-refused': {
    about: 'A try that systemd refuses',
    units: few,
    page,
    form,
    answers: {
      tryForm: () => {
        throw fail(
          'try-refused',
          { detail: 'Unit hearth-try-0a1b2c3d.service has a bad unit file setting.' },
          '!0-unit.conf:5: Failed to parse service type, ignoring: what',
        );
      },
    },
  },
} satisfies Record<string, Scene>;
