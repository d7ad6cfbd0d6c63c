/** Nothing of a try stays, however it ends and whatever happens meanwhile. */
import { access, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { exampleForm } from '../../../electron/core/create/service-form.ts';
import {
  afterwards,
  person,
  problemOf,
  service,
  shell,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { leftOf, openTries, running, tryText } from './try-bench.ts';

describe('a try', () => {
  test('that is stopped while it is prepared isn’t started, and another may follow', async () => {
    const tries = await openTries();
    const mark = `${await temporaryFolder()}/mark`;
    const form = { ...exampleForm(), name: 'trybad early', script: `#!/bin/sh\ntouch ${mark}\n` };
    const asked = { form, seconds: 60 };
    const start = tries.begin(tries.handlers.tryForm(asked));
    expect(await problemOf(Promise.resolve(tries.handlers.tryForm(asked)))).toMatchObject({
      code: 'busy',
    });
    await tries.handlers.stopTry(undefined);
    const tried = await tries.ended(await start);
    expect(tried).toMatchObject({ end: { by: 'person', exitKind: null }, phases: ['ended'] });
    await expect(access(mark)).rejects.toThrow('ENOENT');
    await tries.expectNothingLeft();
    const after = await tries.ended(await tries.begin(tries.handlers.tryForm(asked)));
    expect(after.end).toMatchObject({ by: 'itself', result: 'success' });
  });

  test('that fails leaves nothing, even if its unit would stay', async () => {
    const tried = await tryText(['ExecStart=/bin/false', '[Unit]', 'CollectMode=inactive']);
    expect(tried.end).toMatchObject({ by: 'itself', result: 'exit-code' });
  });

  test('ends once, whatever the name of a drop-in that wants it back', async () => {
    const unit = 'trybad-umlaut.service';
    await service(unit, ['[Service]', 'ExecStart=/bin/false']);
    const folder = `${person.unitFolder}/${unit}.d`;
    await shell('mkdir', '-p', folder);
    afterwards(() => shell('rm', '-r', folder));
    await writeFile(`${folder}/ümlaut.conf`, '[Service]\nRestart=always\nRestartSec=1h\n');
    await shell('systemctl', '--user', 'daemon-reload');
    const tries = await openTries();
    const tried = await tries.tryUnit(unit, undefined, 5);
    expect(tried.end).toMatchObject({ by: 'itself', result: 'exit-code' });
    await tries.expectNothingLeft();
  });

  test.each(['daemon-reload', 'daemon-reexec'])(
    'outlives %s, and leaves nothing',
    async (verb) => {
      const unit = 'trybad-again.service';
      await service(unit, ['[Service]', 'ExecStart=/bin/sleep 4711.6']);
      const tries = await openTries();
      const started = await tries.begin(tries.handlers.tryUnit({ unit, edited: [], seconds: 5 }));
      await until('it runs', async () => (await running('sleep 4711.6')) !== '');
      await shell('systemctl', '--user', verb);
      const tried = await tries.ended(started);
      expect(tried.end).toMatchObject({ by: 'time' });
      await until('it has ended', async () => (await running('sleep 4711.6')) === '');
      await tries.expectNothingLeft();
    },
    30_000,
  );

  test('has its limits as long as systemd doesn’t answer, and leaves nothing once it does', async () => {
    const unit = 'trybad-silent.service';
    await service(unit, ['[Service]', 'ExecStart=/bin/sleep 4711.7']);
    const tries = await openTries();
    const start = tries.handlers.tryUnit({ unit, edited: [], seconds: 60 });
    const started = await tries.begin(start);
    await until('it runs', async () => (await running('sleep 4711.7')) !== '');
    const manager = `user@${String(person.uid)}.service`;
    const pid = Number(await shell('systemctl', 'show', '--property=MainPID', '--value', manager));
    process.kill(pid, 'SIGSTOP');
    try {
      expect((await tries.ended(started)).end).toBeNull();
      await access(`${person.runtimeFolder}/systemd/user/${started.id}.d/~9-try.conf`);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await until('nothing is left', async () => (await leftOf(tries.state)).length === 0);
    expect(await running('sleep 4711.7')).toBe('');
    // That systemd didn’t answer is reported.
    tries.bugs.length = 0;
  }, 90_000);

  test('of a Hearth that was killed ends, and the next start removes its files', async () => {
    const tries = await openTries();
    const folder = `${process.env['XDG_RUNTIME_DIR'] ?? ''}/systemd/user/hearth-try-00c0ffee.service.d`;
    await shell('mkdir', '-p', folder, `${tries.state}/try/hearth-try-00c0ffee.service.d`);
    await writeFile(
      `${folder}/!0-unit.conf`,
      '[Service]\nExecStart=\nExecStart=/bin/sleep 4711.5\n',
    );
    await writeFile(`${tries.state}/try/hearth-try-00c0ffee.service.d/a.sh`, '');
    await shell('systemd-run', '--user', '--unit=hearth-try-00c0ffee.service', 'true');
    await until('it runs', async () => (await running('sleep 4711.5')) !== '');
    tries.engine.settle();
    await until('nothing is left', async () => (await leftOf(tries.state)).length === 0);
    expect(await running('sleep 4711.5')).toBe('');
  });
});
