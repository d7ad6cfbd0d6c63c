/** Why a unit failed or isn’t running, with what shows it and what mends it. */
import type { Cause, Diagnosis } from '../../../electron/core/diagnosis/cause.ts';
import { code } from '../../../electron/core/texts/marks.ts';
import type { Unit } from '../../../electron/core/units/unit.ts';
import { entry, ticks } from '../journal.ts';
import { failed, minutes, person, stopped, unit } from '../makers.ts';
import type { Scene } from '../scene.ts';
import { few } from './manager.ts';

const name = 'notes.service';
const file = `${person.unitFolder}/${name}`;
const cursor = 's=ab;i=1;b=cd;m=ef;t=12;x=34';

const withUnit = (one: Unit): Unit[] => [...few.filter((other) => other.name !== one.name), one];

const broken = unit(name, { ...failed, description: 'Keeps my notes' });

const scene = (about: string, causes: Cause[], more: Partial<Scene & Diagnosis> = {}): Scene => {
  const { known = [], lastLine = null, ...differs } = more;
  return {
    about,
    units: withUnit(broken),
    page: { kind: 'unit', unit: name, section: 'overview' },
    diagnoses: { [name]: { unit: name, causes, known, lastLine } },
    ...differs,
  };
};

const missing: Cause = {
  number: 'HE-101',
  name: 'Program missing',
  sentence: `There is no program ${code('/home/alice/bin/ntoes')}.`,
  short: 'no such program',
  evidence: [
    {
      text: 'ExecStart=/home/alice/bin/ntoes --serve --folder=/home/alice/Documents/notes',
      from: 'setting',
      at: { kind: 'setting', path: file, line: 5 },
    },
    {
      text: '/home/alice/bin holds notes, but not ntoes',
      from: 'disk',
      at: { kind: 'path', path: '/home/alice/bin' },
    },
    {
      text: 'notes.service: Failed to locate executable /home/alice/bin/ntoes: No such file or directory',
      from: 'log',
      at: { kind: 'log', cursor },
    },
  ],
  remedies: [
    {
      id: 'use-similar',
      level: 'safe',
      label: 'Use /home/alice/bin/notes',
      explanation: 'Changes ExecStart= to a program that is there, and starts it.',
      command: null,
    },
    {
      id: 'edit',
      level: 'ask',
      label: 'Run it through the shell',
      explanation: 'A shell looks for it in the PATH of your terminal.',
      command: null,
    },
  ],
};

const portTaken: Cause = {
  number: 'HE-701',
  name: 'Port in use',
  sentence: `Port 48100 is already taken by ${code('python3')} (PID 398), a part of ${code('site.service')}.`,
  short: 'port 48100 in use',
  evidence: [
    {
      text: "OSError: [Errno 98] Address already in use: ('127.0.0.1', 48100)",
      from: 'log',
      at: { kind: 'log', cursor },
    },
    { text: 'python3 (PID 398) listens on port 48100', from: 'system', at: null },
    { text: 'site.service', from: 'systemd', at: { kind: 'unit', unit: 'site.service' } },
  ],
  remedies: [
    {
      id: 'stop-other',
      level: 'ask',
      label: 'Stop site.service',
      explanation: 'It gives the port free; what uses it stops working.',
      command: 'systemctl --user stop -- site.service',
    },
    {
      id: 'see',
      level: 'tell',
      label: 'See who listens.',
      explanation: 'Only an administrator sees the processes of other accounts.',
      command: "sudo ss -ltnp 'sport = :48100'",
    },
  ],
};

const notExecutable: Cause = {
  number: 'HE-102',
  name: 'Not executable',
  sentence: `${code('/home/alice/bin/notes')} may not be executed.`,
  short: 'not executable',
  evidence: [
    {
      text: '/home/alice/bin/notes has mode 0644',
      from: 'disk',
      at: { kind: 'path', path: '/home/alice/bin/notes' },
    },
  ],
  remedies: [
    {
      id: 'make-executable',
      level: 'safe',
      label: 'Make it executable',
      explanation: 'Adds permission to execute it, and starts the service.',
      command: 'chmod +x /home/alice/bin/notes',
    },
  ],
};

const exitCode: Cause = {
  number: 'HE-402',
  name: 'Ended with an exit code',
  sentence: 'Exit code 3 is the program’s own: its documentation says what it means.',
  short: 'exit code 3',
  evidence: [
    {
      text: 'fatal: cannot open /etc/ghost.conf: No such file or directory',
      from: 'log',
      at: { kind: 'log', cursor },
    },
    { text: 'Main process exited, code=exited, status=3', from: 'systemd', at: null },
  ],
  remedies: [],
};

const disabled: Cause = {
  number: 'HE-901',
  name: 'Disabled',
  sentence: 'It is disabled: nothing starts it by itself.',
  short: 'disabled',
  evidence: [
    {
      text: 'WantedBy=default.target',
      from: 'setting',
      at: { kind: 'setting', path: file, line: 8 },
    },
  ],
  remedies: [
    {
      id: 'enable',
      level: 'safe',
      label: 'Enable it',
      explanation: 'It then starts with each session.',
      command: `systemctl --user enable -- ${name}`,
    },
  ],
};

const serviceText = [
  '[Unit]',
  'Description=Keeps my notes',
  '',
  '[Service]',
  'ExecStart=/home/alice/bin/ntoes --serve',
  '',
  '[Install]',
  'WantedBy=default.target',
  '',
].join('\n');

export const causeScenes = {
  'cause-missing': scene('A service whose program is misspelled', [missing], {
    changes: [
      {
        kind: 'text',
        path: file,
        before: serviceText,
        after: serviceText.replace('/home/alice/bin/ntoes', "/bin/sh -lc 'ntoes"),
      },
      { kind: 'command', line: 'systemctl --user daemon-reload' },
      { kind: 'command', line: `systemctl --user start -- ${name}` },
    ],
  }),
  'cause-mode': scene('A service whose program isn’t executable', [notExecutable]),
  'cause-port': scene('A service whose port is taken, or that ended for another cause', [
    portTaken,
    exitCode,
  ]),
  'cause-exit': scene('A service that ended by itself', [exitCode]),
  'cause-in-log': scene('A service whose cause is far up in its log', [exitCode], {
    log: [
      entry(minutes(90), 'notes begins', { unit: name }),
      entry(minutes(89), exitCode.evidence[0]?.text ?? '', { cursor, unit: name }),
      ...ticks(1500, name),
    ],
  }),
  'cause-unknown': scene('A service that failed for a cause nobody knows', [], {
    known: [
      { text: 'Main process exited, code=exited, status=1/FAILURE', from: 'systemd', at: null },
      {
        text: 'weird: the moon is in the wrong phase',
        from: 'log',
        at: { kind: 'log', cursor },
      },
    ],
    lastLine: 'weird: the moon is in the wrong phase',
  }),
  'cause-disabled': scene('A service that nothing starts', [disabled], {
    units: withUnit(unit(name, { ...stopped, unitFileState: 'disabled', changedAt: null })),
  }),
} satisfies Record<string, Scene>;
