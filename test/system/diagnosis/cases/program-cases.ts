/** Services whose program can’t be run. */
import { chmod, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sudo } from '../../workbench/bench.ts';
import { isStoppedWell, type Broken } from '../broken.ts';
import { onlyAtLogin } from '../login-session.ts';
import { atTheEnd, type Place } from '../making.ts';
import { foreignProgram, programWithoutLibrary, programWithoutLoader } from '../programs.ts';

const works = 'exec sleep 1000';

/** A mount that the table of mounts names, and that nobody mounted. */
const inTableOfMounts = async (at: Place): Promise<string> => {
  const point = path.join(at.folder, 'disk');
  await mkdir(point, { recursive: true });
  await sudo('sh', '-c', `echo '${at.name} ${point} tmpfs noauto 0 0' >> /etc/fstab`);
  atTheEnd(() => sudo('sed', '-i', `/^${at.name} /d`, '/etc/fstab'));
  return point;
};

export const programCases: readonly Broken[] = [
  {
    name: 'program-gone',
    what: 'ExecStart= names a program that isn’t there',
    make: (at) => at.service('ExecStart=/opt/gone/server --port 80'),
    causes: ['program-missing'],
    evidence: [/\/opt\/gone\/server/],
  },
  {
    name: 'program-typo',
    what: 'a typo in the path of a script',
    make: async (at) => {
      await at.script('backup.sh', works);
      await at.service(`ExecStart=${at.folder}/bakcup.sh`);
    },
    causes: ['program-missing'],
    evidence: [/bakcup\.sh/],
    mentions: [/backup\.sh/],
  },
  {
    name: 'program-at-login',
    what: 'only the login shell’s PATH has the program',
    make: (at) => at.service(`ExecStart=${onlyAtLogin.program} serve`),
    causes: ['not-in-path', 'program-missing'],
    mentions: [new RegExp(onlyAtLogin.folder)],
  },
  {
    name: 'program-link-broken',
    what: 'the program is a link to nothing',
    make: async (at) => {
      await at.link('/opt/gone/version-2/server', `${at.folder}/server`);
      await at.service(`ExecStart=${at.folder}/server`);
    },
    causes: ['program-missing'],
    evidence: [/\/server/],
  },
  {
    name: 'prepare-gone',
    what: 'ExecStartPre= names a program that isn’t there',
    make: (at) => at.service('ExecStartPre=/opt/gone/prepare', 'ExecStart=/bin/sleep 1000'),
    causes: ['program-missing'],
    evidence: [/\/opt\/gone\/prepare/],
    mentions: [/ExecStartPre/],
  },
  {
    name: 'stopper-gone',
    what: 'ExecStop= names a program that isn’t there',
    make: (at) => at.service('ExecStart=/bin/sleep 1000', 'ExecStop=/opt/gone/stopper'),
    run: async (at) => {
      await at.start();
      await at.stop();
    },
    causes: ['program-missing'],
    also: ['stop-failed'],
    evidence: [/\/opt\/gone\/stopper/],
    mentions: [/ExecStop/],
    isMended: isStoppedWell,
  },
  {
    name: 'not-executable',
    what: 'a script without the x bit',
    make: (at) => at.runs('worker.sh', `#!/bin/sh\n${works}\n`, 0o644),
    causes: ['not-executable'],
    evidence: [/worker\.sh/],
  },
  {
    name: 'prepare-not-executable',
    what: 'ExecStartPre= without the x bit',
    make: async (at) => {
      const program = await at.write('prepare', '#!/bin/sh\nexit 0\n', 0o644);
      await at.service(`ExecStartPre=${program}`, 'ExecStart=/bin/sleep 1000');
    },
    causes: ['not-executable'],
    evidence: [/prepare/],
  },
  {
    name: 'interpreter-not-executable',
    what: 'a script may be run, but its interpreter has no x bit',
    make: async (at) => {
      const interpreter = await at.write('interp', await readFile('/bin/sh'), 0o644);
      await at.runs('script', `#!${interpreter}\n${works}\n`);
    },
    causes: ['not-executable'],
    evidence: [/\/interp/],
  },
  {
    name: 'program-is-folder',
    what: 'the program is a folder',
    make: async (at) => {
      await at.script('app/run', works);
      await at.service(`ExecStart=${at.folder}/app`);
    },
    causes: ['program-is-folder'],
    evidence: [/\/app/],
  },
  {
    name: 'foreign-processor',
    what: 'a program for another processor',
    make: async (at) => at.runs('server', await foreignProgram()),
    causes: ['wrong-architecture'],
    evidence: [/\/server/],
  },
  {
    name: 'loader-gone',
    what: 'a program whose dynamic loader isn’t there',
    make: async (at) => at.runs('server', await programWithoutLoader()),
    causes: ['loader-missing'],
    evidence: [/ld-linux/],
  },
  {
    name: 'library-gone',
    what: 'a shared library isn’t there',
    make: async (at) => at.runs('server', await programWithoutLibrary()),
    causes: ['library-missing'],
    evidence: [/libc\.so\.9/],
  },
  {
    name: 'noexec-script',
    what: 'a script on a mount without exec',
    make: async (at) => at.runs(`${await at.mount('noexec')}/job.sh`, `#!/bin/sh\n${works}\n`),
    causes: ['noexec-mount'],
    evidence: [/noexec/],
  },
  {
    name: 'noexec-program',
    what: 'a compiled program on a mount without exec',
    make: async (at) => at.runs(`${await at.mount('noexec')}/server`, await readFile('/bin/sleep')),
    causes: ['noexec-mount'],
    evidence: [/noexec/],
  },
  {
    name: 'out-of-reach',
    what: 'a folder above the program is closed',
    make: async (at) => {
      const program = await at.script('private/job', works);
      await at.service(`ExecStart=${program}`);
      await chmod(path.dirname(program), 0o600);
    },
    causes: ['program-out-of-reach'],
    evidence: [/\/private/],
  },
  {
    name: 'not-mounted',
    what: 'the program is on a disk that isn’t mounted',
    make: async (at) => at.service(`ExecStart=${await inTableOfMounts(at)}/server`),
    causes: ['not-mounted'],
    also: ['program-missing'],
    evidence: [/\/disk/],
  },
  {
    name: 'folder-not-mounted',
    what: 'WorkingDirectory= is on a disk that isn’t mounted',
    make: async (at) =>
      at.service(`WorkingDirectory=${await inTableOfMounts(at)}/data`, 'ExecStart=/bin/sleep 9'),
    causes: ['not-mounted'],
    also: ['working-folder-missing'],
    evidence: [/\/disk/],
  },
];
