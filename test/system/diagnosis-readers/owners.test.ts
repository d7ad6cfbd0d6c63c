/** Who holds a port or a bus name, and what the manager passes on. */
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { afterwards, host, service, until } from '../workbench/bench.ts';
import { follow, systemctl } from '../workbench/manager-bench.ts';

/** A free port, not held any more. */
const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Who listens on a port, once somebody does. */
const listenersAt = (port: number) =>
  until('it to listen', async () => {
    const owners = (await host.portOwners([port])).get(port) ?? [];
    return owners.length > 0 && owners;
  });

test('names the process and the unit that listens on a port', async () => {
  const [port, own] = [await freePort(), createServer()];
  await new Promise<void>((resolve) => own.listen(0, '::1', resolve));
  afterwards(() => own.close());
  const mine = (own.address() as AddressInfo).port;
  await service('holder.service', [
    '[Service]',
    `ExecStart=/usr/bin/perl -MIO::Socket::INET -e '$$s = IO::Socket::INET->new(Listen => 1, LocalPort => ${String(port)}) or die; sleep 100'`,
  ]);
  await systemctl('start', 'holder.service');
  const [owner] = await listenersAt(port);
  expect(owner).toMatchObject({ program: 'perl', unit: 'holder.service' });
  const all = await host.portOwners([mine, 1]);
  expect(all.get(mine)).toMatchObject([{ pid: process.pid }]);
  expect(all.get(1)).toEqual([]);
});

test('sees that a port of another account is taken', async () => {
  await service('as-root.service', [
    '[Service]',
    `ExecStart=/usr/bin/sudo -n /usr/bin/perl -MIO::Socket::INET -e '$$s = IO::Socket::INET->new(Listen => 1, LocalPort => 919) or die; sleep 100'`,
  ]);
  await systemctl('start', 'as-root.service');
  expect(await listenersAt(919)).toEqual([{ pid: null, isOwn: false, program: null, unit: null }]);
});

test('sees that a port is taken by a program of the person that nobody may look into', async () => {
  const [port, prctl] = [await freePort(), process.arch === 'arm64' ? 167 : 157];
  await service('hidden.service', [
    '[Service]',
    // prctl(PR_SET_DUMPABLE, 0), as the kernel does for a program with capabilities; its number is the computer’s.
    `ExecStart=/usr/bin/perl -MIO::Socket::INET -e 'syscall(${prctl}, 4, 0, 0, 0, 0) == 0 or die; $$s = IO::Socket::INET->new(Listen => 1, LocalPort => ${String(port)}) or die; sleep 100'`,
  ]);
  await systemctl('start', 'hidden.service');
  expect(await listenersAt(port)).toEqual([{ pid: null, isOwn: true, program: null, unit: null }]);
});

test('knows who owns a name of the bus, and what services get', async () => {
  const manager = await follow().connected();
  expect(await manager.ownerOfName('org.freedesktop.systemd1')).toBeGreaterThan(1);
  expect(await manager.ownerOfName('org.example.Nobody')).toBeNull();
  await systemctl('set-environment', 'HEARTH_TEST=a=b c');
  afterwards(() => systemctl('unset-environment', 'HEARTH_TEST'));
  const { environment, startedAt } = await manager.surroundings();
  expect(environment['HEARTH_TEST']).toBe('a=b c');
  expect(environment['PATH']).toContain('/usr/bin');
  expect(startedAt).toBeLessThan(Date.now());
  expect(startedAt).toBeGreaterThan(Date.now() - 24 * 3600 * 1000);
});

test('reads a service and what it needs in one go', async () => {
  await service('whole.service', [
    '[Unit]',
    'After=default.target',
    'StartLimitIntervalSec=20',
    'StartLimitBurst=3',
    '[Service]',
    'Environment=A=1 "B=two words"',
    'EnvironmentFile=-/nowhere/env',
    'ExecStartPre=-/bin/false',
    'ExecStart=/bin/sh -c "exit 7"',
    'Restart=on-failure',
    'RestartSec=90',
  ]);
  await systemctl('start', '--no-block', 'whole.service');
  const manager = await follow().connected();
  const { details, symptoms } = await until('its end', async () => {
    const read = await manager.wholeDetails('whole.service');
    return read.details.subState.startsWith('auto-restart') && read;
  });
  expect(details).toMatchObject({ kind: 'service', result: 'exit-code' });
  expect(symptoms.relations.after).toContain('default.target');
  expect(symptoms.service).toMatchObject({
    restart: 'on-failure',
    watchdogMs: 0,
    startLimitMs: 20_000,
    startLimitBurst: 3,
    environment: ['A=1', 'B=two words'],
    environmentFiles: [{ path: '/nowhere/env', optional: true }],
    commands: [
      {
        directive: 'ExecStartPre',
        path: '/bin/false',
        exit: { kind: 'exited', status: 1 },
      },
      {
        directive: 'ExecStart',
        argv: ['/bin/sh', '-c', 'exit 7'],
        exit: { kind: 'exited', status: 7 },
      },
    ],
  });
});
