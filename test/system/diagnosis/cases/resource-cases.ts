/** Services that lack a permission, a file, room, a network or a name. */
import { property } from '../../workbench/bench.ts';
import { endedWell, type Broken } from '../broken.ts';
import { run, type Place } from '../making.ts';
import {
  hasCurl,
  hasPython,
  keepsItsCode,
  nameTaker,
  node,
  python,
  pythonLines,
  word,
} from '../programs.ts';

/** What a script of Python does, with its last words heard. */
const pythonDoes = async (at: Place, ...lines: string[]): Promise<void> => {
  const program = await at.write('job.py', pythonLines(...lines));
  await at.service(`ExecStart=${python} ${program}`);
};

export const resourceCases: readonly Broken[] = [
  {
    name: 'reads-closed-file',
    what: 'a script reads a file of root’s',
    make: (at) => at.runsScript(['read -r line < /etc/shadow', ...keepsItsCode]),
    causes: ['permission-denied'],
    evidence: [/\/etc\/shadow/],
  },
  {
    name: 'reads-closed-key',
    what: 'Python reads a file of alice’s that nobody may read',
    isPossible: hasPython,
    make: async (at) => {
      const key = await at.write('secret.key', 'x', 0o000);
      await pythonDoes(at, `open("${key}").read()`);
    },
    causes: ['permission-denied'],
    also: ['python-error'],
    evidence: [/secret\.key/],
    isMended: endedWell,
  },
  {
    name: 'writes-to-root',
    what: 'a script writes to a folder of root’s',
    make: (at) => at.runsScript(['echo 1 > /var/lib/broken.db', ...keepsItsCode]),
    causes: ['permission-denied'],
    evidence: [/\/var\/lib/],
  },
  {
    name: 'disk-full-dd',
    what: 'no room on the disk; the path is in the log',
    make: async (at) => {
      const full = await at.mount('size=64k');
      await at.service(`ExecStart=/bin/dd if=/dev/zero of=${full}/data bs=4k count=64 status=none`);
    },
    causes: ['disk-full'],
    mentions: [/\/disk-full-dd\/mount/],
  },
  {
    name: 'disk-full-python',
    what: 'no room on the disk; the path is only in WorkingDirectory=',
    isPossible: hasPython,
    make: async (at) => {
      const full = await at.mount('size=64k');
      const program = await at.write(
        'job.py',
        // Python 3.14 has so large a buffer that only closing writes.
        pythonLines('for i in range(9):', '  with open(str(i), "wb") as f: f.write(bytes(9000))'),
      );
      await at.service(`WorkingDirectory=${full}`, `ExecStart=${python} ${program}`);
    },
    causes: ['disk-full'],
    also: ['python-error'],
    evidence: [/No space left on device/],
  },
  {
    name: 'read-only-mount',
    what: 'a script writes to a mount that may only be read',
    make: async (at) => {
      const mount = await at.mount('size=64k');
      await at.remount(mount, 'ro');
      await at.runsScript([`echo 1 > ${mount}/data`, ...keepsItsCode]);
    },
    causes: ['read-only'],
    evidence: [/\/mount/],
  },
  {
    name: 'too-many-files',
    what: 'more open files than LimitNOFILE=',
    isPossible: hasPython,
    make: async (at) => {
      const program = await at.write(
        'job.py',
        pythonLines('kept = [open("/dev/null") for each in range(100)]'),
      );
      await at.service('LimitNOFILE=24', `ExecStart=${python} ${program}`);
    },
    causes: ['too-many-files'],
    also: ['python-error'],
    evidence: [/LimitNOFILE=|Too many open files/],
  },
  {
    name: 'config-gone',
    what: 'a script reads a file that isn’t there',
    make: (at) => at.runsScript([`read -r line < ${at.folder}/app.conf`, ...keepsItsCode]),
    causes: ['file-missing'],
    also: ['exit-code'],
    evidence: [/app\.conf/],
  },
  {
    name: 'config-gone-python',
    what: 'Python reads a file that isn’t there',
    isPossible: hasPython,
    make: (at) => pythonDoes(at, `open("${at.folder}/app.conf").read()`),
    causes: ['file-missing'],
    also: ['python-error'],
    evidence: [/app\.conf/],
  },
  {
    name: 'no-network-datagram',
    what: 'no route to the network',
    isPossible: hasPython,
    make: (at) =>
      pythonDoes(
        at,
        'import socket',
        // A datagram’s connect() only looks for a route; nothing is sent.
        'socket.socket(type=socket.SOCK_DGRAM).connect(("192.0.2.1", 9))',
      ),
    causes: ['network-unreachable'],
    also: ['python-error'],
    evidence: [/Network is unreachable/],
  },
  {
    name: 'no-names-python',
    what: 'no name can be resolved; Python says so',
    isPossible: hasPython,
    make: (at) => pythonDoes(at, 'import socket', 'socket.getaddrinfo("feeds.example.com", 443)'),
    causes: ['name-not-resolved'],
    also: ['python-error', 'network-unreachable'],
    evidence: [/name resolution|Name or service not known/],
  },
  {
    name: 'no-names-node',
    what: 'no name can be resolved; Node says so',
    make: async (at) => {
      const program = await at.write(
        'job.cjs',
        `require('node:net').connect(443, 'feeds.example.com');\n`,
      );
      await at.service(`ExecStart=${node} ${program}`);
    },
    causes: ['name-not-resolved'],
    also: ['node-error', 'network-unreachable'],
    evidence: [/feeds\.example\.com/],
  },
  {
    name: 'no-names-curl',
    what: 'no name can be resolved; curl says so',
    isPossible: hasCurl,
    make: (at) => at.service('ExecStart=/usr/bin/curl --silent --show-error http://example.com/'),
    causes: ['name-not-resolved'],
    also: ['network-unreachable'],
    evidence: [/example\.com/],
  },
  {
    name: 'bus-name-taken',
    what: 'another process has the D-Bus name',
    make: async (at) => {
      const name = `org.hearth.Taken${run}`;
      const program = await at.write('service.cjs', nameTaker(name));
      const lines = ['[Service]', `ExecStart=${node} ${program}`];
      await at.unitFile(at.other('owner'), ...lines, 'Type=dbus', `BusName=${name}`);
      await at.unitFile(at.unit, ...lines);
    },
    run: async (at) => {
      await at.start(at.other('owner'));
      at.expect(word(Number(await property(at.other('owner'), 'MainPID'))));
      await at.start();
    },
    causes: ['bus-name-taken'],
    evidence: [/org\.hearth\.Taken/],
  },
];
