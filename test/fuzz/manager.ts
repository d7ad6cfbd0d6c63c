/** The user manager of this session, and unit files made for it. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import type { Specifiers } from '../../electron/core/syntax/specifiers.ts';
import { prefixOf } from '../../electron/core/names/unit-name.ts';
import { variantValue } from '../../electron/system/manager/bus/bus-values.ts';
import { openBus, type Bus } from '../../electron/system/manager/bus/bus-connection.ts';
import { openLocalHost } from '../../electron/host/local.ts';
import { readPerson } from '../../electron/host/account.ts';

const person = readPerson(process.env);
const host = openLocalHost({ environment: process.env, account: person });

const name = 'org.freedesktop.systemd1';

/** @throws when the connection ends before it is closed with `done`. */
export const openUserBus = (): Bus =>
  openBus(
    { open: () => host.bus('user'), trusts: [name] },
    {
      onSignal: () => undefined,
      onDropped: () => undefined,
      onClosed: (why) => {
        if (why !== 'done') throw new Error(`the bus is gone: ${why}`);
      },
    },
  );

export const manager = {
  destination: name,
  path: '/org/freedesktop/systemd1',
  interface: `${name}.Manager`,
};

/** Reads properties of a unit, which loads it. */
export const propertyReader =
  (bus: Bus, unit: string) =>
  async (type: 'Unit' | 'Service', property: string): Promise<unknown> => {
    const [object] = await bus.call({
      ...manager,
      member: 'LoadUnit',
      signature: 's',
      body: [unit],
      returns: 'o',
    });
    const [value] = await bus.call({
      destination: name,
      path: String(object),
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [`${name}.${type}`, property],
      returns: 'v',
    });
    return variantValue(value);
  };

export const systemctl = (...words: string[]) =>
  execa('systemctl', ['--user', ...words], { reject: false });

/** What specifiers mean in a unit; those missing here are never drawn, or unknown to systemd too. */
export const specifiersOf = (unit: string): Specifiers => {
  const prefix = prefixOf(unit);
  const known: Record<string, string> = {
    h: person.home,
    t: person.runtimeFolder,
    u: userInfo().username,
    n: unit,
    N: prefix,
    p: prefix,
    i: '',
  };
  return (letter) => known[letter];
};

/** Makes these units known to the manager while `use` runs. */
export const withUnits = async <Result>(
  units: ReadonlyMap<string, string>,
  use: () => Promise<Result>,
): Promise<Result> => {
  await mkdir(person.unitFolder, { recursive: true });
  const files = [...units].map(
    ([unit, text]) => [path.join(person.unitFolder, unit), text] as const,
  );
  await Promise.all(files.map(([file, text]) => writeFile(file, text)));
  await systemctl('daemon-reload');
  try {
    return await use();
  } finally {
    await systemctl('stop', ...units.keys());
    await Promise.all(files.map(([file]) => rm(file)));
    await systemctl('daemon-reload');
    await systemctl('reset-failed');
  }
};
