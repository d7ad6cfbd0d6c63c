/** Which files make up a unit: each odd layout compared with what the user manager itself found. */
import { existsSync } from 'node:fs';
import { mkdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createAnalyze } from '../../electron/system/analyze.ts';
import { findDropIns } from '../../electron/system/drop-ins.ts';
import { findUnit } from '../../electron/system/unit-names.ts';
import { afterwards, createBench, person, shell, sudo } from './bench.ts';
import { systemctl } from './manager-bench.ts';
import { command, emptyFolder } from './unit-folder.ts';

const folders = {
  mine: person.unitFolder,
  control: `${person.configFolder}/systemd/user.control`,
  transient: `${person.runtimeFolder}/systemd/transient`,
  early: `${person.runtimeFolder}/systemd/generator.early`,
  runtime: `${person.runtimeFolder}/systemd/user`,
  late: `${person.runtimeFolder}/systemd/generator.late`,
  data: `${person.home}/.local/share/systemd/user`,
  admin: '/etc/systemd/user',
  local: '/usr/local/lib/systemd/user',
};
type Where = keyof typeof folders;

/** `where/name` → its text, or `→ target` for a link, or `folder/`. */
type Layout = Record<string, string>;

const none = '[Unit]\n';

const resolve = (place: string): string => {
  const [where = '', ...rest] = place.split('/');
  return where in folders ? path.join(folders[where as Where], ...rest) : place;
};

/** What is taken away after the test: the entry in the folder, or the test's own folder. */
const topOf = (place: string): string =>
  resolve(
    place
      .split('/')
      .slice(0, place.startsWith('/') ? 3 : 2)
      .join('/'),
  );

const lay = async (layout: Layout): Promise<void> => {
  for (const [place, content] of Object.entries(layout)) {
    const file = resolve(place);
    const target = content.startsWith('→ ') ? resolve(content.slice(2)) : null;
    if (/^(?:admin|local)\//.test(place)) {
      afterwards(() => sudo('rm', '-rf', topOf(place)));
      await sudo('mkdir', '-p', path.dirname(file));
      await sudo('sh', '-c', 'printf %s "$1" > "$2"', 'sh', content, file);
      continue;
    }
    if (!place.startsWith('mine/')) {
      afterwards(() => rm(topOf(place), { recursive: true, force: true }));
    }
    await mkdir(path.dirname(file), { recursive: true });
    if (content === 'folder/') await mkdir(file);
    else if (target !== null) await symlink(target, file);
    else await writeFile(file, content);
  }
};

const busctl = async (...args: string[]): Promise<unknown> =>
  (
    JSON.parse(await shell('busctl', '--user', '--json=short', ...args)) as {
      data: unknown;
    }
  ).data;

const manager = 'org.freedesktop.systemd1';

/** What the manager itself knows; systemctl would put quotes around some names. */
const known = async (unit: string) => {
  const load = [manager, '/org/freedesktop/systemd1', `${manager}.Manager`, 'LoadUnit', 's', unit];
  const [at] = (await busctl('call', ...load)) as [string];
  const property = async (name: string): Promise<unknown> =>
    busctl('get-property', manager, at, `${manager}.Unit`, name);
  return {
    id: await property('Id'),
    names: ((await property('Names')) as string[]).sort(),
    fragment: await property('FragmentPath'),
    dropIns: await property('DropInPaths'),
  };
};

/** As the manager writes it: the folder of a drop-in behind its links. */
const chased = async (file: string): Promise<string> =>
  path.join(await realpath(path.dirname(file)), path.basename(file));

const cases: [string, string, Layout][] = [
  ['a plain unit without drop-ins', 'c1.service', { 'mine/c1.service': command }],
  [
    'by name, of all kinds of folders',
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
    'of one name in several folders of the search path: the earlier',
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
    'the general in an earlier folder before the particular in a later',
    'c4-x.service',
    {
      'mine/c4-x.service': command,
      'mine/c4-.service.d/10.conf': none,
      'data/c4-x.service.d/10.conf': none,
    },
  ],
  [
    'the type comes last, whatever its folder',
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
    'the same name in all of those: the most particular',
    'c7-y@x.service',
    {
      'mine/c7-y@.service': command,
      'mine/c7-@x.service.d/1.conf': none,
      'mine/c7-.service.d/1.conf': none,
    },
  ],
  [
    'an instance with a file of its own',
    'c8@x.service',
    {
      'mine/c8@.service': command,
      'mine/c8@x.service': command,
      'mine/c8@.service.d/template.conf': none,
    },
  ],
  [
    'dashes at the end and at the beginning',
    'c9--d-.service',
    {
      'mine/c9--d-.service': command,
      'mine/c9--d-.service.d/1.conf': none,
      'mine/c9--.service.d/2.conf': none,
      'mine/c9-.service.d/3.conf': none,
    },
  ],
  [
    'other names of the unit bring their drop-ins',
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
    'asked for by another name',
    'c11-other.service',
    {
      'data/c11.service': command,
      'mine/c11-other.service': '→ data/c11.service',
      'mine/c11.service.d/b.conf': none,
      'mine/c11-other.service.d/a.conf': none,
    },
  ],
  [
    'a chain of other names',
    'c12-c.service',
    {
      'mine/c12-a.service': command,
      'mine/c12-b.service': '→ mine/c12-a.service',
      'mine/c12-c.service': '→ mine/c12-b.service',
      'mine/c12-b.service.d/a.conf': none,
    },
  ],
  [
    'another name of a template, asked for an instance',
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
    'a file linked from elsewhere, under its own and another name',
    'c15.service',
    {
      '/tmp/hearth-c15/dotfiles/different.service': command,
      'mine/c15.service': '→ /tmp/hearth-c15/dotfiles/different.service',
      'mine/c15.service.d/a.conf': none,
    },
  ],
  [
    'a folder of drop-ins linked from elsewhere',
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
    'drop-ins for a unit without a file',
    'c20.slice',
    { 'mine/c20.slice.d/a.conf': '[Unit]\nDescription=x\n' },
  ],
  [
    'a unit of a distribution',
    'dbus.socket',
    { 'mine/dbus.socket.d/a.conf': none, 'mine/socket.d/b.conf': none },
  ],
  [
    'a file of the person’s own in place of a package’s',
    'c22.service',
    {
      'local/c22.service': command,
      'mine/c22.service': command,
      'local/c22.service.d/a.conf': none,
    },
  ],
  [
    'an administrator’s, by the folder and by the link to it',
    'c23.service',
    { 'admin/c23.service': command, 'admin/c23.service.d/a.conf': none },
  ],
  [
    'a link to itself elsewhere in the search path is passed over',
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
    'masked by an empty file, with another name',
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
    'escaped names',
    'c30\\x2da-b.service',
    {
      'mine/c30\\x2da-b.service': command,
      'mine/c30\\x2da-.service.d/a.conf': none,
    },
  ],
  [
    'made by a generator, early and late',
    'c31.service',
    {
      'late/c31.service': command,
      'late/c31.service.d/l.conf': none,
      'early/c31.service.d/e.conf': none,
      'mine/c31.service.d/m.conf': none,
    },
  ],
  [
    'of the other types',
    'c32.timer',
    {
      'mine/c32.timer': '[Timer]\nOnCalendar=daily\n',
      'mine/timer.d/a.conf': none,
      'mine/service.d/b.conf': none,
    },
  ],
];

const { unitPaths } = createAnalyze(createBench().runner);

/** Generated units are thrown away by a reload, so those are laid out and asked for without one. */
const isGenerated = (layout: Layout): boolean =>
  Object.keys(layout).some((place) => /^(late|early|transient)\//.test(place));

test.each(cases)('%s', async (_, unit, layout) => {
  await emptyFolder();
  await lay(layout);
  if (!isGenerated(layout)) await systemctl('daemon-reload');
  const found = await findUnit(unit, await unitPaths());
  const dropIns = await findDropIns(found.names, await unitPaths());
  // The manager tells nothing of a link that leads nowhere; Hearth shows it.
  const leadsNowhere = found.fragment !== null && !existsSync(found.fragment);
  expect({
    id: found.id,
    names: [...found.names].sort(),
    fragment: leadsNowhere ? '' : (found.fragment ?? ''),
    dropIns: await Promise.all(dropIns.map(chased)),
  }).toEqual(await known(unit));
});
