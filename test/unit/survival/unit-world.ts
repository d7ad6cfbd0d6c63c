/** A search path in memory, as unit-tree.ts would read it. */
import { dropInNames } from '../../../electron/core/names/drop-in-names.ts';
import { createStartGraph, type StartGraph } from '../../../electron/core/survival/start-graph.ts';
import { unitFileLookup } from '../../../electron/core/units/file-state.ts';
import { summaryOf, type Summary } from '../../../electron/core/units/file-summary.ts';
import {
  dropInsInOrder,
  kindOfFolder,
  type Entry,
  type SearchFolder,
} from '../../../electron/core/units/search-path.ts';

export const config = '/home/a/.config/systemd/user';
export const runtime = '/run/user/1/systemd/user';
export const transient = '/run/user/1/systemd/transient';
export const generated = '/run/user/1/systemd/generator.late';
export const global = '/etc/systemd/user';
export const thisBoot = '/run/systemd/user';
export const vendor = '/usr/lib/systemd/user';

const inOrder = [config, runtime, transient, global, thisBoot, generated, vendor];

/** What is in a folder, by name: a unit’s text, `null` for a mask, a link in `x.wants/`, a drop-in in `x.d/`. */
export type Contents = Record<string, string | null>;

const summary = (text: string): Summary => {
  const bytes = Buffer.from(text);
  return summaryOf(bytes, bytes.toString('latin1'));
};

const folderAt = (path: string, contents: Contents): SearchFolder => {
  const entries = new Map<string, Entry>();
  const links = new Map<string, string>();
  const pulls = new Map<string, string[]>();
  const masks = new Map<string, string[]>();
  const dropIns = new Map<string, Map<string, Summary>>();
  const add = (lists: Map<string, string[]>, key: string, name: string): void => {
    lists.set(key, [...(lists.get(key) ?? []), name]);
  };
  for (const [name, text] of Object.entries(contents)) {
    const [first = '', second] = name.split('/');
    if (second === undefined && text?.startsWith('-> ') === true) {
      const target = text.slice(3);
      links.set(name, target.slice(target.lastIndexOf('/') + 1));
      entries.set(name, { kind: 'link', target, inside: true, masked: false, outside: null });
    } else if (second === undefined) {
      entries.set(name, { kind: 'file', masked: text === null, facts: summary(text ?? '') });
    } else if (first.endsWith('.d')) {
      const known = dropIns.get(first) ?? new Map<string, Summary>();
      dropIns.set(first, known.set(second, summary(text ?? '')));
    } else {
      add(pulls, first, second);
      if (text === null) add(masks, first, second);
    }
  }
  const place = { unitFolder: config, runtimeFolder: '/run/user/1' };
  return { path, ...kindOfFolder(path, place), entries, links, pulls, masks, dropIns };
};

/** What every installation of systemd has. */
const usual: Contents = {
  'default.target': '[Unit]\nRequires=basic.target\n',
  'basic.target': '[Unit]\nWants=sockets.target timers.target paths.target\n',
  'sockets.target': '[Unit]\n',
  'timers.target': '[Unit]\n',
  'paths.target': '[Unit]\n',
  'graphical-session.target': '[Unit]\nRequires=basic.target\n',
  'graphical-session-pre.target': '[Unit]\nRequires=basic.target\n',
  'xdg-desktop-autostart.target': '[Unit]\n',
  'sound.target': '[Unit]\n',
};

/** @param world by folder; what systemd brings is added. */
export const graphOf = (
  world: Readonly<Record<string, Contents>>,
  { upholds = true } = {},
): StartGraph => {
  const folders = inOrder.map((path) =>
    folderAt(path, { ...(path === vendor ? usual : {}), ...world[path] }),
  );
  const lookup = unitFileLookup(folders, { upholds });
  const names = new Set([
    ...folders.flatMap(({ entries }) => [...entries.keys()]),
    ...folders.flatMap(({ pulls }) =>
      [...pulls.values()].flat().filter((one) => one.includes('@')),
    ),
  ]);
  return createStartGraph({
    folders,
    names,
    upholds,
    find: (name) => {
      const found = lookup(name);
      if (found === null) return null;
      const more = dropInsInOrder(
        folders,
        dropInNames(found.name).map((one) => `${one}.d`),
      );
      return { ...found, facts: [...found.facts, ...more.flatMap((facts) => facts ?? [])] };
    },
    aliasesOf: (name) => [...names].filter((one) => one !== name && lookup(one)?.name === name),
  });
};
