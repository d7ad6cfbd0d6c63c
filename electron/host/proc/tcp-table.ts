/** Listening TCP sockets. Source: proc_net_tcp(5). */

/** TCP_LISTEN of the kernel's tcp_states.h. */
const listening = '0A';

/** The kernel prints addresses as words of four bytes, in this computer's order. */
const addressOf = (hex: string): string => {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    [...Buffer.from(word, 'hex')].reverse(),
  );
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bytes[2 * at] ?? 0) * 256 + (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  const whole = groups.join(':');
  if (whole === '0:0:0:0:0:0:0:0') return '::';
  return whole === '0:0:0:0:0:0:0:1' ? '::1' : whole;
};

export interface ListeningSocket {
  inode: string;
  address: string;
  port: number;
  /** The user who opened it. */
  uid: number;
}

/** @param table of /proc/net/tcp or tcp6, or of a process’s own network. */
export const listeningIn = (table: string): ListeningSocket[] =>
  table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , uid, , inode] = line.trim().split(/\s+/);
    const [address = '', port = ''] = local.split(':');
    return state === listening && inode !== undefined
      ? [{ inode, address: addressOf(address), port: parseInt(port, 16), uid: Number(uid) }]
      : [];
  });
