/** The disk is full, or the home folder read-only, while Hearth is in use. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { afterwards, person, problemOf, sudo, temporaryFolder } from '../workbench/bench.ts';
import { unit, useHearth } from './in-use.ts';

test('on a full disk, what is typed stays, says that it isn’t kept, and is kept once there is room', async () => {
  const place = await temporaryFolder();
  const owner = `uid=${String(person.uid)},mode=0700`;
  await sudo('mount', '-t', 'tmpfs', '-o', `size=2m,${owner}`, 'tmpfs', place);
  afterwards(() => sudo('umount', place));
  const stateFolder = `${place}/hearth`;
  await mkdir(stateFolder);
  const { act, keepDraft, expectWhole } = await useHearth({ stateFolder });
  // To the brim.
  await writeFile(`${place}/filler`, Buffer.alloc(4 << 20)).catch(() => undefined);
  expect((await problemOf(Promise.resolve(keepDraft()))).code).toBe('disk-full');
  // An action writes nothing.
  expect(await act('restart')).toBeNull();
  await expectWhole();
  await rm(`${place}/filler`);
  await keepDraft();
  await expectWhole();
});

test('in a read-only home, actions and logs work, and a save says why it can’t', async () => {
  const stateFolder = `${person.home}/.hearth-read-only`;
  afterwards(() => rm(stateFolder, { recursive: true, force: true }));
  await mkdir(stateFolder, { recursive: true });
  const { engine, act, keepDraft, expectWhole } = await useHearth({ stateFolder });
  const [file] = (await engine.handlers.unitSource({ unit })).files;
  const version = file?.content.kind === 'text' ? file.content.version : null;
  const save = () =>
    Promise.resolve(
      engine.handlers.saveUnitFile({
        unit,
        file: { kind: 'fragment' },
        version,
        bytes: Buffer.from('[Service]\nExecStart=/bin/true\n'),
      }),
    );
  await sudo('mount', '--bind', person.home, person.home);
  afterwards(() => sudo('umount', '--lazy', person.home).catch(() => ''));
  await sudo('mount', '-o', 'remount,bind,ro', person.home);
  expect(await problemOf(save())).toMatchObject({
    code: 'folder-not-writable',
    why: 'The file system is mounted read-only.',
  });
  expect((await problemOf(Promise.resolve(keepDraft()))).code).toBe('folder-not-writable');
  expect(await act('restart')).toBeNull();
  await expectWhole();
  await sudo('umount', '--lazy', person.home);
  await keepDraft();
  await expectWhole();
});
