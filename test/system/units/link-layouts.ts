/** Drop-in folders that are links, each with the unit to look up. */
import { command } from '../workbench/unit-folder.ts';
import type { Layout } from './drop-in-layouts.ts';

const none = '[Unit]\n';

export const linkLayouts: [string, string, Layout][] = [
  [
    'folders linked relatively: to a plain folder, and to that of another unit',
    'c35-a.service',
    {
      'mine/c35-a.service': command,
      'mine/c35-shared/a.conf': none,
      'mine/c35-a.service.d': '→ c35-shared',
      'mine/c35-b.service.d/b.conf': none,
      'mine/c35-.service.d': '→ ./c35-b.service.d',
    },
  ],
  [
    'folders linked to one of the same name in a later folder, and to a subfolder',
    'c38-a.service',
    {
      'mine/c38-a.service': command,
      'data/c38-a.service.d/a.conf': none,
      'mine/c38-a.service.d': '→ data/c38-a.service.d',
      'mine/c38/deep/b.conf': none,
      'mine/c38-.service.d': '→ mine/c38/deep',
    },
  ],
  [
    'a folder linked out of the unit folders, and from there back into them',
    'c39.service',
    {
      'mine/c39.service': command,
      'mine/c39-shared/a.conf': none,
      '/tmp/hearth-c39/back': '→ mine/c39-shared',
      'mine/c39.service.d': '→ /tmp/hearth-c39/back',
    },
  ],
  [
    'a folder linked through a link outside to a folder outside',
    'c40.service',
    {
      'mine/c40.service': command,
      '/tmp/hearth-c40/real/a.conf': none,
      '/tmp/hearth-c40/again': '→ /tmp/hearth-c40/real',
      'mine/c40.service.d': '→ /tmp/hearth-c40/again',
    },
  ],
  [
    'folders linked to /dev/null and to nowhere',
    'c41-a.service',
    {
      'mine/c41-a.service': command,
      'data/c41-a.service.d/a.conf': none,
      'mine/c41-a.service.d': '→ /dev/null',
      'mine/c41-.service.d': '→ /nonexistent/c41',
    },
  ],
];
