/**
 * Keeps file calls from paths on mounts that don't answer: one such call would never return, and four would leave none
 * of the threads that all file calls share.
 */
import { fail } from '../../core/problems/problem.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import type { HostFiles } from '../host-files.ts';
import { isNear, reaching, silentOn, type How } from './reach.ts';

/** For what is done to a name, whatever it leads to. */
const itself: How = { itself: true };

/** @throws mount-silent. */
const reach = async <Value>(
  path: string,
  call: () => Promise<Value>,
  how: How = {},
): Promise<Value> => {
  const reached = await reaching(path, call, how);
  if ('value' in reached) return reached.value;
  throw fail('mount-silent', { path, mount: reached });
};

/** @throws mount-silent for the first path that can't be reached. */
const reachAll = async <Value>(
  paths: readonly string[],
  call: () => Promise<Value>,
  how: How = {},
): Promise<Value> => {
  for (const path of paths) {
    const mount = await silentOn(path, how);
    if (mount !== null) throw fail('mount-silent', { path, mount });
  }
  const [last] = paths.slice(-1);
  return last === undefined ? call() : reach(last, call, how);
};

/** Those that can be reached. */
const near = async (paths: readonly string[], how: How = {}): Promise<string[]> => {
  const silent = await Promise.all(paths.map((path) => silentOn(path, how)));
  return paths.filter((_, index) => silent[index] === null);
};

/** Asks about each path on its own if one of them is on a mount that may not answer. */
const each = async <Answer>(
  paths: readonly string[],
  all: (paths: readonly string[]) => Promise<Answer[]>,
  silent: (path: string) => Answer,
): Promise<Answer[]> => {
  if (paths.every((path) => isNear(path))) return all(paths);
  const answers = paths.map(async (path) => {
    const reached = await reaching(path, () => all([path]));
    return 'value' in reached ? reached.value : [silent(path)];
  });
  return (await Promise.all(answers)).flat();
};

/** `readTree`, `inspect`, `examine`, `exist` and `linksBelow` ask on the way: what they read leads elsewhere. */
export const guardFiles = (files: HostFiles): HostFiles => ({
  ...files,
  read: (path) => reach(path, () => files.read(path)),
  look: (paths) => each(paths, files.look, () => null),
  // Never “not there”: that is acted on, as deleted or free to be taken.
  areThere: (paths) => reachAll(paths, () => files.areThere(paths), itself),
  realPaths: (paths) => each(paths, files.realPaths, (path) => path),
  tail: async (path, bytes) => {
    const reached = await reaching(path, () => files.tail(path, bytes));
    return 'value' in reached
      ? reached.value
      : { kind: 'unreadable', detail: problemsFilesTexts.silent(reached) };
  },
  put: (path, ...more) => reach(path, () => files.put(path, ...more)),
  putPrivate: (root, wanted) =>
    reachAll(
      [root, ...wanted.map(({ path }) => path)],
      () => files.putPrivate(root, wanted),
      itself,
    ),
  append: (path, ...more) => reach(path, () => files.append(path, ...more), itself),
  take: (path, to, length) => reachAll([path, to], () => files.take(path, to, length), itself),
  // Without `expect` nothing is read.
  remove: (path, options) =>
    reach(path, () => files.remove(path, options), options.expect === undefined ? itself : {}),
  discard: async (paths) => files.discard(await near(paths, itself)),
  linkAt: (path) => reach(path, () => files.linkAt(path), itself),
  link: (path, to) => reach(path, () => files.link(path, to), itself),
  unlink: (path, to) => reach(path, () => files.unlink(path, to), itself),
  unmask: (path) => reach(path, () => files.unmask(path)),
  makeFolders: (folders) => reachAll(folders, () => files.makeFolders(folders)),
  makeFolder: (folder, mode) => reach(folder, () => files.makeFolder(folder, mode), itself),
  missingFolders: (folders) => reachAll(folders, () => files.missingFolders(folders), itself),
  removeFolder: (folder) => reach(folder, () => files.removeFolder(folder), itself),
  setMode: (path, mode) => reach(path, () => files.setMode(path, mode), itself),
  snapshot: (paths, ...more) => reachAll(paths, () => files.snapshot(paths, ...more), itself),
  sweep: async (folders) => files.sweep(await near(folders)),
  receive: (place) => reach(place.path, () => files.receive(place)),
});
