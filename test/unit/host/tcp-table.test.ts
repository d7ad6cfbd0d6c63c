import { expect, test } from 'vitest';
import { listeningIn } from '../../../electron/host/proc/tcp-table.ts';

const table = [
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
  '   0: 0100007F:BBE4 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 12345 1 0000000000000000 100 0 0 10 0',
  '   1: 0100007F:BBE4 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 12346 1 0000000000000000 20 4 30 10 -1',
  '   2: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 777 1 0000000000000000 100 0 0 10 0',
  '   3: broken',
  '',
].join('\n');

test('finds the sockets that listen, and no connections from their ports', () => {
  expect(listeningIn(table)).toEqual([
    { inode: '12345', address: '127.0.0.1', port: 48100, uid: 1000 },
    { inode: '777', address: '::1', port: 80, uid: 0 },
  ]);
  expect(listeningIn('')).toEqual([]);
});
