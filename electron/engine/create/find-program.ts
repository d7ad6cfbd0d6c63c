/** Finds the program of a command as the person's terminal would, and writes it as a unit file needs it. */
import { firstProgram } from '../../core/lint/toolkit/disk-facts.ts';
import path from 'node:path';
import { commandOf, type ServiceForm } from '../../core/create/service-form.ts';
import { isFullPath } from '../../core/syntax/exec-writer.ts';
import type { Host } from '../../host/host.ts';

/** Where to look when the login shell gives no answer. */
export const usualFolders = [
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
];

/** Where the person’s terminal looks. */
export const terminalFolders = async ({
  account,
  loginPath,
}: Pick<Host, 'account' | 'loginPath'>): Promise<readonly string[]> =>
  (await loginPath()) ?? [...usualFolders, `${account.home}/.local/bin`];

/** Where a program is. */
export type FoundProgram =
  /** As a path of the form; null if the command has it in full, or has none. */
  | { kind: 'found'; path: string | null }
  /** Not in any of the folders. */
  | { kind: 'missing'; folders: readonly string[] };

/** `./run.sh` in `~/site` → `~/site/run.sh`. */
const pathIn = (folder: string, program: string): string =>
  `${folder.replace(/\/$/, '')}/${path.posix.normalize(program)}`;

export const createProgramSearch = (host: Pick<Host, 'account' | 'files' | 'loginPath'>) => {
  const { account, files } = host;
  const inHome = (file: string): string =>
    file.startsWith(`${account.home}/`) ? `%h${file.slice(account.home.length)}` : file;

  return async (form: ServiceForm): Promise<FoundProgram> => {
    if (form.runs === 'script') return { kind: 'found', path: null };
    const { program, folder } = commandOf(form);
    if (program === '' || isFullPath(program)) return { kind: 'found', path: null };
    if (program.includes('/')) {
      return { kind: 'found', path: folder === '' ? null : pathIn(folder, program) };
    }
    const folders = await terminalFolders(host);
    const paths = folders.map((one) => path.posix.join(one, program));
    const found = firstProgram(paths, await files.inspect(paths));
    return found === null ? { kind: 'missing', folders } : { kind: 'found', path: inHome(found) };
  };
};

export type ProgramSearch = ReturnType<typeof createProgramSearch>;
