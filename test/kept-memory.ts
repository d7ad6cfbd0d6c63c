/** What is kept in memory, apart from what is only not collected yet. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in buffers that something still holds. */
export const keptBytes = (): number => {
  collect();
  return process.memoryUsage().arrayBuffers;
};
