/** A separate session bus for a test, so that no program of the real desktop interferes, and programs played on it. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createClient, type MessageBus } from '@homebridge/dbus-native';
import { socketOf } from '../../../electron/host/buses.ts';
import { openLocalHost } from '../../../electron/host/local.ts';
import { afterwards, person, temporaryFolder, until } from './bench.ts';

declare module '@homebridge/dbus-native' {
  interface MessageBus {
    exportInterface(object: object, path: string, description: object): void;
    requestName(name: string, flags: number, callback: (value: unknown) => void): void;
  }
  export function createClient(options: { stream: Duplex; authMethods: string[] }): MessageBus;
}

/** A host with its session bus at that address. */
export const hostAt = (address: string) =>
  openLocalHost({ environment: { DBUS_SESSION_BUS_ADDRESS: address }, account: person });

/** Starts a separate session bus, so that no real panel interferes. */
export const startBus = async (
  at?: string,
): Promise<{ address: string; stop: () => Promise<void> }> => {
  const address = at ?? `unix:path=${await temporaryFolder()}/bus`;
  const bus = spawn('/usr/bin/dbus-daemon', ['--session', '--nofork', `--address=${address}`], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) =>
    bus.once('exit', () => {
      resolve();
    }),
  );
  const stop = async (): Promise<void> => {
    bus.kill();
    await ended;
  };
  afterwards(stop);
  await until('the bus listens', () => existsSync(socketOf(address) ?? ''));
  return { address, stop };
};

/** A program on that bus; it ends with its stream. */
export const clientAt = (address: string): { client: MessageBus; stream: Socket } => {
  const stream = createConnection(socketOf(address) ?? '');
  return { client: createClient({ stream, authMethods: ['EXTERNAL'] }), stream };
};
