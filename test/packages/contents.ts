/**
 * Proves what is in the packages and beside them, without installing them. The words are what the packager printed about
 * packages that it doesn’t build here.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { tellAndExit } from '../../build/problem.ts';
import { readRelease } from '../../build/package/release.ts';
import { checkout } from '../machine/paths.ts';
import { buildElsewhere, inRelease, names } from './build.ts';
import { proveDeb } from './deb.ts';
import { expectEmpty, expectSame, prove, skip } from './proofs.ts';
import { proveRpm } from './rpm.ts';

const list = `hearth-${readRelease().version}.cdx.json`;
const made = [names.deb, names.rpm, list];

interface Bill {
  components: { name: string; version: string }[];
}
interface Lock {
  packages: Record<string, { version: string }>;
}

const proveBeside = async (): Promise<void> => {
  await prove('SHA256SUMS has each file, and matches', async () => {
    const { stdout } = await execa('sha256sum', ['--check', 'SHA256SUMS'], { cwd: inRelease('') });
    expectSame('what it says', stdout, made.map((name) => `${name}: OK`).join('\n'));
    return made.join(', ');
  });
  await prove('the list of materials has each package of package-lock.json', async () => {
    const bill = JSON.parse(await readFile(inRelease(list), 'utf8')) as Bill;
    const lock = JSON.parse(
      await readFile(path.join(checkout, 'package-lock.json'), 'utf8'),
    ) as Lock;
    const [, ...locked] = Object.entries(lock.packages);
    // The Electron inside may be another than the pinned one.
    const known = (name: string): boolean => !name.startsWith('electron@');
    const listed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
    const wanted = locked.map(
      ([place, { version }]) => `${place.split('node_modules/').at(-1) ?? ''}@${version}`,
    );
    const missing = wanted.filter((name) => known(name) && !listed.has(name));
    const besides = [...listed].filter((name) => known(name) && !wanted.includes(name));
    expectEmpty('differences', [...missing, ...besides].join('\n'));
    const electron = bill.components.find(({ name }) => name === 'electron');
    const inside = await readFile(inRelease(`${names.unpacked}/version`), 'utf8');
    expectSame('its Electron', electron?.version ?? '', inside.trim().replace(/^v/, ''));
    return `${bill.components.length} packages, Electron ${electron?.version ?? ''}`;
  });
};

const proveSame = (): Promise<boolean> =>
  prove('built again, in another folder, they are the same to the byte', async () => {
    await buildElsewhere(async (read) => {
      for (const name of made)
        if (!(await read(name)).equals(await readFile(inRelease(name))))
          throw new Error(`${name} differs.`);
    });
    return made.join(', ');
  });

const main = async (): Promise<void> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-contents-'));
  try {
    await proveDeb(inRelease(names.deb), folder);
    await proveRpm(inRelease(names.rpm), folder);
  } finally {
    await rm(folder, { recursive: true });
  }
  await proveBeside();
  await proveSame();
  for (const said of process.argv.slice(2)) {
    const [what = '', why = ''] = said.split(': ');
    skip(what, why);
  }
};

await main().catch(tellAndExit);
