/** Values of D-Bus as the library gives them → plain ones. */

/** A variant arrives as [signature tree, [value]]. */
export const variantValue = (variant: unknown): unknown =>
  Array.isArray(variant) && Array.isArray(variant[1]) ? (variant[1] as unknown[])[0] : undefined;

/** systemd's "[not set]" and "infinity": 2^64-1, which as a JavaScript number is 2^64. */
const notSet = 2 ** 64;

export interface Properties {
  /** '' when it is missing or no text. */
  text(name: string): string;
  flag(name: string): boolean;
  /**
   * null when it is missing, no number, or systemd's "not set". Exact to 2^53: byte counts and microseconds
   * since 1970 are far below; nanoseconds of CPU pass it after 104 days and are then off by one or two.
   */
  number(name: string): number | null;
  /** An array of bytes, two digits each; '' when it is missing, empty, or something else. */
  hex(name: string): string;
  /** The texts of an array or structure of texts. */
  texts(name: string): string[];
}

/** The a{sv} that GetAll answers. */
export const readProperties = (entries: unknown): Properties => {
  const values = new Map(
    (Array.isArray(entries) ? (entries as [string, unknown][]) : []).map(
      ([name, variant]) => [name, variantValue(variant)] as const,
    ),
  );
  return {
    text: (name) => {
      const value = values.get(name);
      return typeof value === 'string' ? value : '';
    },
    flag: (name) => values.get(name) === true,
    number: (name) => {
      const value = values.get(name);
      return typeof value === 'number' && value < notSet ? value : null;
    },
    hex: (name) => {
      const value = values.get(name);
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : '';
    },
    texts: (name) => {
      const value = values.get(name);
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    },
  };
};
