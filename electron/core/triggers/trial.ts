/** A connection to an address of a socket unit, as a try. */
import type { ProofSocket } from '../proof/proof.ts';
import { readSocketAddress } from '../proof/loopback.ts';
import { portOfAddress } from './listen.ts';

/** `elsewhere`: it may be another computer’s. `unsupported`: no stream, or neither TCP nor a Unix socket. */
export type TrialOutcome =
  | { kind: 'accepted'; milliseconds: number }
  | { kind: 'refused' | 'missing' | 'denied' | 'silent' | 'elsewhere' | 'unsupported' }
  /** The name of the error. */
  | { kind: 'other'; error: string };

/** By the error of connect(2). */
const kinds: Readonly<Record<string, 'refused' | 'missing' | 'denied' | 'silent'>> = {
  ECONNREFUSED: 'refused',
  ENOENT: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
  // The queue of a Unix socket is full.
  EAGAIN: 'silent',
  timeout: 'silent',
};

export const failedTrial = (error: string): TrialOutcome => {
  const kind = kinds[error];
  return kind === undefined ? { kind: 'other', error } : { kind };
};

const anywhere: Readonly<Record<string, readonly string[]>> = {
  '[::]': ['127.0.0.1', '::1'],
  '0.0.0.0': ['127.0.0.1'],
};

/**
 * Where to connect to reach an address that systemd listens on.
 * @param isBound it listens now, so that the address is one of this computer.
 */
export const placeOfAddress = (
  address: string,
  isBound: boolean,
): ProofSocket | 'elsewhere' | 'unsupported' => {
  const read = readSocketAddress(address);
  if (typeof read === 'object') return read;
  const port = portOfAddress(address);
  if (port === null || address.startsWith('vsock:')) return 'unsupported';
  const host = address.slice(0, address.lastIndexOf(':'));
  const everywhere = anywhere[host];
  if (everywhere !== undefined) return { family: 'tcp', hosts: [...everywhere], port };
  return isBound ? { family: 'tcp', hosts: [host.replace(/^\[(.*)\]$/, '$1')], port } : 'elsewhere';
};
