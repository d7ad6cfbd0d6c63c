/** Fills alice's unit folder for a test. */
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createAnalyze } from '../../../electron/system/manager/analyze.ts';
import { createUnitStore } from '../../../electron/system/units/unit-store.ts';
import { afterwards, createBench, files, person, shell, sudo, temporaryFolder } from './bench.ts';
import { systemctl } from './manager-bench.ts';

const analyze = createAnalyze(createBench().runner);
const { unitFolder } = person;

/** A store over alice's own unit folder, or over another folder in its place. */
export const create = (folder = unitFolder) =>
  createUnitStore({
    files,
    unitFolder: folder,
    paths: async () =>
      (await analyze.unitPaths()).map((one) => (one === unitFolder ? folder : one)),
    person,
  });

/** A service that cannot be enabled. */
export const command = '[Service]\nExecStart=/bin/sleep 100\n';
/** A service that can be enabled. */
export const wanted = `${command}[Install]\nWantedBy=default.target\n`;

/** Empties the unit folder, and restores its content after the test. */
export const emptyFolder = async (): Promise<void> => {
  await mkdir(unitFolder, { recursive: true });
  const aside = `${await temporaryFolder()}/units`;
  await shell('mv', unitFolder, aside);
  await mkdir(unitFolder);
  afterwards(async () => {
    await rm(unitFolder, { recursive: true });
    await shell('mv', aside, unitFolder);
    await systemctl('daemon-reload');
  });
};
/** Writes a file in the unit folder, creating folders as needed. */
export const put = async (name: string, text: string): Promise<void> => {
  await mkdir(path.dirname(`${unitFolder}/${name}`), { recursive: true });
  await writeFile(`${unitFolder}/${name}`, text);
};
export const putLink = async (name: string, to: string): Promise<void> => {
  await mkdir(path.dirname(`${unitFolder}/${name}`), { recursive: true });
  await symlink(to, `${unitFolder}/${name}`);
};
export const sudoLink = async (link: string, to: string): Promise<void> => {
  await sudo('mkdir', '-p', path.dirname(link));
  await sudo('ln', '-s', to, link);
  afterwards(() => sudo('rm', '-f', link));
};
