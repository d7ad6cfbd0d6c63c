import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFpmWords } from '../../../build/closed/fpm/fpm-words.ts';
import { rpmSpec } from '../../../build/closed/fpm/rpm-spec.ts';

const standIn = path.resolve(import.meta.dirname, '../../../build/closed/fpm.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'hearth-fpm-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const app = path.join(folder, 'app');
mkdirSync(path.join(app, 'resources'), { recursive: true });
writeFileSync(path.join(app, 'run'), '#!/bin/sh\n', { mode: 0o775 });
writeFileSync(path.join(app, 'resources/data'), 'data', { mode: 0o777 });
symlinkSync('run', path.join(app, 'link'));
writeFileSync(path.join(folder, 'post.sh'), '#!/bin/sh\nexit 0\n');

const words = (type: 'deb' | 'rpm', to: string): string[] => [
  ...['-s', 'dir', '--force', '-t', type, '-d', 'libc6', '-d', 'a | b'],
  ...['--deb-recommends', 'polkitd', '--deb-compression', 'gz', '--architecture', 'amd64'],
  ...[
    '--after-install',
    path.join(folder, 'post.sh'),
    '--after-remove',
    path.join(folder, 'post.sh'),
  ],
  ...['--description', 'keeps things\n Long text.', '--version', '1.0', '--package', to],
  ...['--name', 'thing', '--maintainer', 'A <a@example.org>', '--url', 'https://example.org/'],
  ...['--category', 'admin', '--deb-priority', 'optional', '--license', 'MIT'],
  `${app}/=/opt/Thing`,
];

const build = (to: string): Buffer => {
  const env = { ...process.env, SOURCE_DATE_EPOCH: '1000000000' };
  execFileSync(process.execPath, [standIn, ...words('deb', to)], { env });
  return readFileSync(to);
};

const hasDpkg = existsSync('/usr/bin/dpkg-deb');

test.runIf(hasDpkg)('the same files give the same deb, whatever their times and modes', () => {
  const first = build(path.join(folder, 'a.deb'));
  chmodSync(path.join(app, 'resources/data'), 0o600);
  writeFileSync(path.join(app, 'resources/data'), 'data');
  expect(build(path.join(folder, 'b.deb')).equals(first)).toBe(true);
  const show = (...args: string[]): string =>
    execFileSync('dpkg-deb', [...args, path.join(folder, 'a.deb')], { encoding: 'utf8' });
  expect(show('--field')).toMatch(/^Depends: libc6, a \| b\nRecommends: polkitd$/m);
  const list = show('--contents').replace(/ +/g, ' ');
  expect(list).toMatch(/^-rwxr-xr-x root\/root 10 2001-09-09 .* \.\/opt\/Thing\/run$/m);
  expect(list).toMatch(/^-rw-r--r-- root\/root 4 .* \.\/opt\/Thing\/resources\/data$/m);
  expect(list).toMatch(/^lrwx.* \.\/opt\/Thing\/link -> run$/m);
});

test('an rpm’s spec lists what is in it, and says when its last script runs', () => {
  const spec = rpmSpec(readFpmWords(words('rpm', '/x.rpm')), {
    root: '/',
    entries: [
      { path: 'opt/Hearth', kind: 'folder' },
      { path: 'opt/Hearth/hearth', kind: 'file' },
      { path: 'usr/bin', kind: 'folder' },
    ],
  });
  expect(spec).toContain('\nRequires: libc6\n');
  expect(spec).toContain('\n%dir "/opt/Hearth"\n"/opt/Hearth/hearth"\n');
  expect(spec).not.toContain('/usr/bin');
  expect(spec).toContain('if [ "$1" = 0 ]; then\nexit 0\n');
});

test('a word that it doesn’t know is an error', () => {
  expect(() => readFpmWords([...words('deb', '/x'), '--new-word'])).toThrow('“--new-word”');
  expect(() => readFpmWords(['-s', 'gem', '-t', 'deb'])).toThrow('from folders');
});
