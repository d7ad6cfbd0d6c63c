/** Reads systemd's properties over D-Bus, and converts the library's values to plain ones. */
import { pathOfUnit } from '../../../core/names/unit-name.ts';
import { BusError, type Bus } from './bus-connection.ts';

export const service = 'org.freedesktop.systemd1';

export const manager = {
  destination: service,
  path: '/org/freedesktop/systemd1',
  interface: `${service}.Manager`,
};

/** Calls only look, so they may be repeated. */
export type Caller = Pick<Bus, 'call'>;

/** A variant arrives as [signature tree, [value]]. */
export const variantValue = (variant: unknown): unknown =>
  Array.isArray(variant) && Array.isArray(variant[1]) ? (variant[1] as unknown[])[0] : undefined;

/** systemd's "[not set]" and "infinity": 2^64-1, which becomes 2^64 as a JavaScript number. */
const notSet = 2 ** 64;

const propertiesFrom = (valueOf: (name: string) => unknown) => ({
  /** '' if missing or not text. */
  text: (name: string): string => {
    const value = valueOf(name);
    return typeof value === 'string' ? value : '';
  },
  flag: (name: string): boolean => valueOf(name) === true,
  /**
   * null if missing, not a number, or systemd's "not set". Exact to 2^53: byte counts and microseconds since
   * 1970 are far below; nanoseconds of CPU exceed it after 104 days and are then off by one or two.
   */
  number: (name: string): number | null => {
    const value = valueOf(name);
    return typeof value === 'number' && value < notSet ? value : null;
  },
  /** A byte array, two digits each; '' if missing, empty, or of another type. */
  hex: (name: string): string => {
    const value = valueOf(name);
    return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : '';
  },
  /** The structures of an array of structures. */
  records: (name: string): unknown[][] => {
    const value = valueOf(name);
    return Array.isArray(value) ? value.filter((item) => Array.isArray(item)) : [];
  },
  /** The strings of an array or structure of strings. */
  texts: (name: string): string[] => {
    const value = valueOf(name);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  },
});

export type Properties = ReturnType<typeof propertiesFrom>;

/** Reads the a{sv} returned by GetAll. */
export const readProperties = (entries: unknown): Properties => {
  const values = new Map(
    (Array.isArray(entries) ? (entries as [string, unknown][]) : []).map(
      ([name, variant]) => [name, variantValue(variant)] as const,
    ),
  );
  return propertiesFrom((name) => values.get(name));
};

/**
 * Asks for each property that `read` reads. What it reads may depend on the answers, so it runs until it reads nothing
 * new. @returns null if all answers are undefined.
 */
const askProperties = async (
  ask: (name: string) => Promise<unknown>,
  read: (properties: Properties) => unknown,
): Promise<Properties | null> => {
  const values = new Map<string, unknown>();
  for (;;) {
    const missing = new Set<string>();
    const properties = propertiesFrom((name) => {
      if (!values.has(name)) missing.add(name);
      return values.get(name);
    });
    read(properties);
    if (missing.size === 0) {
      return [...values.values()].every((value) => value === undefined) ? null : properties;
    }
    const answers = [...missing].map(async (name) => [name, await ask(name)] as const);
    for (const [name, value] of await Promise.all(answers)) values.set(name, value);
  }
};

export const propertyOf = async (
  bus: Caller,
  path: string,
  of: string,
  name: string,
): Promise<unknown> => {
  const [answer] = await bus.call({
    destination: service,
    path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: [`${service}.${of}`, name],
    returns: 'v',
  });
  return variantValue(answer);
};

/** undefined if systemd refuses to answer. */
const propertyIfReadable = (...asked: Parameters<typeof propertyOf>): Promise<unknown> =>
  propertyOf(...asked).catch((thrown: unknown) => {
    if (thrown instanceof BusError && thrown.code !== '') return undefined;
    throw thrown;
  });

/**
 * GetAll fails if any property can't be read, as StateDirectoryQuotaUsage in systemd 262 (ENOENT, later ENODEV) with
 * StateDirectoryAccounting=yes. @param read reads all that is needed, to ask for each of them then.
 */
export const propertiesOf = async (
  bus: Caller,
  path: string,
  of: string,
  read: (properties: Properties) => unknown,
): Promise<Properties> => {
  try {
    const [entries] = await bus.call({
      destination: service,
      path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'GetAll',
      signature: 's',
      body: [`${service}.${of}`],
      returns: 'a{sv}',
    });
    return readProperties(entries);
  } catch (thrown) {
    if (!(thrown instanceof BusError) || thrown.code === '') throw thrown;
    const found = await askProperties((name) => propertyIfReadable(bus, path, of, name), read);
    if (found === null) throw thrown;
    return found;
  }
};

/** The manager's folders for unit files, and when it last read them, in milliseconds since the epoch. */
export const searchPath = async (bus: Caller): Promise<{ folders: string[]; loadedAt: number }> => {
  const ask = (name: string) => propertyOf(bus, '/org/freedesktop/systemd1', 'Manager', name);
  const [folders, ...times] = await Promise.all([
    ask('UnitPath'),
    ask('UnitsLoadTimestamp'),
    ask('UnitsLoadFinishTimestamp'),
  ]);
  // The first timestamp is 0 until the first reload.
  return {
    folders: Array.isArray(folders) ? folders.map(String) : [],
    loadedAt: Math.max(...times.map(Number)) / 1000,
  };
};

/** Briefly loads a unit that was unloaded meanwhile; undefined if that fails. */
export const propertyOfEach = (
  bus: Caller,
  units: readonly string[],
  name: string,
  of: 'Unit' | 'Service' = 'Unit',
): Promise<[unit: string, value: unknown][]> =>
  Promise.all(
    units.map(async (unit) => {
      return [unit, await propertyIfReadable(bus, pathOfUnit(unit), of, name)];
    }),
  );
