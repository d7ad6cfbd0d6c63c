/** What a try must end whatever it does, and what can’t run at all. */
import { access } from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { emptyForm, exampleForm } from '../../../electron/core/create/service-form.ts';
import { problemOf, service, shell, temporaryFolder } from '../workbench/bench.ts';
import { leftOf, openTries, running, tryText, wordsOf } from './try-bench.ts';

describe('a try', () => {
  test('shows both streams, systemd’s own words, and the exit code', async () => {
    const tried = await tryText(['ExecStart=/bin/sh -c "echo out; echo err >&2; exit 3"']);
    expect(wordsOf(tried)).toEqual(expect.arrayContaining(['out', 'err']));
    expect(tried.lines.some(({ from, text }) => from === 'manager' && text.includes('3'))).toBe(
      true,
    );
    expect(tried.end).toMatchObject({
      result: 'exit-code',
      exitKind: 'exited',
      exitStatus: 3,
      by: 'itself',
      killedRest: false,
    });
  });

  test('gives a program that talks to a connection none, and shows its answer', async () => {
    const tried = await tryText([
      'ExecStart=/bin/sh -c "cat; echo answer"',
      'StandardInput=socket',
      'StandardOutput=socket',
    ]);
    expect(wordsOf(tried)).toEqual(['answer']);
    expect(tried.end).toMatchObject({ result: 'success' });
    expect(tried.notes).toContainEqual({ kind: 'no-connection' });
  });

  test('ends after the chosen time', async () => {
    const tried = await tryText(['ExecStart=/bin/sleep 4711.1'], 2);
    expect(tried.end).toMatchObject({ by: 'time', result: 'success' });
    expect(tried.end?.durationMs).toBeGreaterThan(1900);
    expect(tried.end?.durationMs).toBeLessThan(6000);
    expect(tried.phases).toEqual(expect.arrayContaining(['running', 'ended']));
  });

  test('kills a program that ignores SIGTERM', async () => {
    const tried = await tryText(
      ['ExecStart=/bin/sh -c "trap : TERM; while :; do sleep 0.1; done"', 'TimeoutStopSec=1'],
      1,
    );
    expect(tried.end).toMatchObject({ by: 'time', exitKind: 'killed', exitStatus: 9 });
  });

  test('shortens a long TimeoutStopSec=', async () => {
    const tried = await tryText(
      [
        'ExecStart=/bin/sh -c "trap : TERM; while :; do sleep 0.1; done"',
        'TimeoutStopSec=infinity',
      ],
      1,
    );
    expect(tried.end?.durationMs).toBeLessThan(15_000);
  }, 40_000);

  test.each([['control-group'], ['process'], ['mixed'], ['none']])(
    'leaves no fork behind with KillMode=%s',
    async (mode) => {
      const word = `4711.2${String(mode.length)}`;
      const script = `for i in 1 2 3 4 5 6 7 8; do setsid sleep ${word} & done; sleep 0.2; exit 0`;
      const tried = await tryText([`KillMode=${mode}`, `ExecStart=/bin/sh -c "${script}"`]);
      expect(tried.end).toMatchObject({ result: 'success', by: 'itself' });
      expect(await running(`sleep ${word}`)).toBe('');
      if (mode === 'none' || mode === 'process') expect(tried.end?.killedRest).toBe(true);
    },
    30_000,
  );

  test('says that the program is missing, by systemd’s own name', async () => {
    const tried = await tryText(['ExecStart=/nowhere/at/all']);
    expect(tried.end).toMatchObject({ result: 'exit-code', exitStatus: 203 });
  });

  test('ends a command before the program that hangs', async () => {
    const tried = await tryText(['ExecStartPre=/bin/sleep 4711.3', 'ExecStart=/bin/true'], 1);
    expect(tried.end).toMatchObject({ by: 'time' });
    expect(tried.phases).not.toContain('running');
  });

  test('says that a condition is not met', async () => {
    const tried = await tryText([
      'ExecStart=/bin/true',
      '[Unit]',
      'ConditionPathExists=/nowhere/at/all',
    ]);
    expect(tried.end).toMatchObject({ by: 'skipped' });
  });

  test('reports what systemd refuses, with its words, and leaves nothing', async () => {
    await service('trybad-text.service', ['[Service]', 'ExecStart=/bin/true']);
    const tries = await openTries();
    const refused = await problemOf(tries.tryUnit('trybad-text.service', '[Service]\nType=what\n'));
    expect(refused).toMatchObject({ code: 'try-refused' });
    expect(refused.output).toContain('!0-unit.conf:2');
    await tries.expectNothingLeft();
    const after = await tries.tryUnit('trybad-text.service');
    expect(after.end).toMatchObject({ result: 'success' });
  });

  test('starts no failure handler, stops no other unit, and refuses no stop', async () => {
    await service('trybad-handler.service', ['[Service]', 'ExecStart=/bin/sleep 60']);
    await service('trybad-other.service', ['[Service]', 'ExecStart=/bin/sleep 60']);
    await shell('systemctl', '--user', 'start', 'trybad-other.service');
    const tried = await tryText(
      [
        'ExecStart=/bin/sh -c "sleep 30; exit 1"',
        ...['[Unit]', 'OnFailure=trybad-handler.service', 'Conflicts=trybad-other.service'],
        ...['RefuseManualStop=yes', 'RefuseManualStart=yes', 'StopWhenUnneeded=yes'],
        ...['FailureAction=exit', 'SuccessAction=exit'],
      ],
      1,
    );
    expect(tried.end).toMatchObject({ by: 'time' });
    const states = await execa(
      'systemctl',
      ['--user', 'is-active', 'trybad-handler.service', 'trybad-other.service'],
      { reject: false },
    );
    expect(states.stdout.split('\n')).toEqual(['inactive', 'active']);
    const left = tried.notes.find(({ kind }) => kind === 'left-out');
    expect(left).toMatchObject({
      keys: ['OnFailure', 'Conflicts', 'RefuseManualStop', 'RefuseManualStart'].concat([
        'StopWhenUnneeded',
        'FailureAction',
        'SuccessAction',
      ]),
    });
  }, 30_000);

  test('is one at a time, and ends with Stop', async () => {
    await service('trybad-one.service', ['[Service]', 'ExecStart=/bin/sleep 4711.4']);
    const tries = await openTries();
    const asked = { unit: 'trybad-one.service', edited: [], seconds: 60 };
    const started = await tries.begin(tries.handlers.tryUnit(asked));
    expect(await problemOf(Promise.resolve(tries.handlers.tryUnit(asked)))).toMatchObject({
      code: 'busy',
    });
    expect((await leftOf(tries.state)).length).toBeGreaterThan(0);
    expect(Object.keys(tries.engine.store.account.state().units)).not.toContain(started.id);
    await tries.handlers.stopTry(undefined);
    expect((await tries.ended(started)).end).toMatchObject({ by: 'person', result: 'success' });
    expect(await running('sleep 4711.4')).toBe('');
    await tries.expectNothingLeft();
  });

  test('says that an assertion is not met', async () => {
    const tried = await tryText(['ExecStart=/bin/true', '[Unit]', 'AssertPathExists=/nowhere']);
    expect(tried.end).toMatchObject({ by: 'skipped' });
  });

  test('of a job for connections says that it gets none', async () => {
    const tries = await openTries();
    const form = {
      ...exampleForm(),
      name: 'trybad-socket',
      job: 'on-connection' as const,
      listenPort: '47110',
      script: '#!/bin/sh\ntrue\n',
    };
    const tried = await tries.ended(
      await tries.begin(tries.handlers.tryForm({ form, seconds: 10 })),
    );
    expect(tried.notes).toContainEqual({ kind: 'sockets', units: ['trybad-socket.socket'] });
  });

  test('refuses a template, and what is no service', async () => {
    const tries = await openTries();
    for (const unit of ['trybad-x@.service', 'trybad-x.timer'])
      expect(
        await problemOf(Promise.resolve(tries.handlers.tryUnit({ unit, edited: [], seconds: 1 }))),
      ).toMatchObject({ code: 'no-try' });
  });

  test('of a form runs its script from a private file, which is gone afterwards', async () => {
    const tries = await openTries();
    const mark = `${await temporaryFolder()}/mark`;
    const script = `#!/bin/sh\nstat -c %a "$0" > ${mark}\necho "$0"\n`;
    const form = { ...exampleForm(), name: 'trybad script', script };
    const tried = await tries.ended(
      await tries.begin(tries.handlers.tryForm({ form, seconds: 10 })),
    );
    expect(tried.end).toMatchObject({ by: 'itself', result: 'success' });
    const [place = ''] = wordsOf(tried);
    expect(place).toMatch(/\/try\/hearth-try-[0-9a-f]{8}\.service\.d\/.*\.sh$/);
    await expect(access(place)).rejects.toThrow('ENOENT');
    expect((await shell('cat', mark)).trim()).toBe('700');
    await tries.expectNothingLeft();
  });

  test('of a form that can’t run says why, and starts nothing', async () => {
    const tries = await openTries();
    const asked = { form: emptyForm(), seconds: 10 };
    expect(await problemOf(Promise.resolve(tries.handlers.tryForm(asked)))).toMatchObject({
      code: 'form-invalid',
    });
    await tries.expectNothingLeft();
  });
});
