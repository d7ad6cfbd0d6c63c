/** Runs a script of Hearth in Electron’s program as plain Node, in this terminal, until it ends. */
import { spawnSync } from 'node:child_process';

/** @returns its exit code. */
export const runPlainNode = (script: string, words: readonly string[]): number => {
  const env: NodeJS.ProcessEnv = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  // Not held back by a fuse here.
  delete env['NODE_OPTIONS'];
  delete env['NODE_EXTRA_CA_CERTS'];
  const { status } = spawnSync(process.execPath, [script, ...words], { env, stdio: 'inherit' });
  return status ?? 2;
};
