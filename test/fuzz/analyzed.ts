import { execa } from 'execa';
import type { Command } from '../../electron/core/commands.ts';

/** What systemd-analyze prints about a time, in UTC unless another zone is given; '' if it refuses. */
export const analyzed = async ({ program, args }: Command, zone = 'UTC'): Promise<string> => {
  const { stdout, exitCode } = await execa(program, args, {
    reject: false,
    env: { TZ: zone, LC_ALL: 'C' },
  });
  return exitCode === 0 ? stdout : '';
};
