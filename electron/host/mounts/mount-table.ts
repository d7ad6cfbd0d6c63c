/**
 * The mounted file systems. Source: proc_pid_mountinfo(5). Reading it waits for no file system, whatever their state.
 */
import { readFileSync } from 'node:fs';

export interface Mount {
  /** Another one once it is mounted again. */
  id: string;
  point: string;
  /** Such as `nfs4` or `fuse.sshfs`. */
  type: string;
  /** Such as `server:/export`. */
  source: string;
  noexec: boolean;
  /** The mount, or the whole file system. */
  readOnly: boolean;
}

/** Octal escapes of blanks, tabs, newlines and backslashes. */
export const unescapeMount = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));

/** By mount point; the last of several at one point is in effect. */
export const mountsIn = (mountinfo: string): Map<string, Mount> => {
  const mounts = new Map<string, Mount>();
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const [id = '', , , , point, options] = before.split(' ');
    if (point === undefined || options === undefined) continue;
    const [type = '', source = '', ofAll = ''] = after.split(' ');
    const has = (option: string): boolean => options.split(',').includes(option);
    const mount = {
      id,
      point: unescapeMount(point),
      type,
      source: unescapeMount(source),
      noexec: has('noexec'),
      readOnly: has('ro') || ofAll.split(',').includes('ro'),
    };
    mounts.set(mount.point, mount);
  }
  return mounts;
};

/** None without /proc. */
export const readMounts = (): Map<string, Mount> => {
  try {
    return mountsIn(readFileSync('/proc/self/mountinfo', 'utf8'));
  } catch {
    // Without /proc there is nothing to judge by: take every mount for a local one.
    return new Map();
  }
};

/** Another computer, or a program, answers for these: filesystems(5), and the kernel's fs/. */
const remote =
  /^(nfs4?|cifs|smb3|smbfs|ncpfs|9p|virtiofs|ceph|afs|coda|autofs|lustre|glusterfs|beegfs|gfs2|ocfs2|orangefs|pvfs2|vboxsf|fuseblk|fuse(\..+)?)$/;

/** Whether a question to it may stay without an answer for ever. */
export const canStall = ({ type }: Mount): boolean => remote.test(type);
