/** Converts the library's D-Bus values to plain ones. */

/** A variant arrives as [signature tree, [value]]. */
export const variantValue = (variant: unknown): unknown =>
  Array.isArray(variant) && Array.isArray(variant[1]) ? (variant[1] as unknown[])[0] : undefined;

/** systemd's "[not set]" and "infinity": 2^64-1, which becomes 2^64 as a JavaScript number. */
const notSet = 2 ** 64;

/** Reads the a{sv} returned by GetAll. */
export const readProperties = (entries: unknown) => {
  const values = new Map(
    (Array.isArray(entries) ? (entries as [string, unknown][]) : []).map(
      ([name, variant]) => [name, variantValue(variant)] as const,
    ),
  );
  return {
    /** '' if missing or not text. */
    text: (name: string): string => {
      const value = values.get(name);
      return typeof value === 'string' ? value : '';
    },
    flag: (name: string): boolean => values.get(name) === true,
    /**
     * null if missing, not a number, or systemd's "not set". Exact to 2^53: byte counts and microseconds since
     * 1970 are far below; nanoseconds of CPU exceed it after 104 days and are then off by one or two.
     */
    number: (name: string): number | null => {
      const value = values.get(name);
      return typeof value === 'number' && value < notSet ? value : null;
    },
    /** A byte array, two digits each; '' if missing, empty, or of another type. */
    hex: (name: string): string => {
      const value = values.get(name);
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : '';
    },
    /** The structures of an array of structures. */
    records: (name: string): unknown[][] => {
      const value = values.get(name);
      return Array.isArray(value) ? value.filter((item) => Array.isArray(item)) : [];
    },
    /** The strings of an array or structure of strings. */
    texts: (name: string): string[] => {
      const value = values.get(name);
      return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
    },
  };
};

export type Properties = ReturnType<typeof readProperties>;
