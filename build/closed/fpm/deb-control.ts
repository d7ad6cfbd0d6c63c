/** The control files of a Debian package: deb-control(5). */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { descriptionOf, type FpmWords } from './fpm-words.ts';
import type { Staged } from './staged-files.ts';

/** As dpkg-gencontrol(1) estimates it: in KiB, one for whatever is no file. */
const installedSize = ({ root, entries }: Staged): number =>
  entries.reduce(
    (sum, { path: name, kind }) =>
      sum + (kind === 'file' ? Math.ceil(statSync(path.join(root, name)).size / 1024) : 1),
    0,
  );

const controlText = (words: FpmWords, staged: Staged): string => {
  const { options, depends, recommends } = words;
  const { summary, lines } = descriptionOf(words);
  const fields: Record<string, string | undefined> = {
    Package: options['--name'],
    Version: options['--version'],
    Section: options['--category'],
    Priority: options['--deb-priority'],
    Architecture: options['--architecture'],
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    'Installed-Size': String(installedSize(staged)),
    Maintainer: options['--maintainer'],
    Homepage: options['--url'],
    Description: [summary, ...lines.map((line) => ` ${line === '' ? '.' : line}`)].join('\n'),
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}: ${value ?? ''}\n`)
    .join('');
};

const sums = ({ root, entries }: Staged): string =>
  entries
    .filter(({ kind }) => kind === 'file')
    .map(({ path: name }) => {
      const sum = createHash('md5')
        .update(readFileSync(path.join(root, name)))
        .digest('hex');
      return `${sum}  ${name}\n`;
    })
    .join('');

export const controlFiles = (
  words: FpmWords,
  staged: Staged,
): { name: string; text: string; mode: number }[] => {
  const scripts = { postinst: '--after-install', postrm: '--after-remove' } as const;
  return [
    { name: 'control', text: controlText(words, staged), mode: 0o644 },
    { name: 'md5sums', text: sums(staged), mode: 0o644 },
    ...Object.entries(scripts).map(([name, word]) => ({
      name,
      text: readFileSync(words.options[word] ?? '', 'utf8'),
      mode: 0o755,
    })),
  ];
};
