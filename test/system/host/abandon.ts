/** Journals of transactions as they are when their process is gone. */
import { readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';

/** The number of a process that has just ended. */
export const endedPid = async (): Promise<string> => {
  const child = execa('true');
  await child;
  return String(child.pid);
};

/** The journal of this process as it is when its process is gone: of one that has just ended. */
export const abandon = async (folder: string): Promise<string> => {
  const ours = `.${String(process.pid)}-`;
  const name = (await readdir(folder)).find((one) => one.includes(ours)) ?? '';
  const to = name.replace(/\.\d+-/, `.${await endedPid()}-`);
  await rename(path.join(folder, name), path.join(folder, to));
  return path.join(folder, to);
};
