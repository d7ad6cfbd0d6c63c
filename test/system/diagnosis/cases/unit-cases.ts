/** Services that other units, conditions or sockets keep from running. */
import { connect } from 'node:net';
import { isOver, type Broken } from '../broken.ts';
import { freePort, listen, type Place } from '../making.ts';
import { saysAndExits, word } from '../programs.ts';

const sleeps = ['[Service]', 'ExecStart=/bin/sleep 1000'];

/** A service with these lines in [Unit], which needs nothing else. */
const provided = (at: Place, ...lines: string[]) =>
  at.unitFile(at.unit, '[Unit]', ...lines, ...sleeps);

const conditional = (name: string, what: string, line: string): Broken => ({
  name,
  what,
  make: (at) => provided(at, line),
  causes: ['condition-unmet'],
  mentions: [new RegExp(line.replaceAll(/[|/!.]/g, '\\$&'))],
});

/** Asks for a connection until nobody listens any more, at most a hundred times. */
const knock = async (port: number): Promise<void> => {
  let isOpen = true;
  for (let times = 0; isOpen && times < 100; times += 1) {
    isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', () => {
        resolve(false);
      });
      socket.once('close', () => {
        resolve(true);
      });
      socket.once('connect', () => setTimeout(() => socket.destroy(), 100));
    });
  }
};

export const unitCases: readonly Broken[] = [
  {
    name: 'requires-failed',
    what: 'Requires= of a unit that fails',
    make: async (at) => {
      const other = at.other('database');
      const program = await at.script('database.sh', ...saysAndExits('no room for the index', 4));
      await at.unitFile(other, '[Service]', 'Type=oneshot', `ExecStart=${program}`);
      await provided(at, `Requires=${other}`, `After=${other}`);
    },
    causes: ['dependency-failed'],
    evidence: [/requires-failed-database/],
  },
  {
    name: 'requires-gone',
    what: 'Requires= of a unit that isn’t there',
    make: (at) => provided(at, `Requires=${at.other('database')}`),
    causes: ['dependency-missing'],
    evidence: [/requires-gone-database/],
  },
  {
    name: 'requires-masked',
    what: 'Requires= of a unit that is masked',
    make: async (at) => {
      await at.link('/dev/null', at.inUnits(at.other('database')));
      await provided(at, `Requires=${at.other('database')}`);
    },
    causes: ['dependency-failed', 'dependency-missing'],
    evidence: [/requires-masked-database/],
    mentions: [/mask/],
  },
  {
    name: 'requisite-off',
    what: 'Requisite= of a unit that isn’t up',
    make: async (at) => {
      const other = at.other('tunnel');
      await at.unitFile(other, ...sleeps);
      await provided(at, `Requisite=${other}`, `After=${other}`);
    },
    causes: ['dependency-failed'],
    evidence: [/requisite-off-tunnel/],
  },
  {
    name: 'requisite-graphical',
    what: 'Requisite= of graphical-session.target, on a console',
    make: (at) =>
      provided(at, 'Requisite=graphical-session.target', 'After=graphical-session.target'),
    causes: ['no-graphical-session', 'dependency-failed'],
    evidence: [/graphical-session\.target/],
  },
  {
    name: 'cycle',
    what: 'Requires= and After= in a circle',
    make: async (at) => {
      const other = at.other('second');
      await provided(at, `Requires=${other}`, `After=${other}`);
      const lines = ['[Unit]', `Requires=${at.unit}`, `After=${at.unit}`];
      await at.unitFile(other, ...lines, ...sleeps);
    },
    causes: ['ordering-cycle'],
    evidence: [/cycle-second/],
  },
  {
    name: 'cycle-broken',
    what: 'left out to break a circle of After=',
    make: async (at) => {
      const other = at.other('first');
      await at.unitFile(other, '[Unit]', `Wants=${at.unit}`, `After=${at.unit}`, ...sleeps);
      await provided(at, `After=${other}`);
    },
    run: (at) => at.start(at.other('first')),
    isBroken: isOver,
    causes: ['ordering-cycle'],
    evidence: [/cycle-broken-first/],
  },
  conditional(
    'condition-path',
    'ConditionPathExists= is not met',
    'ConditionPathExists=/opt/gone/x',
  ),
  conditional(
    'condition-not',
    'ConditionPathExists=! is not met',
    'ConditionPathExists=!/etc/passwd',
  ),
  conditional('condition-or', 'no triggering condition is met', 'ConditionPathExists=|/opt/gone/y'),
  conditional('condition-user', 'ConditionUser= is not met', 'ConditionUser=root'),
  {
    name: 'condition-display',
    what: 'ConditionEnvironment= of a variable that the manager lacks',
    make: (at) => provided(at, 'ConditionEnvironment=WAYLAND_DISPLAY'),
    causes: ['condition-unmet'],
    also: ['display-missing', 'variable-missing', 'no-graphical-session'],
    mentions: [/ConditionEnvironment=WAYLAND_DISPLAY/],
  },
  {
    name: 'condition-executable',
    what: 'ConditionFileIsExecutable= is not met',
    make: async (at) => {
      const file = await at.write('plugin', '', 0o644);
      await provided(at, `ConditionFileIsExecutable=${file}`);
    },
    causes: ['condition-unmet'],
    mentions: [/ConditionFileIsExecutable=/],
  },
  {
    name: 'assertion-path',
    what: 'AssertPathExists= is not met',
    make: (at) => provided(at, 'AssertPathExists=/opt/gone/z'),
    causes: ['assertion-unmet'],
    mentions: [/AssertPathExists=\/opt\/gone\/z/],
  },
  {
    name: 'assertion-file',
    what: 'AssertFileNotEmpty= is not met',
    make: async (at) => {
      const file = await at.write('data', '');
      await provided(at, `AssertFileNotEmpty=${file}`);
    },
    causes: ['assertion-unmet'],
    mentions: [/AssertFileNotEmpty=/],
  },
  {
    name: 'exec-condition',
    what: 'ExecCondition= says no',
    make: (at) => at.service('ExecCondition=/bin/false', 'ExecStart=/bin/sleep 1000'),
    causes: ['exec-condition'],
    mentions: [/ExecCondition=/],
  },
];

export const socketCases: readonly Broken[] = [
  {
    name: 'socket-port-taken',
    what: 'a socket whose port is taken',
    diagnose: (at) => at.ofType('socket'),
    make: async (at) => {
      const port = await listen();
      at.expect(word(port));
      await at.service('ExecStart=/bin/sleep 1000');
      await at.unitFile(at.ofType('socket'), '[Socket]', `ListenStream=127.0.0.1:${String(port)}`);
    },
    run: (at) => at.start(at.ofType('socket')),
    causes: ['socket-not-listening', 'port-taken'],
    also: ['socket-not-listening', 'port-taken'],
  },
  {
    name: 'requires-socket',
    what: 'Requires= of a socket whose port is taken',
    make: async (at) => {
      const address = `127.0.0.1:${String(await listen())}`;
      await at.unitFile(at.ofType('socket'), '[Socket]', `ListenStream=${address}`);
      await provided(at, `Requires=${at.ofType('socket')}`);
    },
    causes: ['dependency-failed', 'socket-not-listening', 'port-taken'],
    also: ['dependency-failed', 'socket-not-listening', 'port-taken'],
    evidence: [/requires-socket-\w+\.socket/],
  },
  {
    name: 'socket-folder-closed',
    what: 'a socket in a folder of root’s',
    diagnose: (at) => at.ofType('socket'),
    make: async (at) => {
      await at.service('ExecStart=/bin/sleep 1000');
      await at.unitFile(at.ofType('socket'), '[Socket]', `ListenStream=/opt/${at.unit}.sock`);
    },
    run: (at) => at.start(at.ofType('socket')),
    causes: ['socket-not-listening', 'permission-denied'],
    also: ['socket-not-listening', 'permission-denied'],
    evidence: [/\/opt/],
  },
  {
    name: 'socket-without-service',
    what: 'a socket whose service isn’t there',
    diagnose: (at) => at.ofType('socket'),
    make: (at) => at.unitFile(at.ofType('socket'), '[Socket]', `ListenStream=%t/${at.unit}.sock`),
    run: (at) => at.start(at.ofType('socket')),
    causes: ['socket-service-missing'],
    evidence: [/socket-without-service-\w+\.service/],
  },
  {
    name: 'socket-service-fails',
    what: 'a socket whose service ends at every connection',
    diagnose: (at) => at.ofType('socket'),
    make: async (at) => {
      at.kept.port = await freePort();
      const address = `127.0.0.1:${String(at.kept.port)}`;
      await at.unitFile(at.ofType('socket'), '[Socket]', `ListenStream=${address}`);
      await at.service('ExecStart=/bin/false');
    },
    run: async (at) => {
      await at.start(at.ofType('socket'));
      await knock(at.kept.port);
    },
    isSlow: true,
    causes: ['socket-service-fails', 'trigger-limit'],
    also: ['trigger-limit'],
  },
];
