/** Addresses of this computer. A proof reaches nothing else: a unit file must not make Hearth call strangers. */
import type { ProofSocket } from './proof.ts';

export type AddressFault = 'malformed' | 'elsewhere';

/** RFC 6761 lets no resolver ask anybody for `localhost`; both families, as either may be the one that listens. */
const localHosts = ['127.0.0.1', '::1'];

/** An address of the loopback interface as its numbers; null for any other. Names other than localhost would need a resolver. */
const loopbackHosts = (host: string): string[] | null => {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (name === 'localhost') return localHosts;
  if (name === '::1' || name === '0:0:0:0:0:0:0:1') return ['::1'];
  const isLoopback =
    /^127(?:\.\d{1,3}){3}$/.test(name) && name.split('.').every((part) => Number(part) <= 255);
  return isLoopback ? [name] : null;
};

const portOf = (text: string): number | null => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
};

/** sun_path of unix(7) holds this many bytes. */
const unixMax = 107;

/**
 * Written as in ListenStream=: a port, `ADDRESS:PORT`, `[IPV6]:PORT`, a path, or `@NAME` in the abstract namespace.
 * Source: systemd.socket(5).
 */
export const readSocketAddress = (text: string): ProofSocket | AddressFault => {
  if (/^[/@]./.test(text)) {
    return text.length <= unixMax && !text.includes('\0')
      ? { family: 'unix', path: text }
      : 'malformed';
  }
  const alone = portOf(text);
  if (alone !== null) return { family: 'tcp', hosts: localHosts, port: alone };
  const [, host, written = ''] = /^(\[[0-9A-Fa-f:.]+\]|[^:[\]/\s]+):(\d+)$/.exec(text) ?? [];
  const port = portOf(written);
  if (host === undefined || port === null) return 'malformed';
  const hosts = loopbackHosts(host);
  return hosts === null ? 'elsewhere' : { family: 'tcp', hosts, port };
};

export interface WebAddress {
  url: string;
  /** The host and port as written, for the server. */
  authority: string;
  hosts: string[];
  port: number;
  /** With the query. */
  path: string;
}

/** An http: address of this computer. Stricter than `URL`, for which `http:127.1` and much else is an address. */
export const readWebAddress = (text: string): WebAddress | AddressFault | 'not-http' => {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http') return 'not-http';
  const [, host, written, path = ''] =
    /^http:\/\/(\[[0-9A-Fa-f:.]+\]|[^:/?#[\]@\\\s]+)(?::(\d+))?((?:[/?][!-~]*)?)$/i.exec(text) ??
    [];
  if (host === undefined) return 'malformed';
  const port = written === undefined ? 80 : portOf(written);
  if (port === null) return 'malformed';
  const hosts = loopbackHosts(host);
  if (hosts === null) return 'elsewhere';
  const [asked = ''] = path.split('#');
  return {
    url: text,
    authority: written === undefined ? host : `${host}:${written}`,
    hosts,
    port,
    path: asked.startsWith('/') ? asked : `/${asked}`,
  };
};
