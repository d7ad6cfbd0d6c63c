import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what takes long to make is kept between runs: `hearth` in $XDG_CACHE_HOME, else in ~/.cache. */
export const cacheFolder = (): string => {
  const set = process.env['XDG_CACHE_HOME'];
  return join(set === undefined || set === '' ? join(homedir(), '.cache') : set, 'hearth'); // XDG: empty is unset
};
