/** A service whose program never ran, as a step before it failed. */
import { spawnFailed, type Told } from './symptoms-of.ts';

const ENOENT = 2;

/** A service with these settings. */
export const service = (...lines: string[]): string =>
  ['[Service]', ...lines, 'ExecStart=/opt/server', ''].join('\n');

/** @param code and `name` are of the step, systemd.exec(5); `errno` is why it failed. */
export const step = (
  code: number,
  name: string,
  setting: string,
  answers: Told['answers'],
  errno = ENOENT,
): Told => ({
  text: service(setting),
  exit: code,
  lines: [spawnFailed(name, '/opt/server', errno)],
  answers: { unmounted: [], ...answers },
});
