/** A mount whose server can stop answering: a real file system, served by a program without any server behind it. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';

/** The mount and everything that waits for it end after this many seconds, whatever happens to the test. */
const seconds = '100';

/**
 * Mounts what is in `source` on `target`. Needs `sudo -n`, as in the test machine.
 * @returns what ends and gives again its answers, and what unmounts it.
 */
export const mountStalling = async (source: string, target: string) => {
  await mkdir(target, { recursive: true });
  const program = path.join(import.meta.dirname, 'stalling-mount.pl');
  const server = execa('sudo', ['-n', 'perl', program, source, target, seconds], {
    buffer: false,
    reject: false,
  });
  const hears = (word: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        if (!chunk.toString().includes(word)) return;
        server.stdout.off('data', hear);
        resolve();
      };
      server.stdout.on('data', hear);
      server.once('exit', (code) => {
        reject(new Error(`no ${word} from the server of ${target}: ${String(code)}`));
      });
    });
  const says = async (word: 'stall' | 'answer'): Promise<void> => {
    if (server.exitCode !== null || server.stdin.writableEnded) return;
    const heard = hears(word);
    server.stdin.write(word);
    await heard;
  };
  await hears('ready');
  return {
    stall: () => says('stall'),
    answer: () => says('answer'),
    unmount: async (): Promise<void> => {
      server.stdin.end();
      await server;
    },
  };
};
