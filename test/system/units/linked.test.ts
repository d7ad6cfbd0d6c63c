/** A unit whose file is elsewhere, linked into the unit folder, as with Stow or `systemctl link`. */
import { lstat, mkdir, readlink, symlink, writeFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openHearth } from '../../open-engine.ts';
import { afterwards, person, property, temporaryFolder, until } from '../workbench/bench.ts';
import { systemctl, worker } from '../workbench/manager-bench.ts';

const unit = 'from-dotfiles.service';
const link = path.join(person.unitFolder, unit);
const wants = path.join(person.unitFolder, 'default.target.wants', unit);

const isThere = (at: string): Promise<boolean> =>
  lstat(at).then(
    () => true,
    () => false,
  );

test('disabling a linked unit removes its link, and undoing it puts link and enablement back', async () => {
  const dotfiles = await temporaryFolder();
  const file = path.join(dotfiles, unit);
  await writeFile(file, [...worker, '[Install]', 'WantedBy=default.target', ''].join('\n'));
  await mkdir(person.unitFolder, { recursive: true });
  await symlink(file, link);
  afterwards(async () => {
    await rm(link, { force: true });
    await rm(wants, { force: true });
    await systemctl('daemon-reload');
  });
  await systemctl('daemon-reload');
  await systemctl('enable', unit);
  const engine = openHearth({ stateFolder: await temporaryFolder() });
  afterwards(engine.dispose);
  const { account } = engine.store;
  await until('the manager', () => account.state().manager.kind === 'running');
  await engine.inventory.refresh();
  expect(engine.inventory.enabling(unit)).toMatchObject({
    by: ['default.target'],
    link: { path: link, to: file },
  });

  expect(await engine.handlers.actOnUnit({ unit, action: 'disable' })).toBeNull();
  expect([await isThere(link), await isThere(wants), await isThere(file)]).toEqual([
    false,
    false,
    true,
  ]);
  const { undoable } = account.state().transactions;
  expect(undoable).toMatchObject({ unit, kind: 'disable' });

  expect(await engine.recovery.undo(undoable?.id ?? '')).toBeNull();
  expect(await readlink(link)).toBe(file);
  expect(await isThere(wants)).toBe(true);
  expect(await property(unit, 'UnitFileState')).toBe('enabled');
});
