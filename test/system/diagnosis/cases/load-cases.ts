/** Units that systemd refuses to load, or to start at all; and settings that a user manager may not apply. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { person } from '../../workbench/bench.ts';
import type { Broken } from '../broken.ts';
import { run, systemctlQuietly } from '../making.ts';
import { refusesNamespaces } from '../programs.ts';

const works = 'ExecStart=/bin/sleep 1000';
/** Lower than alice’s own folder, so that a mask there hides it. */
const dataFolder = path.join(person.home, '.local/share/systemd/user');

export const loadCases: readonly Broken[] = [
  {
    name: 'no-command',
    what: 'no ExecStart=',
    make: (at) => at.service('Restart=always'),
    causes: ['no-command'],
    also: ['bad-setting'],
  },
  {
    name: 'no-service-section',
    what: 'a .service without [Service]',
    make: (at) => at.unitFile(at.unit, '[Unit]', 'Description=Nothing to do'),
    causes: ['no-command'],
    also: ['bad-setting'],
  },
  {
    name: 'two-commands',
    what: 'two ExecStart= without Type=oneshot',
    make: (at) => at.service(works, 'ExecStart=/bin/sleep 2000'),
    causes: ['bad-setting'],
    evidence: [/ExecStart=/],
  },
  {
    name: 'bus-name-unsaid',
    what: 'Type=dbus without BusName=',
    make: (at) => at.service('Type=dbus', works),
    causes: ['bad-setting'],
    evidence: [/Type=dbus|D-Bus/],
  },
  {
    name: 'oneshot-restarts',
    what: 'Type=oneshot with Restart=always',
    make: (at) => at.service('Type=oneshot', 'Restart=always', 'ExecStart=/bin/true'),
    causes: ['bad-setting'],
    evidence: [/Restart=/],
    isMended: ({ Result }) => Result === 'success',
  },
  {
    name: 'tilde',
    what: 'ExecStart=~/…',
    make: (at) => at.service('ExecStart=~/bin/server'),
    causes: ['bad-setting'],
    evidence: [/~\/bin\/server/],
  },
  {
    name: 'relative-path',
    what: 'ExecStart=./…',
    make: (at) => at.service('ExecStart=./server --port 80'),
    causes: ['bad-setting'],
    evidence: [/\.\/server/],
  },
  {
    name: 'quote-open',
    what: 'ExecStart= with a quote that isn’t closed',
    make: (at) => at.service(`ExecStart=/bin/sh -c 'exec sleep 1000`),
    causes: ['bad-setting'],
    evidence: [/ExecStart=|quot/],
  },
  {
    name: 'masked',
    what: 'masked for good',
    make: async (at) => {
      await at.write(path.join(dataFolder, at.unit), `[Service]\n${works}\n`);
      await at.link('/dev/null', at.inUnits(at.unit));
    },
    causes: ['masked'],
  },
  {
    name: 'masked-until-reboot',
    what: 'masked until the next boot',
    make: async (at) => {
      await at.write(path.join(dataFolder, at.unit), `[Service]\n${works}\n`);
      await at.link('/dev/null', path.join(person.runtimeFolder, 'systemd/user', at.unit));
    },
    causes: ['masked'],
  },
  {
    name: 'empty-unit',
    what: 'an empty unit file, which counts as a mask',
    make: (at) => at.write(at.inUnits(at.unit), ''),
    causes: ['masked'],
  },
  {
    name: 'unit-link-broken',
    what: 'the unit is a link to nothing',
    make: (at) => at.link('/opt/gone/worker.service', at.inUnits(at.unit)),
    causes: ['unit-missing'],
    mayBeUnlisted: true,
  },
  {
    name: 'unit-gone',
    what: 'no such unit, but it’s still enabled',
    make: (at) => at.want('default.target'),
    causes: ['unit-missing'],
    mayBeUnlisted: true,
  },
  {
    name: 'unit-deleted',
    what: 'the unit’s file was deleted while it ran, and then it failed',
    make: (at) => at.service(works),
    run: async (at) => {
      await at.start();
      await rm(at.inUnits(at.unit));
      await systemctlQuietly('daemon-reload');
      await systemctlQuietly('kill', '--signal=SIGKILL', '--', at.unit);
    },
    causes: ['unit-missing', 'killed-by-signal'],
    needs: ['unit-missing'],
    also: ['killed-by-signal'],
  },
  {
    name: 'bus-name-twice',
    what: 'two units with the same BusName=',
    make: async (at) => {
      const name = `org.hearth.Twice${run}`;
      await at.service('Type=exec', `BusName=${name}`, works);
      await at.unitFile(at.other('first'), '[Service]', 'Type=exec', `BusName=${name}`, works);
    },
    run: async (at) => {
      await at.start(at.other('first'));
      await at.start();
    },
    causes: ['bus-name-twice'],
    evidence: [/org\.hearth\.Twice/],
    mentions: [/bus-name-twice-first/],
  },
];

export const refusedCases: readonly Broken[] = [
  {
    name: 'user-other',
    what: 'User=nobody in a user manager',
    make: (at) => at.service('User=nobody', works),
    causes: ['group-refused', 'user-refused'],
    evidence: [/User=nobody/],
  },
  {
    name: 'user-gone',
    what: 'User= names nobody',
    make: (at) => at.service('User=no-such-user', works),
    causes: ['user-refused'],
    evidence: [/User=no-such-user/],
  },
  {
    name: 'group-other',
    what: 'SupplementaryGroups=adm in a user manager',
    make: (at) => at.service('SupplementaryGroups=adm', works),
    causes: ['group-refused'],
    evidence: [/SupplementaryGroups=adm/],
  },
  {
    name: 'capabilities',
    what: 'CapabilityBoundingSet= in a user manager',
    make: (at) => at.service('CapabilityBoundingSet=CAP_CHOWN', works),
    causes: ['capabilities-refused'],
    evidence: [/CapabilityBoundingSet=/],
  },
  {
    name: 'ambient-capabilities',
    what: 'AmbientCapabilities= to take port 80',
    make: (at) => at.service('AmbientCapabilities=CAP_NET_BIND_SERVICE', works),
    causes: ['capabilities-refused'],
    evidence: [/AmbientCapabilities=/],
  },
  {
    name: 'namespace',
    what: 'TemporaryFileSystem= in a user manager',
    isPossible: refusesNamespaces,
    make: (at) => at.service('TemporaryFileSystem=/srv', works),
    causes: ['namespace-refused'],
    evidence: [/TemporaryFileSystem=/],
  },
  {
    name: 'sandbox-path-gone',
    what: 'BindReadOnlyPaths= of a path that isn’t there',
    make: (at) => at.service('BindReadOnlyPaths=/opt/gone/models:/srv', works),
    causes: ['sandbox-path-missing', 'namespace-refused'],
    evidence: [/BindReadOnlyPaths=/],
  },
  {
    name: 'realtime',
    what: 'CPUSchedulingPolicy=fifo in a user manager',
    make: (at) => at.service('CPUSchedulingPolicy=fifo', 'CPUSchedulingPriority=10', works),
    causes: ['setting-refused'],
    evidence: [/CPUSchedulingPolicy=fifo/],
  },
  {
    name: 'io-realtime',
    what: 'IOSchedulingClass=realtime in a user manager',
    make: (at) => at.service('IOSchedulingClass=realtime', works),
    causes: ['setting-refused'],
    evidence: [/IOSchedulingClass=realtime/],
  },
  {
    name: 'call-forbidden',
    what: 'SystemCallFilter= without a call that the program needs',
    make: (at) => at.service('SystemCallFilter=~uname', 'ExecStart=/bin/uname -a'),
    causes: ['call-forbidden'],
    evidence: [/SystemCallFilter=/],
    isMended: ({ Result }) => Result === 'success',
  },
];
