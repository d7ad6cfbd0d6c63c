/** Who runs Hearth, where their files are, and whether Hearth can run for them at all (S1, S2). */
import os from 'node:os';
import path from 'node:path';
import { problem, type Problem } from '../core/problems/problem.ts';
import type { Person } from '../core/app/state.ts';
import { hasProgram, programFolders } from './programs.ts';

/** Ignores relative paths, as the XDG Base Directory Specification demands. */
const xdgFolder = (value: string | undefined, otherwise: string): string =>
  value !== undefined && path.isAbsolute(value) ? path.normalize(value) : otherwise;

/** Where Hearth keeps its history and pending changes. Source: XDG Base Directory Specification. */
export const stateFolderOf = (environment: NodeJS.ProcessEnv, home: string): string =>
  path.join(xdgFolder(environment['XDG_STATE_HOME'], path.join(home, '.local/state')), 'hearth');

/** In containers and with directory services the passwd database may lack the account. */
const account = (environment: NodeJS.ProcessEnv, uid: number): { name: string; home: string } => {
  try {
    const { username, homedir } = os.userInfo();
    return { name: username, home: homedir };
  } catch {
    // The account has no entry, so take its name from the environment.
    return { name: environment['USER'] ?? String(uid), home: os.homedir() };
  }
};

/**
 * Takes the home folder from the account, as `%h` does, and ignores HOME. Without XDG_RUNTIME_DIR, uses
 * logind's runtime folder: pam_systemd(8).
 */
export const readPerson = (environment: NodeJS.ProcessEnv): Person => {
  const uid = process.getuid?.() ?? 0;
  const { name, home } = account(environment, uid);
  const configFolder = xdgFolder(environment['XDG_CONFIG_HOME'], path.join(home, '.config'));
  return {
    name,
    uid,
    home,
    configFolder,
    runtimeFolder: xdgFolder(environment['XDG_RUNTIME_DIR'], `/run/user/${String(uid)}`),
    unitFolder: path.join(configFolder, 'systemd/user'),
  };
};

/**
 * Why Hearth can't run here; null when it can.
 * @param programs, ids this computer and this process; tests pass others.
 */
export const refusal = (
  environment: NodeJS.ProcessEnv,
  programs: { has(program: 'systemctl'): boolean } = { has: hasProgram },
  ids: { uid: number; effectiveUid: number } = {
    uid: process.getuid?.() ?? 0,
    effectiveUid: process.geteuid?.() ?? 0,
  },
): Problem | null => {
  const sudoUid = environment['SUDO_UID'];
  if (ids.effectiveUid === 0) {
    return problem('run-as-root', { through: sudoUid === undefined ? 'root' : 'sudo' });
  }
  if (sudoUid !== undefined && sudoUid !== String(ids.uid)) {
    return problem('run-as-root', { through: 'sudo' });
  }
  return programs.has('systemctl') ? null : problem('no-systemctl', { folders: programFolders });
};
