/** Odd layouts of unit files, each with the unit to look up: which drop-ins apply, and in which order. */
import { command } from '../workbench/unit-folder.ts';

/** `where/name` → its text, or `→ target` for a link, or `folder/`. */
export type Layout = Record<string, string>;

const none = '[Unit]\n';

export const layouts: [string, string, Layout][] = [
  [
    'sorted by name across all kinds of folders',
    'c2-b.service',
    {
      'mine/c2-b.service': command,
      'mine/c2-b.service.d/50-b.conf': none,
      'mine/c2-.service.d/40-a.conf': none,
      'mine/service.d/45-type.conf': none,
      'data/c2-b.service.d/30-data.conf': none,
      'runtime/c2-b.service.d/20-runtime.conf': none,
      'control/c2-b.service.d/50-CPUWeight.conf': '[Service]\nCPUWeight=50\n',
      'admin/c2-b.service.d/60-admin.conf': none,
      'local/c2-b.service.d/70-local.conf': none,
    },
  ],
  [
    'the same name in several folders of the search path: the earlier folder wins',
    'c3.service',
    {
      'mine/c3.service': command,
      'data/c3.service.d/10.conf': none,
      'runtime/c3.service.d/10.conf': none,
      'admin/c3.service.d/10.conf': none,
      'mine/c3.service.d/10.conf': none,
    },
  ],
  [
    'the same name, general in an earlier folder and specific in a later folder',
    'c4-x.service',
    {
      'mine/c4-x.service': command,
      'mine/c4-.service.d/10.conf': none,
      'data/c4-x.service.d/10.conf': none,
    },
  ],
  [
    'a drop-in for the type loses, whatever its folder',
    'c5.service',
    {
      'mine/c5.service': command,
      'mine/service.d/10.conf': none,
      'data/c5.service.d/10.conf': none,
    },
  ],
  [
    'an instance of a template, with prefixes of both',
    'c6-y@x-z.service',
    {
      'mine/c6-y@.service': command,
      'mine/c6-y@x-z.service.d/1.conf': none,
      'mine/c6-y@.service.d/2.conf': none,
      'mine/c6-@x-z.service.d/3.conf': none,
      'mine/c6-@.service.d/4.conf': none,
      'mine/c6-.service.d/5.conf': none,
      'mine/c6-y@x-.service.d/never.conf': none,
      'mine/c6-y.service.d/never2.conf': none,
      'mine/service.d/6.conf': none,
    },
  ],
  [
    'the same name in several of those: the most specific wins',
    'c7-y@x.service',
    {
      'mine/c7-y@.service': command,
      'mine/c7-@x.service.d/1.conf': none,
      'mine/c7-.service.d/1.conf': none,
    },
  ],
  [
    'an instance with its own file',
    'c8@x.service',
    {
      'mine/c8@.service': command,
      'mine/c8@x.service': command,
      'mine/c8@.service.d/template.conf': none,
    },
  ],
  [
    'consecutive and trailing dashes',
    'c9--d-.service',
    {
      'mine/c9--d-.service': command,
      'mine/c9--d-.service.d/1.conf': none,
      'mine/c9--.service.d/2.conf': none,
      'mine/c9-.service.d/3.conf': none,
    },
  ],
  [
    'a drop-in folder linked from elsewhere',
    'c16.service',
    {
      '/tmp/hearth-c16/a.conf': none,
      'mine/c16.service': command,
      'mine/c16.service.d': '→ /tmp/hearth-c16',
    },
  ],
  [
    'a drop-in masked by a link to /dev/null, by an empty file, linked from elsewhere, dangling',
    'c17.service',
    {
      'mine/c17.service': command,
      'data/c17.service.d/1.conf': none,
      'mine/c17.service.d/1.conf': '→ /dev/null',
      'data/c17.service.d/2.conf': none,
      'mine/c17.service.d/2.conf': '',
      '/tmp/hearth-c17/x': none,
      'mine/c17.service.d/3.conf': '→ /tmp/hearth-c17/x',
      'mine/c17.service.d/4.conf': '→ /nonexistent/x',
    },
  ],
  [
    'names that count and names that do not',
    'c18.service',
    {
      'mine/c18.service': command,
      'mine/c18.service.d/.hidden.conf': none,
      'mine/c18.service.d/x.conf~': none,
      'mine/c18.service.d/README': none,
      'mine/c18.service.d/Z.conf': none,
      'mine/c18.service.d/a.conf': none,
      'mine/c18.service.d/ä b.conf': none,
      'mine/c18.service.d/10.conf': none,
      'mine/c18.service.d/9.conf': none,
    },
  ],
  [
    'a drop-in that is a folder',
    'c19.service',
    {
      'mine/c19.service': command,
      'mine/c19.service.d/a.conf': 'folder/',
      'data/c19.service.d/a.conf': none,
    },
  ],
  [
    'a unit of a distribution',
    'dbus.socket',
    { 'mine/dbus.socket.d/a.conf': none, 'mine/socket.d/b.conf': none },
  ],
  [
    'escaped names',
    'c30\\x2da-b.service',
    {
      'mine/c30\\x2da-b.service': command,
      'mine/c30\\x2da-.service.d/a.conf': none,
    },
  ],
  [
    'units made by a generator, early and late',
    'c31.service',
    {
      'late/c31.service': command,
      'late/c31.service.d/l.conf': none,
      'early/c31.service.d/e.conf': none,
      'mine/c31.service.d/m.conf': none,
    },
  ],
  [
    'relative links: to a file, to another link, to nowhere, out of the unit folders',
    'c33.service',
    {
      'mine/c33.service': command,
      'mine/c33-shared.conf': none,
      '/tmp/hearth-c33/x': none,
      'mine/c33.service.d/1.conf': '→ ../c33-shared.conf',
      'mine/c33.service.d/2.conf': '→ 1.conf',
      'mine/c33.service.d/3.conf': '→ ../c33-missing.conf',
      'mine/c33.service.d/4.conf': '→ ../../../../../../tmp/hearth-c33/x',
      'data/c33.service.d/3.conf': none,
    },
  ],
  [
    'a drop-in masked by a relative link to /dev/null',
    'c34.service',
    {
      'mine/c34.service': command,
      'mine/c34.service.d/1.conf': '→ ../../../../../../dev/null',
      'data/c34.service.d/1.conf': none,
    },
  ],
  [
    'a relative link from an early folder to a drop-in of a later folder',
    'c36.service',
    {
      'mine/c36.service': command,
      'data/c36.service.d/a.conf': none,
      'mine/c36.service.d/b.conf': '→ ../../../../.local/share/systemd/user/c36.service.d/a.conf',
    },
  ],
  [
    'prefix and type folders masked for one unit by links to /dev/null',
    'c37-x.service',
    {
      'mine/c37-x.service': command,
      'mine/c37-.service.d/p.conf': none,
      'mine/service.d/t.conf': none,
      'mine/c37-x.service.d/p.conf': '→ /dev/null',
      'mine/c37-x.service.d/t.conf': '→ /dev/null',
    },
  ],
  [
    'a unit of another type',
    'c32.timer',
    {
      'mine/c32.timer': '[Timer]\nOnCalendar=daily\n',
      'mine/timer.d/a.conf': none,
      'mine/service.d/b.conf': none,
    },
  ],
];
