/** Writes what packages install beside the app itself into release/files/: manual page, completions, icons, metadata. */
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { drawThemeIcons } from '../icons.ts';
import { bashCompletion, fishCompletion, zshCompletion } from './completions.ts';
import { launcher } from './launcher.ts';
import { manualPage } from './manual.ts';
import { readRelease } from './release.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const filesFolder = path.join(root, 'release/files');

/** deb: copyright-format 1.0. */
const copyright = (license: string): string => {
  const [, , ...lines] = license.trimEnd().split('\n');
  const [holder = '', , ...terms] = lines;
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Hearth
Source: https://hearth.example.org/

Files: *
Copyright: ${holder.replace('Copyright (c) ', '')}
License: MIT
Comment: Electron and Chromium come with it; LICENSE.electron.txt and
 LICENSES.chromium.html in /opt/Hearth list their copyrights and licenses.

License: MIT
${terms.map((line) => ` ${line === '' ? '.' : line}`).join('\n')}
`;
};

/** gzip(1) -9n: without a name and a time. */
const gzipped = (text: string): Buffer => gzipSync(text, { level: 9 });

export const writePackageFiles = async (): Promise<void> => {
  await rm(filesFolder, { recursive: true, force: true });
  await mkdir(filesFolder, { recursive: true });
  const release = readRelease();
  const here = (name: string): Promise<string> =>
    readFile(path.join(import.meta.dirname, name), 'utf8');
  const license = await readFile(path.join(root, 'LICENSE'), 'utf8');
  const metainfo = (await here('metainfo.xml'))
    .replace('@VERSION@', release.version)
    .replace('@DATE@', release.date);
  const files: Record<string, string | Buffer> = {
    'hearth.1.gz': gzipped(manualPage(release)),
    'changelog.gz': gzipped(await here('changelog')),
    'org.hearth.Hearth.metainfo.xml': metainfo,
    'completion.bash': bashCompletion(),
    'completion.zsh': zshCompletion(),
    'completion.fish': fishCompletion(),
    copyright: copyright(license),
    hearth: launcher('/opt/Hearth'),
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(path.join(filesFolder, name), content);
  await chmod(path.join(filesFolder, 'hearth'), 0o755);
  for (const name of ['lintian-overrides', 'after-install.sh', 'after-remove.sh'])
    await copyFile(path.join(import.meta.dirname, name), path.join(filesFolder, name));
  await drawThemeIcons(path.join(filesFolder, 'icons'));
};
