/** What is in the rpm: the same as in the deb. No machine here installs it. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { readRelease } from '../../build/package/release.ts';
import { filesIn } from './deb.ts';
import { expectSame, prove } from './proofs.ts';

const { version } = readRelease();

const needs = 'alsa-lib gtk3 libXScrnSaver libnotify mesa-libgbm nss systemd';

/** What a deb has elsewhere, or besides. */
const placedOtherwise = new Map([
  ['usr/share/zsh/vendor-completions/_hearth', 'usr/share/zsh/site-functions/_hearth'],
  ['usr/share/doc/hearth/copyright', 'usr/share/licenses/hearth/copyright'],
  ['usr/share/doc/hearth/changelog.gz', ''],
  ['usr/share/lintian/overrides/hearth', ''],
]);

/** @param folder with the content of the deb, in `deb`. */
export const proveRpm = async (rpm: string, folder: string): Promise<void> => {
  const ask = async (...words: string[]): Promise<string> =>
    (await execa('rpm', ['--query', '--package', ...words, rpm])).stdout;
  await prove('the rpm says what it is and needs', async () => {
    const format = '%{NAME} %{VERSION} %{ARCH} %{LICENSE} %{BUILDHOST}';
    const said = await ask('--queryformat', format);
    const architecture = path.basename(rpm).split('.').at(-2) ?? '';
    expectSame('what it is', said, `hearth ${version} ${architecture} MIT reproducible`);
    const all = (await ask('--requires')).split('\n');
    const named = all.filter((need) => !/^(?:rpmlib\(|\/bin\/sh$)/.test(need));
    expectSame('what it needs', named.join(' '), needs);
    const { stdout } = await execa('rpm', ['--checksig', '--nosignature', rpm]);
    return `${said}; ${stdout.split(': ').at(-1) ?? ''}`;
  });
  await prove('it has the same files as the deb', async () => {
    const root = path.join(folder, 'rpm');
    await mkdir(root);
    const unpack = 'rpm2cpio "$1" | cpio --extract --make-directories --quiet';
    await execa('sh', ['-c', unpack, 'sh', rpm], { cwd: root });
    const files = await filesIn(root);
    const inDeb = (await filesIn(path.join(folder, 'deb'))).flatMap(
      (file) => placedOtherwise.get(file) ?? file,
    );
    expectSame('the list', files.join('\n'), inDeb.filter(Boolean).sort().join('\n'));
    for (const part of ['opt/Hearth', 'usr/bin', 'usr/share/applications', 'usr/share/icons'])
      await execa('diff', ['--recursive', path.join(folder, 'deb', part), path.join(root, part)]);
    return `${files.length} files`;
  });
};
