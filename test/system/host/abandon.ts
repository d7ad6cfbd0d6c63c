/** Makes transaction journals look as if their process were gone. */
import { readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';

/** The PID of a process that has just ended. */
export const endedPid = async (): Promise<string> => {
  const child = execa('true');
  await child;
  return String(child.pid);
};

/** Renames this process's journal to that of an ended process. Returns the new path. */
export const abandon = async (folder: string): Promise<string> => {
  const ours = `.${String(process.pid)}-`;
  const name = (await readdir(folder)).find((one) => one.includes(ours)) ?? '';
  const to = name.replace(/\.\d+-/, `.${await endedPid()}-`);
  await rename(path.join(folder, name), path.join(folder, to));
  return path.join(folder, to);
};
