import path from 'node:path';
import { expect, test } from 'vitest';
import { sudo } from '../workbench/bench.ts';

/** Watches a folder and its parent while the kernel allows too few watches, then enough. */
const program = (kernelLimit: string, allowed: number): string => `
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { followWatchLimit, watchFolder } from '${path.resolve(import.meta.dirname, '../../../electron/host/watch-folder.ts')}';
const allow = (count) => writeFileSync('/proc/sys/user/${kernelLimit}', String(count));
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (look) => { while (!look()) await wait(20); };
const above = mkdtempSync('/tmp/hearth-limit-');
const folder = above + '/folder';
mkdirSync(folder);
const told = [];
const events = [];
followWatchLimit((limit) => told.push(limit));
allow(${String(allowed)});
const watches = [watchFolder(above, () => undefined), watchFolder(folder, (file) => events.push(file))];
writeFileSync(folder + '/unseen', '');
await wait(300);
const before = [...events];
allow(100);
await until(() => events.length > 0);
const after = [...events];
writeFileSync(folder + '/seen', '');
await until(() => events.includes('seen'));
for (const watch of watches) watch.close();
rmSync(above, { recursive: true });
console.log(JSON.stringify({ before, after, told }));
`;

// Use a separate namespace, so that the limits affect nobody else. timeout(1) of coreutils 9.10 refuses to be its init.
const inNamespace = async (code: string): Promise<unknown> =>
  JSON.parse(
    await sudo(
      ...['unshare', '--user', '--map-root-user', '--mount', '--pid', '--fork'],
      ...['sh', '-c', 'mount -t proc proc /proc && timeout 20 "$@"', 'sh'],
      ...[process.execPath, '--input-type=module', '--eval', code],
    ),
  );

test.each([
  ['max_inotify_watches', 1, 'max_user_watches'],
  ['max_inotify_instances', 0, 'max_user_instances'],
] as const)(
  'reports reaching %s, and re-reads a folder as soon as it can be watched',
  async (kernelLimit, allowed, limit) => {
    expect(await inNamespace(program(kernelLimit, allowed))).toEqual({
      before: [],
      after: [null],
      told: [limit, null],
    });
  },
);
