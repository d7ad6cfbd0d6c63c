import { describe, expect, test } from 'vitest';
import { creationPaths, creationSteps } from '../../../electron/core/create/steps.ts';
import {
  emptyForm,
  exampleForm,
  formFindings,
  scriptText,
  unitText,
  type ServiceForm,
} from '../../../electron/core/create/service-form.ts';

const folders = { home: '/home/a', runtime: '/run/user/1', units: '/home/a/.config/systemd/user' };

const form = (change: Partial<ServiceForm>): ServiceForm => ({
  ...emptyForm(),
  name: 'x',
  command: '/bin/true',
  proofFile: '/tmp/proof',
  ...change,
});

const fieldsAtFault = (change: Partial<ServiceForm>): string[] =>
  formFindings(form(change))
    .filter(({ level }) => level === 'error')
    .map(({ field }) => field);

describe('the example', () => {
  test('makes the unit of the walk-through, with the proof in a section that systemd ignores', () => {
    expect(unitText(exampleForm())).toBe(`[Unit]
Description=Custom user worker demo

[Service]
Type=exec
ExecStart=%h/.local/bin/custom-user-worker.sh
Restart=on-failure
RestartSec=5

[Install]
WantedBy=default.target

[X-Hearth]
ProofFile=%h/.local/state/custom-user-worker.log
`);
  });

  test('makes the script of the walk-through', () => {
    expect(scriptText(exampleForm())).toBe(`#!/bin/sh
while :; do
  printf "custom-user-worker tick %s\\n" "$(date --iso-8601=seconds)" >> "$HOME/.local/state/custom-user-worker.log"
  sleep 30
done
`);
  });

  test('has no faults', () => {
    expect(formFindings(exampleForm())).toEqual([]);
  });

  test('is created by the commands S3 to S11, in order', () => {
    const example = exampleForm();
    const steps = creationSteps(example, creationPaths(example, folders));
    expect(steps.map(({ id }) => id)).toEqual([
      'folders',
      'script',
      'executable',
      'unit',
      'verify',
      'reload',
      'enable',
      'status',
      'proof',
    ]);
    expect(steps.map(({ command }) => command.split('\n')[0])).toEqual([
      'mkdir -p /home/a/.local/bin /home/a/.local/state /home/a/.config/systemd/user',
      "cat > /home/a/.local/bin/custom-user-worker.sh <<'EOF'",
      'chmod 0755 /home/a/.local/bin/custom-user-worker.sh',
      "cat > /home/a/.config/systemd/user/custom-user-worker.service <<'EOF'",
      'systemd-analyze --user verify /home/a/.config/systemd/user/custom-user-worker.service',
      'systemctl --user daemon-reload',
      'systemctl --user enable --now -- custom-user-worker.service',
      'systemctl --user status --no-pager --full -- custom-user-worker.service',
      'tail -n 3 /home/a/.local/state/custom-user-worker.log',
    ]);
  });
});

test('copies a script whole even if it contains the end mark of a here-document', () => {
  const odd = { ...exampleForm(), script: '#!/bin/sh\ncat <<EOF\nhi\nEOF\n' };
  const steps = creationSteps(odd, creationPaths(odd, folders));
  expect(steps.find(({ id }) => id === 'script')?.command).toMatch(/<<'EOF_'\n[^]*\nEOF\nEOF_$/);
});

test('writes every field into the unit', () => {
  expect(
    unitText(
      form({
        description: 'half 50%',
        command: "'/opt/a b' -n '$x' ~/50% 5%h",
        environment: 'A=1\n\nB="q" 5%\n',
        workingDirectory: '%h/w',
        restart: 'no',
        restartSec: '',
        startAutomatically: false,
        proofFile: '',
      }),
    ),
  ).toBe(`[Unit]
Description=half 50%%

[Service]
Type=exec
ExecStart="/opt/a b" -n $$x %h/50%% 5%%h
Environment=A=1
Environment="B=\\"q\\" 5%%"
WorkingDirectory=%h/w
Restart=no
`);
});

test('keeps the command out of a script’s unit', () => {
  expect(
    unitText(form({ runs: 'script', script: '#!/bin/sh\n', command: 'x left' })),
  ).not.toContain('left');
});

describe('faults in the form', () => {
  test.each<[Partial<ServiceForm>, string]>([
    [{ name: '' }, 'name'],
    [{ description: 'two\nlines' }, 'description'],
    [{ command: '' }, 'command'],
    [{ command: 'bin/x' }, 'command'],
    [{ command: "'/a\\b'" }, 'command'],
    [{ command: 'a | b' }, 'command'],
    [{ command: "a 'b" }, 'command'],
    [{ command: 'sudo -u other a' }, 'command'],
    [{ runs: 'script', script: '' }, 'script'],
    [{ runs: 'script', script: 'echo hi' }, 'script'],
    [{ command: 'x a\0b' }, 'command'],
    [{ restartSec: '5 parsecs' }, 'restartSec'],
    // As long as the contract allows, because the check runs on every keystroke.
    [{ restartSec: `${'1'.repeat(199)}x` }, 'restartSec'],
    [{ type: 'oneshot', restart: 'always' }, 'restart'],
    [{ environment: 'A = 1' }, 'environment'],
    [{ environment: 'no assignment' }, 'environment'],
    [{ workingDirectory: 'here' }, 'workingDirectory'],
    [{ workingDirectory: '/a\\' }, 'workingDirectory'],
    [{ description: 'ends so \\' }, 'description'],
    [{ proofFile: 'p' }, 'proofFile'],
  ])('%j is a fault of the field %s', (change, field) => {
    expect(fieldsAtFault(change)).toEqual([field]);
  });

  test.each<Partial<ServiceForm>>([
    { restartSec: '1min 30s' },
    { restartSec: '0.5' },
    { restartSec: 'infinity' },
    { environment: 'A=with = and spaces' },
    { command: '%h/bin/x' },
    { command: '~/x' },
    { command: 'bare' },
    { command: './x', workingDirectory: '~/site' },
    { workingDirectory: '${HOME}/w', proofFile: '$HOME/p' },
    { runs: 'script', script: '#!/bin/sh' },
  ])('accepts %j', (change) => {
    expect(fieldsAtFault(change)).toEqual([]);
  });
});

test('only warns about a missing proof', () => {
  expect(formFindings(form({ proofFile: '' }))).toMatchObject([
    { field: 'proofFile', level: 'warning' },
  ]);
});
