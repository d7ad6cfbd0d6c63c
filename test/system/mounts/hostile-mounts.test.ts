/** Unit files and drop-ins on a mount whose server doesn't answer: systemd itself hangs over them. */
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { measureTurns } from '../../hostile/longest-turn.ts';
import { openHearth } from '../../open-engine.ts';
import {
  afterwards,
  person,
  problemOf,
  property,
  service,
  shell,
  temporaryFolder,
} from '../workbench/bench.ts';
import {
  expectFreeThreads,
  farAway,
  measureHolds,
  timed,
  told,
  until,
} from '../workbench/far-away.ts';

const { unitFolder } = person;

const text = '[Unit]\nDescription=Far away\n[Service]\nExecStart=/bin/sleep 1000\n';

const open = async () => {
  const engine = openHearth({ stateFolder: await temporaryFolder() });
  afterwards(engine.dispose);
  return engine;
};

const link = async (target: string, name: string): Promise<void> => {
  const at = path.join(unitFolder, name);
  await mkdir(path.dirname(at), { recursive: true });
  await symlink(target, at);
  afterwards(() => rm(at, { recursive: true, force: true }));
};

test(
  'the list comes while a unit, a drop-in and a drop-in folder lead to a mount that doesn’t answer',
  { timeout: 120_000 },
  async () => {
    const far = await farAway({
      'far.service': text,
      'a.conf': '[Service]\nNice=1\n',
      'd/b.conf': '[Unit]\n',
    });
    await service('near.service', text.split('\n'));
    await service('other.service', text.split('\n'));
    await service('held.service', text.replace('Far', 'Held').split('\n'));
    await link(`${far.point}/far.service`, 'far.service');
    await link(`${far.point}/a.conf`, 'held.service.d/a.conf');
    await link(`${far.point}/d`, 'folded.service.d');
    await writeFile(`${unitFolder}/folded.service`, text);
    afterwards(() => rm(`${unitFolder}/folded.service`));
    await shell('systemctl', '--user', 'daemon-reload');
    const started = ['far.service', 'held.service', 'folded.service', 'other.service'];
    await shell('systemctl', '--user', 'start', ...started);
    afterwards(async () => {
      await shell('systemctl', '--user', 'stop', ...started);
      await shell('systemctl', '--user', 'reset-failed');
    });
    await far.stall();

    const [turns, holds] = [measureTurns(), measureHolds()];
    const { handlers, store } = await open();
    const units = () => store.state().account.units;
    const [list] = await timed(() =>
      until('the list', () => store.state().account.manager.kind === 'running'),
    );
    expect(units()).toMatchObject({
      'near.service': { activeState: 'inactive', description: 'Far away' },
      'far.service': { activeState: 'active' },
      'held.service': { activeState: 'active', description: 'Held away' },
      'folded.service': { activeState: 'active' },
    });

    const [page, problem] = await timed(() =>
      problemOf(Promise.resolve(handlers.unitDetails({ unit: 'far.service' }))),
    );
    expect(problem).toMatchObject(told(far.point));
    for (const unit of ['held.service', 'folded.service'])
      expect(await problemOf(Promise.resolve(handlers.unitDetails({ unit }))), unit).toMatchObject(
        told(far.point),
      );
    const [source, { files: read }] = await timed(() =>
      Promise.resolve(handlers.unitSource({ unit: 'far.service' })),
    );
    expect(read[0]?.content).toMatchObject({ kind: 'problem', problem: told(far.point) });
    const held = await handlers.unitSource({ unit: 'held.service' });
    expect(held.files.map(({ content }) => content.kind)).toEqual(['text', 'problem']);

    const near = { unit: 'near.service', file: { kind: 'fragment' } as const };
    const bytes = new TextEncoder().encode(`${text}Nice=2\n`);
    const [check, findings] = await timed(() =>
      Promise.resolve(handlers.checkUnitFile({ ...near, bytes })),
    );
    expect(findings.findings).toMatchObject([{ code: expect.stringMatching('verif') as string }]);
    const [save, saved] = await timed(async () => {
      const { files: before } = await handlers.unitSource({ unit: 'near.service' });
      const { content } = before[0] ?? {};
      const version = content?.kind === 'text' ? content.version : null;
      return handlers.saveUnitFile({ ...near, version, bytes });
    });
    expect(saved).toMatchObject({ kind: 'saved', reloadProblem: { code: 'reload-would-hang' } });
    const [reload, refused] = await timed(() =>
      problemOf(Promise.resolve(handlers.reloadManager({ unit: 'near.service' }))),
    );
    expect(refused).toMatchObject({ ...told(far.point), code: 'reload-would-hang' });
    // Stopping needs the unit's files, too: systemctl asks whether they changed.
    expect(await handlers.actOnUnit({ unit: 'far.service', action: 'stop' })).toMatchObject(
      told(far.point),
    );
    // The words of a signal are enough to end it.
    expect(await handlers.actOnUnit({ unit: 'far.service', action: 'kill' })).toBeNull();
    await until('the killed unit', () => units()['far.service']?.activeState !== 'active');
    // systemd has it in memory, so it reads no folder for it.
    expect(await handlers.actOnUnit({ unit: 'other.service', action: 'restart' })).toBeNull();
    expect(await property('other.service', 'ActiveState')).toBe('active');
    // It isn't in memory, and the folder changed: systemd would read it all.
    expect(await handlers.actOnUnit({ unit: 'near.service', action: 'start' })).toMatchObject({
      code: 'reload-would-hang',
    });
    await expectFreeThreads();
    const times = { list, page, source, check, save, reload, turns: turns(), holds: holds() };
    console.log(JSON.stringify(times));
    expect(Math.max(page, source, check, save, reload)).toBeLessThan(10_000);
    expect(times.turns).toBeLessThan(100);
    expect(times.holds).toBeLessThan(5000);

    await far.answer();
    await until('the unit is read', () => units()['far.service']?.description === 'Far away');
    const { fragmentPath } = await until('its details', () =>
      Promise.resolve(handlers.unitDetails({ unit: 'far.service' })).catch(() => null),
    );
    expect(fragmentPath).toBe(`${unitFolder}/far.service`);
    await handlers.reloadManager({ unit: 'near.service' });
  },
);

test(
  'a mount that dies under an open list is noticed, and keeps what was known',
  { timeout: 120_000 },
  async () => {
    const far = await farAway({ 'dying.service': text });
    await link(`${far.point}/dying.service`, 'dying.service');
    const { handlers, store } = await open();
    const unit = () => store.state().account.units['dying.service'];
    await until('the unit', () => unit()?.description === 'Far away');
    await far.stall();
    await writeFile(`${unitFolder}/new.service`, text);
    afterwards(() => rm(`${unitFolder}/new.service`, { force: true }));
    await until('the new unit', () => store.state().account.units['new.service'] !== undefined);
    const source = await handlers.unitSource({ unit: 'dying.service' });
    expect(source.files[0]?.content).toMatchObject({ problem: told(far.point) });
    expect(unit()?.description).toBe('Far away');
  },
);
