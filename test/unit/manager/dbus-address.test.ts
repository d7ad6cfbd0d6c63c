import { expect, test } from 'vitest';
import { socketOf } from '../../../electron/host/buses.ts';

test.each([
  ['unix:path=/run/user/1000/bus', '/run/user/1000/bus'],
  ['unix:path=/run/user/1000/bus,guid=0123', '/run/user/1000/bus'],
  ['unix:guid=0123,path=/tmp/a%20b', '/tmp/a b'],
  ['unix:abstract=/tmp/dbus-x,guid=1', '\0/tmp/dbus-x'],
  ['tcp:host=localhost,port=1;unix:path=/x', '/x'],
  ['tcp:host=localhost,port=1', null],
  ['unix:path=/100%', '/100%'],
  ['autolaunch:', null],
  ['', null],
])('reads the socket from the address: %s → %s', (address, socket) => {
  expect(socketOf(address)).toBe(socket);
});
