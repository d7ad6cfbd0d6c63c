/**
 * Asks a mount something, in a program of its own: a question to a dead one never returns, not even when its process is
 * killed, so none of Hearth's own threads may ask it.
 *
 * Measured: `stat -f` (statfs(2)) always asks the server or program behind the mount, while stat(2) may be answered from
 * a cache. Any answer is one, also an error.
 */
import { spawn } from 'node:child_process';
import { programFolders } from '../programs.ts';

/** Calls `onEnd` once the program has ended by itself, or was killed and could be. */
export const probe = (point: string, onEnd: (answered: boolean) => void): { kill(): void } => {
  const child = spawn('stat', ['-f', '-c', '%i', '--', point], {
    cwd: '/',
    env: { PATH: programFolders.join(':'), LC_ALL: 'C' },
    stdio: 'ignore',
  });
  // Hearth can quit without the answer.
  child.unref();
  child.once('exit', (code) => {
    onEnd(code !== null);
  });
  // Not started, as without processes to spare: nothing is known, so nothing is refused.
  child.once('error', () => {
    onEnd(true);
  });
  return { kill: () => child.kill('SIGKILL') };
};
