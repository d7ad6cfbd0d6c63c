/** Addresses that a socket unit can listen on. Source: socket_address_parse(), sockaddr_un_set_path(); ip(7). */
import { encodeUtf8 } from '../text/utf8.ts';

/** A port, an address with a port, a path, an abstract name, or vsock. */
const address =
  /^(?:[/@%]|\d+$|(?:\d{1,3}\.){3}\d{1,3}:\d+$|\[[0-9a-f:.]+(?:%\w+)?\]:\d+(?:%\w+)?$|vsock:)/i;

/** Whether systemd can read it, as far as its shape tells. */
export const isListenAddress = (text: string): boolean => address.test(text);

/** The address that was surely meant; null if that isn’t sure. */
export const meantAddress = (text: string): string | null => {
  const port = /^(?:localhost|\*|):(\d+)$/.exec(text)?.[1];
  if (port !== undefined) return text.startsWith('localhost') ? `127.0.0.1:${port}` : port;
  const inQuotes = /^(["'])([^"'\\]+)\1$/.exec(text)?.[2] ?? '';
  return isListenAddress(inQuotes) ? inQuotes : null;
};

/** The port of an address; null for one without. */
export const portOfAddress = (text: string): number | null => {
  const port = /^(?:.*:)?(\d+)$/.exec(text)?.[1];
  return port === undefined ? null : Number(port);
};

/** Ports below this one are for root, unless the computer is set up otherwise. */
export const firstFreePort = 1024;

/** sun_path of unix(7) holds this many bytes, besides the null byte at its end. */
const socketPathMax = 107;

/** The bytes of a socket’s path or abstract name, if they are too many for the kernel; else null. */
export const tooManyBytes = (path: string): number | null => {
  const { length } = encodeUtf8(path);
  return length > socketPathMax ? length : null;
};
