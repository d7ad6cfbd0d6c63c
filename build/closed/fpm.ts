#!/usr/bin/env node
/**
 * Stands in for `fpm` where it can’t be downloaded: turns the words of electron-builder 26 (FpmTarget.js) into a run of
 * dpkg-deb or rpmbuild. Any other word is an error, so that a new electron-builder is noticed. The same input gives the
 * same bytes: SOURCE_DATE_EPOCH is the time of everything.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { controlFiles } from './fpm/deb-control.ts';
import { readFpmWords, type FpmWords } from './fpm/fpm-words.ts';
import { rpmSpec } from './fpm/rpm-spec.ts';
import { stage, type Staged } from './fpm/staged-files.ts';

const seconds = Number(process.env['SOURCE_DATE_EPOCH'] ?? Math.floor(Date.now() / 1000));
const env = { ...process.env, SOURCE_DATE_EPOCH: String(seconds) };

const makeDeb = (words: FpmWords, staged: Staged): void => {
  const control = path.join(staged.root, 'DEBIAN');
  mkdirSync(control, { mode: 0o755 });
  for (const { name, text, mode } of controlFiles(words, staged))
    writeFileSync(path.join(control, name), text, { mode });
  const compression = words.options['--deb-compression'] ?? 'xz';
  const shortNames: Record<string, string> = { gz: 'gzip', zst: 'zstd' };
  const kind = `-Z${shortNames[compression] ?? compression}`;
  // Level 9 takes three times as long for one percent.
  const level = kind === '-Zgzip' ? ['-z5'] : [];
  const to = words.options['--package'] ?? '';
  execFileSync('dpkg-deb', ['--root-owner-group', kind, ...level, '--build', staged.root, to], {
    env,
  });
};

const makeRpm = (words: FpmWords, staged: Staged, work: string): void => {
  const spec = path.join(work, 'package.spec');
  writeFileSync(spec, rpmSpec(words, staged));
  const to = words.options['--package'] ?? '';
  const architectures: Record<string, string> = { amd64: 'x86_64', arm64: 'aarch64' };
  const architecture = words.options['--architecture'] ?? '';
  const payloads: Record<string, string> = { gz: 'w5.gzdio', gzip: 'w5.gzdio' };
  const defined = {
    _topdir: work,
    _rpmdir: path.dirname(to),
    _rpmfilename: path.basename(to),
    _buildhost: 'reproducible',
    _binary_payload: payloads[words.options['--rpm-compression'] ?? ''] ?? 'w6.xzdio',
    __os_install_post: '%{nil}',
    _build_id_links: 'none',
    clamp_mtime_to_source_date_epoch: '1',
    use_source_date_epoch_as_buildtime: '1',
  };
  const args = [
    ...['-bb', '--quiet', '--target', architectures[architecture] ?? architecture],
    ...['--buildroot', staged.root],
    ...Object.entries(defined).flatMap(([name, value]) => ['--define', `${name} ${value}`]),
    spec,
  ];
  execFileSync('rpmbuild', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
};

const main = (args: readonly string[]): void => {
  if (args[0] === '--version') {
    console.log('1.17.0 (stand-in)');
    return;
  }
  const words = readFpmWords(args);
  const work = mkdtempSync(path.join(tmpdir(), 'hearth-fpm-'));
  try {
    const staged = stage(path.join(work, 'root'), words.files, seconds);
    if (words.options['-t'] === 'deb') makeDeb(words, staged);
    else makeRpm(words, staged, work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

main(process.argv.slice(2));
