/** Which files make up a unit: compares each odd layout with what the user manager found. */
import { existsSync } from 'node:fs';
import { mkdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createAnalyze } from '../../../electron/system/manager/analyze.ts';
import { findDropIns } from '../../../electron/system/units/drop-ins.ts';
import { findUnit, lookUpUnits } from '../../../electron/system/units/names.ts';
import {
  afterwards,
  createBench,
  files as hostFiles,
  person,
  shell,
  sudo,
  systemdVersion,
} from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { layouts, type Layout } from './drop-in-layouts.ts';
import { linkLayouts } from './link-layouts.ts';
import { nameLayouts } from './name-layouts.ts';
import { emptyFolder } from '../workbench/unit-folder.ts';

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

const resolve = (place: string): string => {
  const [where = '', ...rest] = place.split('/');
  return where in folders ? path.join(folders[where as Where], ...rest) : place;
};

/** What to remove after the test: the entry in the folder, or the test's own folder. */
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

/** What the manager knows, via D-Bus because systemctl would quote some names. */
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
    isMasked: (await property('LoadState')) === 'masked',
  };
};

/** The path of a drop-in as the manager reports it: its folder with links resolved. */
const chased = async (file: string): Promise<string> =>
  path.join(await realpath(path.dirname(file)), path.basename(file));

const { unitPaths } = createAnalyze(createBench().runner);

/** A reload throws generated units away, so look those up without one. */
const isGenerated = (layout: Layout): boolean =>
  Object.keys(layout).some((place) => /^(late|early|transient)\//.test(place));

test.each([...layouts, ...linkLayouts, ...nameLayouts])(
  'finds the same files as the manager: %s',
  async (_, unit, layout) => {
    await emptyFolder();
    await lay(layout);
    if (!isGenerated(layout)) await systemctl('daemon-reload');
    const snapshot = await lookUpUnits(hostFiles, await unitPaths(), [unit]);
    const found = findUnit(snapshot, unit);
    const dropIns = findDropIns(snapshot, found.names);
    // The manager reports no dangling links, but Hearth shows them.
    const leadsNowhere = found.fragment !== null && !existsSync(found.fragment);
    const { isMasked, ...files } = await known(unit);
    // Since systemd 257, drop-ins of a masked unit don’t count. Hearth shows them still: unmasking brings them back.
    const counting = isMasked && systemdVersion >= 257 ? [] : dropIns;
    expect({
      id: found.id,
      names: [...found.names].sort(),
      fragment: leadsNowhere ? '' : (found.fragment ?? ''),
      dropIns: await Promise.all(counting.map(chased)),
    }).toEqual(files);
  },
);
