/** What Hearth is made of, as CycloneDX: from package-lock.json by npm, and the Electron it is packaged with. */
import path from 'node:path';
import { execa } from 'execa';
import type { ElectronRuntime } from '../electron-folder.ts';
import { readRelease } from './release.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Bill {
  serialNumber?: string;
  metadata: { timestamp: string; component: { name: string } };
  components: { name: string; version: string }[];
}

/** Without what changes from run to run. */
export const materials = async ({ version }: Pick<ElectronRuntime, 'version'>): Promise<string> => {
  // All are development dependencies, as the app is bundled.
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--include', 'dev'];
  const { stdout } = await execa('npm', words, { cwd: root });
  const bill = JSON.parse(stdout) as Bill;
  delete bill.serialNumber;
  // npm takes it from the folder.
  bill.metadata.component.name = 'hearth';
  bill.metadata.timestamp = new Date(readRelease().epoch * 1000).toISOString();
  for (const component of bill.components)
    if (component.name === 'electron') component.version = version;
  return `${JSON.stringify(bill, undefined, 2)}\n`;
};
