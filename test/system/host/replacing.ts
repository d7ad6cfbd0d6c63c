/** Shared by the tests of replacing: a file that contains `old`, and saves of it. */
import { readdir, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { replaceFile, versionOf } from '../../../electron/host/files/replace-file.ts';
import { afterwards, sudo, temporaryFolder } from '../workbench/bench.ts';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
export const hash = (text: string): string => versionOf(bytesOf(text));

/** A folder with a file `unit` that contains `old`. */
export const place = async (): Promise<{ folder: string; file: string }> => {
  const folder = await temporaryFolder();
  const file = `${folder}/unit`;
  await writeFile(file, 'old');
  return { folder, file };
};

export const save = (file: string, text: string, version: string | null = hash('old')) =>
  replaceFile(file, { version, bytes: bytesOf(text) });

export const nothingLeft = async (folder: string): Promise<void> => {
  expect((await readdir(folder)).filter((name) => name.startsWith('.hearth-'))).toEqual([]);
};

/** A file system of sixteen pages. */
export const tinyDisk = async (): Promise<string> => {
  const folder = await temporaryFolder();
  await sudo('mount', '-t', 'tmpfs', '-o', 'size=64k,mode=0777', 'tmpfs', folder);
  afterwards(() => sudo('umount', folder));
  return folder;
};
