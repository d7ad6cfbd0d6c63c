/**
 * Whether the mounts on the way to a path answer. stat(2), open(2) and readlink(2) block for ever below a dead network
 * mount or a FUSE file system whose program hangs: called directly they hold up the whole process, otherwise one of the
 * four threads for all of Node's file functions. So a path that leads to a mount that can stall is touched only after a
 * program of its own got an answer from there a moment ago.
 *
 * A path is followed link by link, and only on file systems of this computer without asking. Where no mount can stall,
 * this costs one reading of the mount table.
 */
import { lstatSync, readlinkSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import path from 'node:path';
import type { SilentMount } from '../../core/problems/files.ts';
import { deepestAbove } from '../../core/text/path.ts';
import { codeOf } from '../files/errors.ts';
import { silenceOf, whileAnswering } from './answers.ts';
import { canStall, readMounts, type Mount } from './mount-table.ts';
import { placesTo } from './places.ts';

interface Table {
  all: Map<string, Mount>;
  stalling: Map<string, Mount>;
  /** Where places lead that were looked at; null for no link, undefined for nothing there. */
  seen: Map<string, string | null | undefined>;
}

let table: Table | null = null;

/** As of now: kept only until other work has its turn. */
const now = (): Table => {
  if (table === null) {
    const all = readMounts();
    const stalling = new Map([...all].filter(([, mount]) => canStall(mount)));
    table = { all, stalling, seen: new Map() };
    setImmediate(() => (table = null));
  }
  return table;
};

const localTarget = ({ seen }: Table, at: string): string | null | undefined => {
  if (seen.has(at)) return seen.get(at);
  let target: string | null | undefined;
  try {
    const facts = lstatSync(at, { throwIfNoEntry: false });
    target = facts?.isSymbolicLink() === true ? readlinkSync(at) : facts && null;
  } catch {
    // Out of reach, so nothing beyond it can be touched.
    target = undefined;
  }
  seen.set(at, target);
  return target;
};

export interface How {
  /** Don't follow the last name, even if it is a link. */
  itself?: boolean;
}

/** What to walk: the last name of a path that isn't followed is left to the end. */
const walked = (file: string, { itself = false }: How): string =>
  itself ? path.dirname(file) : file;

/** The last name of a path that isn't followed, in the folder that a walk ended in. */
const lastPlace = (file: string, end: string, { itself = false }: How): string =>
  itself ? path.join(end, path.basename(file)) : end;

/**
 * Whether a path may be touched without asking: no mount on the way to it can stall. Touches none that can.
 * @param file absolute.
 */
export const isNear = (file: string, how: How = {}): boolean => {
  const at = now();
  if (at.stalling.size === 0) return true;
  const places = placesTo(walked(file, how));
  let step = places.next();
  while (step.done !== true) {
    if (at.stalling.has(step.value)) return false;
    const target = localTarget(at, step.value);
    if (target === undefined) return true;
    step = places.next(target);
  }
  return step.value === null || !at.stalling.has(lastPlace(file, step.value, how));
};

/** The mount a place is on that can stall; null if it can't. */
const stallingAt = ({ all, stalling }: Table, place: string): Mount | null =>
  stalling.get(deepestAbove(all, place)?.point ?? '') ?? null;

const remoteTarget = (at: string): Promise<string | null | undefined> =>
  readlink(at).catch((thrown: unknown) => (codeOf(thrown) === 'EINVAL' ? null : undefined));

/** Where a place leads. */
const targetAt = async (place: string): Promise<string | null | undefined | SilentMount> => {
  const mount = stallingAt(now(), place);
  if (mount === null) return localTarget(now(), place);
  const target = await whileAnswering(mount, () => remoteTarget(place));
  return 'value' in target ? target.value : target;
};

/** The first silent mount on the way; otherwise the mount that the path is on, if it can stall. */
const walk = async (
  file: string,
  how: How,
): Promise<{ silent: SilentMount } | { silent: null; on: Mount | null }> => {
  const places = placesTo(walked(file, how));
  let step = places.next();
  let on: Mount | null = null;
  while (step.done !== true) {
    on = stallingAt(now(), step.value);
    const target = await targetAt(step.value);
    if (target === undefined) return { silent: null, on };
    if (typeof target === 'object' && target !== null) return { silent: target };
    step = places.next(target);
  }
  if (step.value === null) return { silent: null, on };
  on = stallingAt(now(), lastPlace(file, step.value, how));
  const silent = on === null ? null : await silenceOf(on);
  return silent === null ? { silent, on } : { silent };
};

/**
 * The mount on the way to a path that doesn't answer; null if all do, and the path may be touched now. Takes half a
 * second for a mount that just went silent.
 * @param file absolute.
 */
export const silentOn = async (file: string, how: How = {}): Promise<SilentMount | null> =>
  isNear(file, how) ? null : (await walk(file, how)).silent;

/** Calls what touches a path, unless a mount on the way doesn't answer: then returns that mount. */
export const reaching = async <Value>(
  file: string,
  call: () => Promise<Value>,
  how: How = {},
): Promise<{ value: Value } | SilentMount> => {
  if (isNear(file, how)) return { value: await call() };
  const way = await walk(file, how);
  if (way.silent !== null) return way.silent;
  return way.on === null ? { value: await call() } : whileAnswering(way.on, call);
};
