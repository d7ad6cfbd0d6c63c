/** Services that fail in ways Hearth doesn’t know: it must say so, and what it does know. */
import path from 'node:path';
import type { CauseName } from '../../../../electron/core/diagnosis/causes.ts';
import { person } from '../../workbench/bench.ts';
import { isOver, isUp, type Broken } from '../broken.ts';
import { systemctlQuietly } from '../making.ts';
import { hasPython, node, python } from '../programs.ts';

const sleeps = 'ExecStart=/bin/sleep 1000';

/** Runs this, which ends with a code of its own and says nothing. */
const silent = (name: string, what: string, command: string, ...settings: string[]): Broken => ({
  name: `silent-${name}`,
  what,
  make: (at) => at.service(`ExecStart=${command}`, ...settings),
  causes: [],
});

/** Ends with 1, which programs end with for any reason, and says something that only its author understands. */
const puzzling = (name: string, what: string, ...lines: string[]): Broken => ({
  name: `puzzling-${name}`,
  what,
  make: (at) =>
    at.runsScript([...lines.map((line) => `printf '%s\\n' '${line}'`), 'sleep 0.3', 'exit 1']),
  causes: [],
});

/** Fails with these settings of the service. @param also what may be said of it. */
const odd = (name: string, what: string, lines: string[], ...also: CauseName[]): Broken => ({
  name: `odd-${name}`,
  what,
  make: (at) => at.service(...lines),
  causes: [],
  also,
});

export const puzzlingCases: readonly Broken[] = [
  puzzling('words', 'a sentence of its own', 'fatal: feed 12 ends in the middle of an item'),
  puzzling('number', 'a number', 'E0417'),
  puzzling('usage', 'how it would be called', 'usage: feeder --once | --follow', 'see feeder(1)'),
  puzzling('progress', 'only how far it got', 'step 1 of 9', 'step 2 of 9'),
  puzzling(
    'other-language',
    'words in another language',
    'Schwerer Fehler: Das Hauptbuch ist geschlossen',
  ),
  puzzling(
    'refused',
    'another service doesn’t answer',
    'cannot reach 127.0.0.1:5432: Connection refused',
  ),
  puzzling('long', 'a very long line', 'feed '.repeat(700)),
  {
    name: 'puzzling-perl',
    what: 'Perl dies with its own words',
    make: (at) =>
      at.runs(
        'job.pl',
        '#!/usr/bin/perl\nEND { select undef, undef, undef, 0.3 }\ndie "queue format 7 is too new\\n";\n',
      ),
    causes: [],
    // The code that die ends with is the last errno.
    also: ['exit-code'],
  },
];

export const silentCases: readonly Broken[] = [
  silent('false', 'false', '/bin/false'),
  silent('grep', 'grep -q finds nothing', '/bin/grep -q nothing-of-this /etc/hostname'),
  silent('test', 'test says no', '/usr/bin/test -s /dev/null'),
  silent('cmp', 'cmp -s finds a difference', '/usr/bin/cmp -s /etc/passwd /etc/group'),
  silent('late', 'ends without a word after a while', `/bin/sh -c 'sleep 1.2; exit 1'`),
  silent('255', 'exit code 255', `/bin/sh -c 'exit 255'`),
  silent('pipe', 'the end of a pipe fails', `/bin/sh -c 'yes | head -n 1 | grep -q no; exit 1'`),
  silent('perl', 'Perl ends without a word', `/usr/bin/perl -e 'exit 1'`),
  silent('node', 'Node ends without a word', `${node} -e 'process.exit(1)'`),
  silent(
    'second',
    'the second of two commands',
    '/bin/true',
    'ExecStart=/bin/false',
    'Type=oneshot',
  ),
  silent('oneshot', 'a oneshot', `/bin/sh -c 'exit 255'`, 'Type=oneshot'),
  silent('null', 'says it to nobody', `/bin/sh -c 'echo broken; exit 1'`, 'StandardOutput=null'),
  silent('exec', 'Type=exec', `/bin/sh -c 'exit 1'`, 'Type=exec'),
  silent('forking', 'Type=forking, and the starter fails', `/bin/sh -c 'exit 1'`, 'Type=forking'),
  silent('notify', 'Type=notify, and it fails at once', `/bin/sh -c 'exit 1'`, 'Type=notify'),
  {
    ...silent('python', 'Python ends without a word', `${python} -c 'import sys; sys.exit(1)'`),
    isPossible: hasPython,
  },
  {
    name: 'silent-lock',
    what: 'flock -n finds a lock of another service',
    make: async (at) => {
      const lock = await at.write('lock', '');
      await at.unitFile(
        at.other('owner'),
        '[Service]',
        `ExecStart=/usr/bin/flock ${lock} sleep 1000`,
      );
      await at.service(
        `ExecStart=/usr/bin/flock -n ${lock} sleep 1000`,
        // So that the other has it by then.
        `ExecStartPre=/bin/sh -c 'while flock -n ${lock} true; do sleep 0.05; done'`,
      );
    },
    run: async (at) => {
      await at.start(at.other('owner'));
      await at.start();
    },
    causes: [],
  },
];

export const oddCases: readonly Broken[] = [
  odd(
    'affinity',
    'CPUAffinity= of a processor that isn’t there',
    ['CPUAffinity=1022', sleeps],
    'setting-refused',
  ),
  odd(
    'numa',
    'NUMAMask= of a node that isn’t there',
    ['NUMAPolicy=bind', 'NUMAMask=63', sleeps],
    'setting-refused',
  ),
  odd(
    'terminal',
    'TTYPath= isn’t there',
    ['StandardInput=tty', 'TTYPath=/dev/gone', sleeps],
    'input-missing',
  ),
  odd(
    'socket-input',
    'StandardInput=socket without a socket',
    ['StandardInput=socket', sleeps],
    'bad-setting',
    'input-missing',
  ),
  odd(
    'root',
    'RootDirectory= isn’t there',
    ['RootDirectory=/opt/gone', sleeps],
    'namespace-refused',
    'sandbox-path-missing',
    'setting-refused',
  ),
  odd(
    'refused-by-hand',
    'RefuseManualStart=',
    [sleeps, '[Unit]', 'RefuseManualStart=yes'],
    'no-install',
  ),
  odd(
    'unneeded',
    'StopWhenUnneeded= stops it at once',
    [sleeps, '[Unit]', 'StopWhenUnneeded=yes'],
    'stopped',
    'no-install',
  ),
  {
    name: 'odd-job-timeout',
    what: 'JobTimeoutSec= is over while another unit still starts',
    isSlow: true,
    make: async (at) => {
      const other = at.other('slow');
      await at.unitFile(other, '[Service]', 'Type=oneshot', sleeps);
      await at.service(sleeps, '[Unit]', `Wants=${other}`, `After=${other}`, 'JobTimeoutSec=1');
    },
    isBroken: isOver,
    causes: [],
    also: ['no-install'],
  },
  {
    name: 'odd-conflict',
    what: 'another unit with Conflicts= was started',
    make: async (at) => {
      await at.service(sleeps);
      await at.unitFile(at.other('rival'), '[Unit]', `Conflicts=${at.unit}`, '[Service]', sleeps);
    },
    run: async (at) => {
      await at.start();
      await at.start(at.other('rival'));
    },
    causes: [],
    also: ['stopped', 'no-install'],
  },
  {
    name: 'odd-bound',
    what: 'the unit of its BindsTo= ended',
    make: async (at) => {
      const other = at.other('tunnel');
      await at.unitFile(other, '[Service]', sleeps);
      await at.service(sleeps, '[Unit]', `BindsTo=${other}`, `After=${other}`);
    },
    run: async (at) => {
      await at.start();
      await at.stop(at.other('tunnel'));
    },
    causes: [],
    also: ['stopped', 'dependency-failed', 'no-install'],
  },
  {
    name: 'odd-reload',
    what: 'ExecReload= fails, and it runs on',
    make: (at) => at.service(sleeps, 'ExecReload=/bin/false'),
    run: async (at) => {
      await at.start();
      await systemctlQuietly('reload', '--', at.unit);
    },
    isBroken: isUp,
    causes: [],
  },
  {
    name: 'odd-path-unit',
    what: 'a path unit whose service isn’t there',
    diagnose: (at) => at.ofType('path'),
    make: (at) => at.unitFile(at.ofType('path'), '[Path]', 'PathExists=/etc/passwd'),
    run: (at) => at.start(at.ofType('path')),
    causes: [],
    also: ['no-install', 'dependency-missing'],
  },
  {
    name: 'odd-timer',
    what: 'a timer whose service isn’t there',
    diagnose: (at) => at.ofType('timer'),
    make: (at) => at.unitFile(at.ofType('timer'), '[Timer]', 'OnActiveSec=1s'),
    run: (at) => at.start(at.ofType('timer')),
    causes: [],
    also: ['no-install', 'dependency-missing'],
  },
  {
    name: 'odd-slice',
    what: 'Slice= is masked',
    make: async (at) => {
      const slice = `odd-masked-${String(process.pid)}.slice`;
      await at.link('/dev/null', path.join(person.unitFolder, slice));
      await at.service(`Slice=${slice}`, sleeps);
    },
    causes: [],
    also: ['dependency-failed', 'dependency-missing', 'no-install'],
  },
];
