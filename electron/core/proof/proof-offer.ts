/** Proofs that fit what a running service has open, best first. */
import type { ProofEntry } from './proof-edit.ts';

export type ProofOffer = Pick<ProofEntry, 'kind' | 'value'>;

/** What the processes of a service have open. */
interface OpenThings {
  ports: readonly { address: string; port: number }[];
  sockets: readonly string[];
  files: readonly string[];
  busNames: readonly string[];
}

/** Many more would be no help. */
const offersMax = 6;

/** Where a socket that listens at an address can be reached from this computer; null if it can't. */
const reached = (address: string): string | null => {
  if (address === '0.0.0.0' || address === '::') return '127.0.0.1';
  if (address === '::1') return '[::1]';
  return address.startsWith('127.') ? address : null;
};

/** Files that programs keep open for themselves rather than write results to. */
const isOwnState = (file: string): boolean =>
  /\.(?:lock|pid|db|sqlite3?|mdb|ldb)(?:-\w+)?$|\/(?:\.cache|Cache)\//i.test(file);

/** Each value once: most servers listen for both families. */
export const offersFrom = (
  { ports, sockets, files, busNames }: OpenThings,
  home: string,
): ProofOffer[] => {
  const addresses = ports
    .map(({ address, port }) => ({ host: reached(address), port }))
    .filter((one): one is { host: string; port: number } => one.host !== null)
    .map(({ host, port }) => `${host}:${String(port)}`);
  const shown = (file: string): string =>
    file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;
  const offers: ProofOffer[] = [...new Set(addresses)].flatMap((address) => [
    { kind: 'http', value: `http://${address}/` },
    { kind: 'socket', value: address },
  ]);
  offers.push(
    ...busNames.map((value) => ({ kind: 'bus-name' as const, value })),
    ...sockets
      .filter((path) => /^[/@]/.test(path))
      .map((path) => ({ kind: 'socket' as const, value: shown(path) })),
    ...files
      .filter((file) => !isOwnState(file))
      .map((file) => ({ kind: 'file' as const, value: shown(file) })),
  );
  return offers.slice(0, offersMax);
};
