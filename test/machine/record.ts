import { readFile, rename, writeFile } from 'node:fs/promises';
import { base } from './paths.ts';
import type { Identity } from './processes.ts';

/** Folders of this computer that the machine shows inside. */
export interface Binds {
  project: string;
  electron: string;
  out: string;
}

/** What is known about the machine, or about what is left of one. Stored in its tmpfs, so it vanishes with it. */
export interface MachineRecord {
  /** At /opt/electron inside. */
  electronDist: string;
  /** The state of `out` before it was opened to the machine's users. */
  out: { mode: number; uid: number; gid: number };
  /** The machine lives as long as one of these; with 'nobody', until `down`. */
  owners: Identity[] | 'nobody';
  /** The machine's init, as seen from outside. Absent until it has booted. */
  leader?: Identity | undefined;
  /** What it shows inside of this computer, to boot it again. */
  binds?: Binds;
  /** Keeps alice's login session open; see `hold`. */
  holder?: Identity | undefined;
}

const file = `${base}/record.json`;

export const readRecord = async (): Promise<MachineRecord | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as MachineRecord;
  } catch {
    // Missing: no machine, or one that died before it was recorded; there is nothing to know.
    return undefined;
  }
};

export const writeRecord = async (record: MachineRecord): Promise<void> => {
  await writeFile(`${file}.new`, JSON.stringify(record, undefined, 2));
  await rename(`${file}.new`, file);
};

export const changeRecord = async (change: Partial<MachineRecord>): Promise<void> => {
  const record = await readRecord();
  if (record !== undefined) await writeRecord({ ...record, ...change });
};
