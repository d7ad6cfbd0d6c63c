/** Who runs Hearth, where their files are, and whether Hearth can run for them at all (S1, S2). */
import { readFileSync } from 'node:fs';
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

/** Where the groups of systemd are: cgroup v2, and v1 with or beside v2. */
const hierarchies = ['', '/unified', '/systemd'].map((below) => `/sys/fs/cgroup${below}`);

/** A folder in the manager’s environment; '' if it has none. */
type ManagerFolders = (name: 'XDG_CONFIG_HOME' | 'XDG_DATA_HOME') => string;

/**
 * The environment of the account's user manager, which decides where units are, and what it keeps of timers: a shell or a
 * desktop may have set others. null if it isn't running or can't be read.
 */
const managerFolders = (uid: number): ManagerFolders | null => {
  const group = `user.slice/user-${String(uid)}.slice/user@${String(uid)}.service/init.scope`;
  for (const hierarchy of hierarchies) {
    try {
      const [manager = ''] = readFileSync(`${hierarchy}/${group}/cgroup.procs`, 'utf8').split('\n');
      const variables = readFileSync(`/proc/${manager}/environ`, 'utf8').split('\0');
      return (name) =>
        variables.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
    } catch {
      // Not in this hierarchy, or not running.
    }
  }
  return null;
};

/**
 * Takes the home folder from the account, as `%h` does, and ignores HOME. Without XDG_RUNTIME_DIR, uses
 * logind's runtime folder: pam_systemd(8).
 * @param ofManager the manager's own folders; tests pass others.
 */
export const readPerson = (
  environment: NodeJS.ProcessEnv,
  ofManager: (uid: number) => ManagerFolders | null = managerFolders,
): Person => {
  const uid = process.getuid?.() ?? 0;
  const { name, home } = account(environment, uid);
  const configFolder = xdgFolder(environment['XDG_CONFIG_HOME'], path.join(home, '.config'));
  const manager = ofManager(uid);
  const folderOf = (name: Parameters<ManagerFolders>[0], usual: string): string =>
    xdgFolder(manager === null ? environment[name] : manager(name), path.join(home, usual));
  return {
    name,
    uid,
    home,
    configFolder,
    runtimeFolder: xdgFolder(environment['XDG_RUNTIME_DIR'], `/run/user/${String(uid)}`),
    unitFolder: path.join(folderOf('XDG_CONFIG_HOME', '.config'), 'systemd/user'),
    timerFolder: path.join(folderOf('XDG_DATA_HOME', '.local/share'), 'systemd/timers'),
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
