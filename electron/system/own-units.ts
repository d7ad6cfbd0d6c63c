/** The person's own services: every file in their unit folder that systemd takes for a service. */
import { lstat, open, readdir, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse, type Assignment } from '../core/unit-file.ts';
import { isServiceName } from '../core/unit-name.ts';
import type { UnitFileState } from '../core/unit.ts';
import { unitFileState, type SearchFolder, type UnitFileFacts } from './unit-search.ts';
import { descriptionOf, installOf } from './unit-text.ts';

export interface OwnUnit {
  name: string;
  /** '' when the file has none. */
  description: string;
  /** As `systemctl is-enabled` says it, read off the disk. */
  unitFileState: UnitFileState;
}

type Facts = UnitFileFacts & { description: string };

/** Of a unit file as much is read; what is longer is no unit file that a person wrote. */
const textLimit = 256 * 1024;

/** The first bytes of an ordinary file; none for anything that is none or cannot be read. */
const readBytes = async (file: string): Promise<Buffer> => {
  try {
    // Before the open: opening a FIFO would wait for a writer.
    const facts = await stat(file);
    if (!facts.isFile()) return Buffer.alloc(0);
    const handle = await open(file, 'r');
    try {
      const buffer = Buffer.alloc(Math.min(facts.size, textLimit));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return Buffer.alloc(0);
  }
};

/** The same as text, for showing it. */
export const readText = async (file: string): Promise<string> =>
  (await readBytes(file)).toString('utf8');

const readAssignments = async (file: string): Promise<readonly Assignment[]> =>
  parse(await readBytes(file)).assignments;

/** With what the drop-ins in the person's own folder add to [Install]; others rarely do. */
const withDropIns = async (folder: string, facts: Facts): Promise<Facts> => {
  const dropIns = path.join(folder, `${facts.name}.d`);
  const names = await readdir(dropIns).catch(() => []);
  const added = await Promise.all(
    names
      .filter((name) => name.endsWith('.conf'))
      .map((name) => readAssignments(path.join(dropIns, name))),
  );
  const install = installOf(added.flat());
  return { ...facts, install: new Map([...facts.install, ...install]) };
};

/** Where a link in the unit folder leads. An alias is another name of a unit, not another unit. */
const kindOfLink = async (
  folder: string,
  name: string,
  searchPath: readonly string[],
): Promise<'masked' | 'linked' | 'alias' | 'bad'> => {
  const file = path.join(folder, name);
  const to = path.resolve(folder, await readlink(file));
  if (to === '/dev/null') return 'masked';
  if (searchPath.includes(path.dirname(to))) return path.basename(to) === name ? 'bad' : 'alias';
  return (await stat(file).catch(() => null)) === null ? 'bad' : 'linked';
};

/** What the file says, without its drop-ins; null for what systemd takes for no unit of its own. */
const readFacts = async (
  folder: string,
  name: string,
  isLink: boolean,
  searchPath: readonly string[],
): Promise<Facts | null> => {
  const kind = isLink ? await kindOfLink(folder, name, searchPath) : null;
  if (kind === 'alias') return null;
  const file = path.join(folder, name);
  const readable = kind === null || kind === 'linked';
  const assignments = readable ? await readAssignments(file) : [];
  return {
    name,
    description: descriptionOf(assignments),
    masked: kind === 'masked',
    linked: kind === 'linked',
    bad: kind === 'bad',
    install: installOf(assignments),
  };
};

/** Templates cannot run; an instance with a file of its own can. Hidden files are none of systemd's. */
const isRunnable = (name: string): boolean =>
  isServiceName(name) && !name.includes('@.') && !name.startsWith('.');

type Known = Map<string, { stamp: string; facts: Facts | null }>;

/**
 * Reads the unit folder at each call, but of the files only those that have changed since the last one:
 * 180 ms for 1,000 files the first time, 15 ms later.
 */
export const ownUnitReader = (
  unitFolder: string,
): ((searchPath: readonly string[], folders: readonly SearchFolder[]) => Promise<OwnUnit[]>) => {
  let known: Known = new Map();

  const factsOf = async (
    name: string,
    searchPath: readonly string[],
  ): Promise<[string, { stamp: string; facts: Facts | null }]> => {
    const entry = await lstat(path.join(unitFolder, name));
    const isLink = entry.isSymbolicLink();
    const stamp = [entry.ino, entry.size, entry.mtimeMs, entry.ctimeMs].join(' ');
    const before = known.get(name);
    // What a link leads to changes without the link.
    if (before?.stamp === stamp && !isLink) return [name, before];
    const facts = await readFacts(unitFolder, name, isLink, searchPath);
    if (facts !== null && !isLink && entry.size === 0) facts.masked = true;
    return [name, { stamp, facts }];
  };

  return async (searchPath, folders) => {
    const entries = await readdir(unitFolder, { withFileTypes: true }).catch(() => []);
    const names = entries
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && isRunnable(entry.name))
      .map((entry) => entry.name);
    known = new Map(await Promise.all(names.map((name) => factsOf(name, searchPath))));
    const dropIns = new Set(
      entries.map((entry) => entry.name).filter((name) => name.endsWith('.d')),
    );
    const found = [...known.values()].flatMap(({ facts }) => (facts === null ? [] : [facts]));
    return Promise.all(
      found.map(async (facts) => ({
        name: facts.name,
        description: facts.description,
        unitFileState: unitFileState(
          dropIns.has(`${facts.name}.d`) ? await withDropIns(unitFolder, facts) : facts,
          folders,
        ),
      })),
    );
  };
};
