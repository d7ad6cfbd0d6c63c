/** Odd layouts of unit files, each with the unit to look up: which file and which names it has. */
import type { Layout } from './drop-in-layouts.ts';
import { command } from '../workbench/unit-folder.ts';

const none = '[Unit]\n';

export const nameLayouts: [string, string, Layout][] = [
  ['a plain unit without drop-ins', 'c1.service', { 'mine/c1.service': command }],
  [
    'drop-ins of an alias apply to the unit',
    'c10.service',
    {
      'mine/c10.service': command,
      'mine/c10-other.service': '→ mine/c10.service',
      'mine/c10.service.d/b.conf': none,
      'mine/c10-other.service.d/a.conf': none,
      'mine/c10-other.service.d/b.conf': none,
    },
  ],
  [
    'looked up by an alias',
    'c11-other.service',
    {
      'data/c11.service': command,
      'mine/c11-other.service': '→ data/c11.service',
      'mine/c11.service.d/b.conf': none,
      'mine/c11-other.service.d/a.conf': none,
    },
  ],
  [
    'a chain of aliases',
    'c12-c.service',
    {
      'mine/c12-a.service': command,
      'mine/c12-b.service': '→ mine/c12-a.service',
      'mine/c12-c.service': '→ mine/c12-b.service',
      'mine/c12-b.service.d/a.conf': none,
    },
  ],
  [
    'an instance of an alias of a template',
    'c13-other@x.service',
    {
      'mine/c13@.service': command,
      'mine/c13-other@.service': '→ mine/c13@.service',
      'mine/c13@.service.d/a.conf': none,
      'mine/c13-other@.service.d/b.conf': none,
      'mine/c13-other@x.service.d/c.conf': none,
    },
  ],
  [
    'an instance that is a link to its template',
    'c14@x.service',
    {
      'mine/c14@.service': command,
      'mine/c14@x.service': '→ mine/c14@.service',
      'mine/c14@x.service.d/a.conf': none,
    },
  ],
  [
    'a file linked from elsewhere under a different name',
    'c15.service',
    {
      '/tmp/hearth-c15/dotfiles/different.service': command,
      'mine/c15.service': '→ /tmp/hearth-c15/dotfiles/different.service',
      'mine/c15.service.d/a.conf': none,
    },
  ],
  [
    'a link to a file of its name in a subfolder',
    'c42.service',
    { 'mine/c42/c42.service': command, 'mine/c42.service': '→ mine/c42/c42.service' },
  ],
  [
    'a link to a file of another name in a subfolder',
    'c43.service',
    {
      'mine/c43/c44.service': command,
      'mine/c43.service': '→ mine/c43/c44.service',
      'mine/c44.service.d/a.conf': none,
    },
  ],
  [
    'drop-ins for a unit without a file',
    'c20.slice',
    { 'mine/c20.slice.d/a.conf': '[Unit]\nDescription=x\n' },
  ],
  [
    'the person’s own file in place of a package’s',
    'c22.service',
    {
      'local/c22.service': command,
      'mine/c22.service': command,
      'local/c22.service.d/a.conf': none,
    },
  ],
  [
    'an administrator’s file, through the folder and the link to it',
    'c23.service',
    { 'admin/c23.service': command, 'admin/c23.service.d/a.conf': none },
  ],
  [
    'a link to the same name elsewhere in the search path is skipped',
    'c24.service',
    { 'data/c24.service': command, 'mine/c24.service': '→ data/c24.service' },
  ],
  [
    'names that differ only in case are two units',
    'C25.service',
    {
      'mine/c25.service': command,
      'mine/C25.service': command,
      'mine/c25.service.d/a.conf': none,
      'mine/C25.service.d/b.conf': none,
    },
  ],
  [
    'masked by a link, with drop-ins',
    'c26.service',
    {
      'data/c26.service': command,
      'mine/c26.service': '→ /dev/null',
      'mine/c26.service.d/a.conf': none,
    },
  ],
  [
    'masked by an empty file, with an alias',
    'c27.service',
    {
      'mine/c27.service': '',
      'mine/c27-other.service': '→ mine/c27.service',
      'mine/c27.service.d/a.conf': none,
    },
  ],
  [
    'a dangling link in an earlier folder',
    'c28.service',
    { 'data/c28.service': command, 'mine/c28.service': '→ /nonexistent/c28.service' },
  ],
  [
    'a folder in place of the file in an earlier folder',
    'c29.service',
    { 'data/c29.service': command, 'mine/c29.service': 'folder/' },
  ],
  [
    'an alias in a later folder of a unit that an empty file masks',
    'c30-other.service',
    {
      'data/c30.service': command,
      'data/c30-other.service': '→ data/c30.service',
      'mine/c30.service': '',
      'mine/c30-other.service.d/a.conf': none,
      'mine/c30.service.d/b.conf': none,
    },
  ],
];
