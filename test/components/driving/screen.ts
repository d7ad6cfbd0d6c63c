/** An invisible screen for the browser. */
import { execa } from 'execa';
import { ProblemError } from '../../../build/problem.ts';

export interface Screen {
  /** The value for DISPLAY. */
  display: string;
  close(): Promise<void>;
}

/** Xvfb on a free display, or the desktop’s screen if Xvfb is missing. @throws ProblemError without either. */
export const openScreen = async (): Promise<Screen> => {
  const words = ['-screen', '0', '2200x1600x24', '-nolisten', 'tcp', '-displayfd', '3'];
  const server = execa('Xvfb', words, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    reject: false,
    buffer: false,
  });
  const number = await new Promise<string | null>((resolve) => {
    server.stdio[3].on('data', (chunk: Buffer) => {
      resolve(chunk.toString().trim());
    });
    void server.then(() => {
      resolve(null);
    });
  });
  if (number !== null)
    return {
      display: `:${number}`,
      close: async () => {
        server.kill();
        await server;
      },
    };
  const { DISPLAY } = process.env;
  if (DISPLAY) return { display: DISPLAY, close: () => Promise.resolve() };
  throw new ProblemError({
    what: 'The component tests have no screen.',
    why: 'Xvfb could not be started, and there is no desktop here.',
    remedy: 'Install Xvfb.',
    command: 'sudo apt-get install xvfb',
  });
};
