/** Known causes where a reader may look in the wrong place: drop-ins, templates, specifiers, quotes, linked units. */
import path from 'node:path';
import { person } from '../../workbench/bench.ts';
import type { Broken } from '../broken.ts';
import { run, systemctlQuietly } from '../making.ts';

const works = 'ExecStart=/bin/sleep 1000';
const template = `layout-template-${run}@`;

export const layoutCases: readonly Broken[] = [
  {
    name: 'layout-drop-in',
    what: 'a drop-in sets a WorkingDirectory= that isn’t there',
    make: async (at) => {
      await at.service('WorkingDirectory=/tmp', works);
      const file = `${at.unit}.d/10-local.conf`;
      await at.unitFile(file, '[Service]', `WorkingDirectory=${at.folder}/data`);
    },
    causes: ['working-folder-missing'],
    mentions: [/10-local\.conf/],
  },
  {
    name: 'layout-drop-in-clears',
    what: 'a drop-in clears ExecStart= and sets another, which isn’t there',
    make: async (at) => {
      await at.service(works);
      const file = `${at.unit}.d/override.conf`;
      await at.unitFile(file, '[Service]', 'ExecStart=', 'ExecStart=/opt/gone/other --fast');
    },
    causes: ['program-missing'],
    evidence: [/\/opt\/gone\/other/],
    mentions: [/override\.conf/],
  },
  {
    name: 'layout-template',
    what: 'an instance of a template, with %i in the path of its program',
    diagnose: () => `${template}blue.service`,
    make: (at) => at.unitFile(`${template}.service`, '[Service]', 'ExecStart=/opt/gone/%i/server'),
    run: (at) => at.start(`${template}blue.service`),
    causes: ['program-missing'],
    evidence: [/\/opt\/gone\/blue\/server/],
  },
  {
    name: 'layout-specifier',
    what: 'WorkingDirectory=%h/… isn’t there',
    make: (at) => at.service(`WorkingDirectory=%h/gone-${run}/%p`, works),
    causes: ['working-folder-missing'],
    evidence: [new RegExp(`${person.home}/gone-${run}/layout-specifier-`)],
  },
  {
    name: 'layout-spaces',
    what: 'a quoted program with spaces, without the x bit',
    make: async (at) => {
      const program = await at.write('My App/run me.sh', '#!/bin/sh\nexec sleep 1000\n', 0o644);
      await at.service(`ExecStart="${program}" --name "a b"`);
    },
    causes: ['not-executable'],
    evidence: [/My App\/run me\.sh/],
  },
  {
    name: 'layout-continued',
    what: 'ExecStart= over several lines',
    make: (at) => at.service('ExecStart=/opt/gone/server \\', '  --port 80 \\', '  --verbose'),
    causes: ['program-missing'],
    evidence: [/\/opt\/gone\/server/],
  },
  {
    name: 'layout-ignored-failure',
    what: 'ExecStart=- of a program that isn’t there',
    make: (at) => at.enabledService('ExecStart=-/opt/gone/server'),
    causes: ['program-missing'],
    evidence: [/\/opt\/gone\/server/],
  },
  {
    name: 'layout-linked',
    what: 'a linked unit with User=, whose file is elsewhere',
    make: async (at) => {
      const file = await at.write(at.unit, `[Service]\nUser=nobody\n${works}\n`);
      await at.link(file, at.inUnits(at.unit));
    },
    causes: ['group-refused', 'user-refused'],
    evidence: [/User=nobody/],
  },
  {
    name: 'layout-elsewhere',
    what: 'a unit of ~/.local/share with a PATH= that has nothing',
    make: async (at) => {
      const program = await at.script('job.sh', 'frobnicate-nothing', 'sleep 0.3', 'exit 127');
      const text = `[Service]\nEnvironment=PATH=/opt/gone/bin:/bin\nExecStart=${program}\n`;
      await at.write(path.join(person.home, '.local/share/systemd/user', at.unit), text);
    },
    causes: ['command-missing'],
    evidence: [/frobnicate-nothing/],
  },
  {
    name: 'layout-two-things',
    what: 'both the program and the WorkingDirectory= are missing',
    make: (at) => at.service('WorkingDirectory=/opt/gone/data', 'ExecStart=/opt/gone/server'),
    causes: ['program-missing', 'working-folder-missing'],
    also: ['program-missing', 'working-folder-missing'],
    evidence: [/\/opt\/gone/],
  },
  {
    name: 'layout-stale',
    what: 'the file was changed, but systemd hasn’t read it again',
    make: (at) => at.service('ExecStart=/opt/gone/server'),
    run: async (at) => {
      await at.start();
      await at.over();
      await at.service('# comment', 'Environment=A=1', 'ExecStart=/opt/gone/server');
    },
    causes: ['program-missing'],
    evidence: [/\/opt\/gone\/server/],
  },
  {
    name: 'layout-failed-earlier',
    what: 'it failed for its program; since then it was started, and runs',
    make: (at) => at.runs('job.sh', '#!/bin/sh\nexec sleep 1000\n', 0o644),
    run: async (at) => {
      await at.start();
      await at.over();
      await at.script('job.sh', 'exec sleep 1000');
      await at.start();
    },
    isBroken: ({ ActiveState }) => ActiveState === 'active',
    causes: [],
  },
  {
    name: 'layout-reset',
    what: 'it failed, and somebody reset that',
    make: (at) => at.enabledService('ExecStart=/opt/gone/server'),
    run: async (at) => {
      await at.start();
      await at.over();
      await systemctlQuietly('reset-failed', '--', at.unit);
    },
    causes: ['program-missing'],
    evidence: [/\/opt\/gone\/server/],
  },
];
