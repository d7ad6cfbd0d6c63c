/** The spec of an RPM package whose files are in its build root already. */
import { readFileSync } from 'node:fs';
import { descriptionOf, type FpmWords } from './fpm-words.ts';
import type { Staged } from './staged-files.ts';

/** A script without its first line: rpm runs it with /bin/sh. */
const bodyOf = (file: string | undefined): string =>
  readFileSync(file ?? '', 'utf8').replace(/^#!.*\n/, '');

/** The folders that are this package’s own. */
const isOwn = (folder: string): boolean =>
  /^(?:opt\/Hearth|usr\/share\/licenses\/hearth)/.test(folder);

export const rpmSpec = (words: FpmWords, { entries }: Staged): string => {
  const { options, depends } = words;
  const { summary, lines } = descriptionOf(words);
  const listed = entries.flatMap(({ path: name, kind }) => {
    if (kind !== 'folder') return [`"/${name}"`];
    return isOwn(name) ? [`%dir "/${name}"`] : [];
  });
  return `Name: ${options['--name'] ?? ''}
Version: ${options['--version'] ?? ''}
Release: 1
Summary: ${summary}
License: ${options['--license'] ?? ''}
Group: ${options['--category'] ?? ''}
URL: ${options['--url'] ?? ''}
Vendor: ${options['--vendor'] ?? ''}
Packager: ${options['--maintainer'] ?? ''}
AutoReqProv: no
${depends.map((need) => `Requires: ${need}`).join('\n')}
%description
${lines.join('\n').trim()}
%post
${bodyOf(options['--after-install'])}
%postun
if [ "$1" = 0 ]; then
${bodyOf(options['--after-remove'])}
fi
%files
%defattr(-,root,root,-)
${listed.join('\n')}
`;
};
