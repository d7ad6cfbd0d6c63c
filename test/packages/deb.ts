/** What is in the deb, unpacked and not installed. */
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { extractAll } from '@electron/asar';
import { execa } from 'execa';
import ini from 'ini';
import { fusesOf } from '../../build/package/fuses.ts';
import { readRelease } from '../../build/package/release.ts';
import { checkout } from '../machine/paths.ts';
import { expectEmpty, expectSame, prove } from './proofs.ts';

const { version, date } = readRelease();
const id = 'org.hearth.Hearth';

/** What a bundle consists of; anything else has no place in the archive. */
const belongs = [
  /^package\.json$/,
  /^dist\/icons\/[\w@-]+\.png$/,
  /^dist\/main\/[\w-]+\.cjs$/,
  /^dist\/renderer\/(?:index|panel)\.html$/,
  /^dist\/renderer\/assets\/[\w.-]+\.(?:js|css)$/,
];

export const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
};

const proveArchive = (root: string, archive: string): Promise<boolean> =>
  prove('app.asar has the bundle alone: no tests, no sources, no source maps', async () => {
    extractAll(path.join(root, 'opt/Hearth/resources/app.asar'), archive);
    const files = await filesIn(archive);
    const strange = files.filter((file) => !belongs.some((pattern) => pattern.test(file)));
    expectEmpty('files that don’t belong there', strange.join('\n'));
    let bytes = 0;
    for (const file of files) {
      const content = await readFile(path.join(archive, file));
      bytes += content.length;
      if (content.includes('sourceMappingURL=')) throw new Error(`${file} names a source map.`);
    }
    return `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`;
  });

const proveFuses = (root: string): Promise<boolean> =>
  prove('the program’s fuses are set', async () => {
    const fuses = await fusesOf(path.join(root, 'opt/Hearth/hearth'));
    expectSame(
      'what they are',
      fuses,
      'RunAsNode on, CookieEncryption off, NodeOptions off, NodeCliInspect off, OnlyLoadAppFromAsar on, LoadBrowserProcessSpecificV8Snapshot off',
    );
    return fuses;
  });

const proveNames = (root: string, archive: string): Promise<boolean> =>
  prove('entry, window class, icon, metadata and program agree on their names', async () => {
    const inShare = (name: string): string => path.join(root, 'usr/share', name);
    const entry = ini.parse(await readFile(inShare(`applications/${id}.desktop`), 'utf8'));
    const main = entry['Desktop Entry'] as Record<string, string>;
    const manifest = await readFile(path.join(archive, 'package.json'), 'utf8');
    const { desktopName } = JSON.parse(manifest) as { desktopName: string };
    expectSame('the app’s desktopName', desktopName, `${id}.desktop`);
    for (const name of ['StartupWMClass', 'Icon']) expectSame(name, main[name] ?? '', id);
    const [program = ''] = (main['Exec'] ?? '').split(' ');
    const started = [program, '/usr/bin/hearth', `/usr/share/metainfo/${id}.metainfo.xml`];
    const icons = ['16x16', '48x48', '256x256'].map((size) => `${size}/apps/${id}.png`);
    const files = [...icons, `scalable/apps/${id}.svg`].map((name) => `icons/hicolor/${name}`);
    for (const file of [...started.map((name) => path.join(root, name)), ...files.map(inShare)])
      await stat(file);
    const metainfo = await readFile(inShare(`metainfo/${id}.metainfo.xml`), 'utf8');
    for (const part of [`<id>${id}<`, `>${id}.desktop<`, `<release version="${version}"`])
      if (!metainfo.includes(part)) throw new Error(`The metainfo has no ${part}.`);
    return id;
  });

const proveOwners = (deb: string): Promise<boolean> =>
  prove('everything is root’s, of one date, with plain modes', async () => {
    const { stdout } = await execa('dpkg-deb', ['--contents', deb]);
    const lines = stdout.split('\n');
    const plain = new RegExp(`^(?:-rw-r--r--|[-d]rwxr-xr-x) root/root +\\d+ ${date} `);
    expectEmpty('others', lines.filter((line) => !plain.test(line)).join('\n'));
    return `${lines.length} files and folders of ${date}`;
  });

/** Remarks that stay, and why. */
const argued = new Map([
  ['cid-contains-uppercase-letter', 'the id is the app’s name on the bus and of its entry'],
  ['unknown-tag', '<developer> is unknown to AppStream before 1.0'],
]);

const proveMetadata = async (root: string): Promise<void> => {
  const applications = path.join(root, 'usr/share/applications');
  await prove('desktop-file-validate finds nothing', async () => {
    const files = (await readdir(applications)).map((name) => path.join(applications, name));
    const { all } = await execa('desktop-file-validate', files, { all: true, reject: false });
    expectEmpty('its remarks', all);
    return files.map((file) => path.basename(file)).join(', ');
  });
  await prove('appstreamcli finds nothing that isn’t argued', async () => {
    const file = path.join(root, `usr/share/metainfo/${id}.metainfo.xml`);
    const words = ['validate', '--no-net', '--pedantic', '--no-color', file];
    const { stdout } = await execa('appstreamcli', words);
    const remarks = [...stdout.matchAll(/^[EWIP]: \S+ (\S+)/gm)].map(([, word = '']) => word);
    expectEmpty('others', remarks.filter((word) => !argued.has(word)).join('\n'));
    return remarks.map((word) => `${word} (${argued.get(word) ?? ''})`).join(', ') || 'none';
  });
};

const proveLintian = (deb: string): Promise<boolean> =>
  prove('lintian finds nothing, and needs each override', async () => {
    const { stdout } = await execa('lintian', ['--show-overrides', deb], { reject: false });
    const found = stdout.split('\n').filter((line) => !/^[NO]: /.test(line));
    expectEmpty('its remarks', found.join('\n').trim());
    const used = [...stdout.matchAll(/^O: hearth: (\S+)/gm)].map(([, tag]) => tag);
    const text = await readFile(path.join(checkout, 'build/package/lintian-overrides'), 'utf8');
    const overrides = [...text.matchAll(/^hearth: (\S+)/gm)].map(([, tag]) => tag);
    expectSame(
      'what is overridden',
      [...new Set(used)].sort().join(' '),
      overrides.sort().join(' '),
    );
    return overrides.join(', ');
  });

/** @param folder for the content of the deb, in `deb`. */
export const proveDeb = async (deb: string, folder: string): Promise<void> => {
  const root = path.join(folder, 'deb');
  const archive = path.join(folder, 'archive');
  await mkdir(archive);
  await execa('dpkg-deb', ['--extract', deb, root]);
  await proveArchive(root, archive);
  await proveFuses(root);
  await proveNames(root, archive);
  await proveOwners(deb);
  await proveMetadata(root);
  await proveLintian(deb);
};
