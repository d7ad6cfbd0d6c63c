/** What a diagnosis sees of a disk, on real file systems. */
import { chmod, mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { DiskLook } from '../../../electron/core/diagnosis/symptoms.ts';
import { afterwards, files, host, sudo, temporaryFolder } from '../workbench/bench.ts';
import { farAway } from '../workbench/far-away.ts';

const look = async (at: string): Promise<DiskLook | undefined> =>
  (await files.examine([at])).get(at);

test('tells files, folders and what is missing, with what is near', async () => {
  const folder = await temporaryFolder();
  await writeFile(`${folder}/notes`, '#!/bin/sh\n', { mode: 0o755 });
  await symlink(`${folder}/notes`, `${folder}/link`);
  await symlink(`${folder}/nothing`, `${folder}/dangling`);
  const own = { isOwn: true, mount: { isNoexec: false, isReadOnly: false } };
  expect(await look(`${folder}/link`)).toMatchObject({
    kind: 'file',
    realPath: await realpath(`${folder}/notes`),
    mode: 0o755,
    isReadable: true,
    isWritable: true,
    isExecutable: true,
    sizeBytes: 10,
    head: '#!/bin/sh\n',
    ...own,
  });
  expect(await look(folder)).toMatchObject({
    kind: 'folder',
    isEnterable: true,
    isWritable: true,
    ...own,
  });
  const missing = await look(`${folder}/a/b/c`);
  expect(missing).toMatchObject({ kind: 'missing', nearest: folder });
  expect(missing?.kind === 'missing' && [...missing.names].sort()).toEqual([
    'dangling',
    'link',
    'notes',
  ]);
  expect(await look(`${folder}/dangling`)).toMatchObject({ kind: 'missing', nearest: folder });
  expect(await look(`${folder}/notes/below`)).toMatchObject({ kind: 'missing', nearest: folder });
  expect(await look('/dev/null')).toMatchObject({ kind: 'special', isOwn: false });
  expect(await look('relative')).toEqual({ kind: 'unknown' });
});

test('names the folder on the way that can’t be entered', async () => {
  const folder = await temporaryFolder();
  await mkdir(`${folder}/closed/deep`, { recursive: true });
  await writeFile(`${folder}/closed/deep/x`, '');
  await chmod(`${folder}/closed`, 0);
  afterwards(() => chmod(`${folder}/closed`, 0o700));
  expect(await look(`${folder}/closed/deep/x`)).toEqual({
    kind: 'closed',
    folder: `${folder}/closed`,
  });
});

test('sees what may be read, written and executed, and what only its mode says', async () => {
  const folder = await temporaryFolder();
  const plain = path.join(folder, 'plain');
  await writeFile(plain, 'secret\n', { mode: 0o600 });
  expect(await look(plain)).toMatchObject({ isReadable: true, isExecutable: false, mode: 0o600 });
  await chmod(plain, 0o111);
  expect(await look(plain)).toMatchObject({ isReadable: false, isExecutable: true, head: null });
});

test('sees a noexec, read-only and full mount', async () => {
  const folder = await temporaryFolder();
  const options = 'noexec,size=64k,mode=777';
  await sudo('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', folder);
  afterwards(() => sudo('umount', folder));
  const file = path.join(folder, 'run');
  await writeFile(file, '#!/bin/sh\n', { mode: 0o755 });
  const there = await look(file);
  expect(there).toMatchObject({
    isExecutable: true,
    mount: { point: folder, isNoexec: true, isReadOnly: false },
  });
  await writeFile(`${folder}/big`, Buffer.alloc(60 * 1024)).catch(() => undefined); // Full is what is wanted.
  const full = await look(file);
  expect(full !== undefined && 'mount' in full && full.mount.freeBytes).toBe(0);
  await sudo('mount', '-o', 'remount,ro', folder);
  expect(await look(file)).toMatchObject({ isWritable: false, mount: { isReadOnly: true } });
});

test('lists what fstab(5) would mount, but nothing has', async () => {
  await sudo('cp', '--no-preserve=all', '/etc/fstab', '/tmp/fstab-before').catch(() => '');
  const rows = ['server:/photos /mnt/my\\040photos nfs noauto 0 0', 'none none swap sw 0 0'];
  await sudo('sh', '-c', `printf '%s\\n' '${rows.join("' '")}' >> /etc/fstab`);
  afterwards(() => sudo('sh', '-c', 'mv /tmp/fstab-before /etc/fstab || rm /etc/fstab'));
  expect(await host.unmounted()).toContain('/mnt/my photos');
  expect(await host.unmounted()).not.toContain('none');
});

test('says nothing of a mount that doesn’t answer, in time', { timeout: 120_000 }, async () => {
  const far = await farAway({ run: '#!/bin/sh\n' });
  await far.stall();
  const began = performance.now();
  const looks = await files.examine([`${far.point}/run`, `${far.point}/none`, '/bin/sh']);
  expect(performance.now() - began).toBeLessThan(3000);
  expect(looks.get(`${far.point}/run`)).toEqual({ kind: 'unknown' });
  expect(looks.get(`${far.point}/none`)).toEqual({ kind: 'unknown' });
  expect(looks.get('/bin/sh')).toMatchObject({ kind: 'file' });
});
