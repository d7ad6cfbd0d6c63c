/** The lines of a unit that a diagnosis looks at, from the real journal. */
import { expect, test } from 'vitest';
import { readSymptomLines } from '../../../electron/system/diagnosis/symptom-lines.ts';
import { host, property, service, until } from '../workbench/bench.ts';
import { follow, systemctl } from '../workbench/manager-bench.ts';
import { count, journalctl, says, start, sync, unique } from '../workbench/journal.ts';

const linesOf = async (unit: string) => {
  const { details } = await (await follow().connected()).wholeDetails(unit);
  const processes = details.kind === 'service' ? details.endedProcesses : [];
  const boot = await host.bootId();
  const { invocation } = details;
  return {
    ...(await readSymptomLines(journalctl, { unit, invocation, processes, boot })),
    details,
  };
};

test('has what a service said and what systemd said, with their run', async () => {
  const unit = unique('said');
  await service(unit, ['[Service]', `ExecStart=/bin/sh -c 'echo why >&2; sleep 0.3; exit 3'`]);
  await start(unit);
  await until('its end', async () => (await property(unit, 'ActiveState')) === 'failed');
  await sync();
  const { lines, details, isReadable } = await linesOf(unit);
  expect(isReadable).toBe(true);
  expect(lines.find(({ from }) => from === 'service')).toMatchObject({
    message: 'why',
    invocation: details.invocation,
  });
  const exited = lines.find(({ fields }) => fields.EXIT_STATUS === '3');
  expect(exited).toMatchObject({
    from: 'manager',
    invocation: details.invocation,
    fields: { EXIT_CODE: 'exited' },
  });
  expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort((a, b) => a - b));
});

test('has what a program said that ended before journald looked', async () => {
  const unit = unique('gone');
  await service(unit, ['[Service]', 'Type=oneshot', `ExecStart=/bin/sh -c 'echo gone; exit 4'`]);
  // Of many runs, journald misses the unit of some.
  for (let run = 0; run < 12; run += 1) {
    await systemctl('reset-failed', unit).catch(() => '');
    await start(unit).catch(() => '');
    await sync();
    const { lines, details } = await linesOf(unit);
    const own = lines.filter(
      ({ from, invocation }) => from === 'service' && invocation === details.invocation,
    );
    expect(own.map(({ message }) => message)).toEqual(['gone']);
  }
});

test('names the child that could not become the program', async () => {
  const unit = unique('never');
  await service(unit, ['[Service]', 'ExecStart=/opt/gone/run']);
  await start(unit).catch(() => '');
  await until('its end', async () => (await property(unit, 'ActiveState')) === 'failed');
  await sync();
  const { lines } = await linesOf(unit);
  expect(lines.find(({ fields }) => fields.EXECUTABLE === '/opt/gone/run')).toMatchObject({
    from: 'manager',
    fields: { ERRNO: '2' },
  });
});

test('keeps the newest lines of a chatty service, and what systemd said about its end', async () => {
  const unit = unique('chatty');
  await says(unit, count(3000));
  await start(unit);
  await sync();
  const { lines } = await linesOf(unit);
  const own = lines.filter(({ from }) => from === 'service');
  expect(own).toHaveLength(300);
  expect(own.at(-1)?.message).toBe('line 3000');
  expect(lines.some(({ from }) => from === 'manager')).toBe(true);
});
