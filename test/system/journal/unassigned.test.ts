/** Lines of a program that has ended before journald looks up its unit. */
import { describe, expect, test } from 'vitest';
import { terminalLine } from '../../../electron/core/logs/query.ts';
import type { EndedProcess } from '../../../electron/core/units/unit.ts';
import { paste } from '../commands/pasting.ts';
import { property, service, sudo, until } from '../workbench/bench.ts';
import { all, journalctl, of, start, sync, unique } from '../workbench/journal.ts';
import { follow } from '../workbench/manager-bench.ts';

const journald = (signal: 'STOP' | 'CONT') =>
  sudo('systemctl', 'kill', `--signal=${signal}`, 'systemd-journald.service');

/** Runs the service while journald can't look, until the service has failed. */
const runUnseen = async (unit: string): Promise<void> => {
  await journald('STOP');
  try {
    await start(unit);
    await until('it ended', async () => (await property(unit, 'ActiveState')) === 'failed');
  } finally {
    await journald('CONT');
  }
  await sync();
};

const processesOf = async (unit: string): Promise<readonly EndedProcess[]> => {
  const details = await (await follow().connected()).details(unit);
  return details.kind === 'service' ? details.endedProcesses : [];
};

describe('lines without a unit', () => {
  test('are found by the processes of the run, and shown with the others, in a terminal, too', async () => {
    const unit = unique('unseen');
    await service(unit, [
      '[Service]',
      'ExecStartPre=/bin/echo before',
      'ExecStart=/bin/sh -c "echo cause; exit 3"',
    ]);
    await runUnseen(unit);
    expect((await all(of(unit))).said).toEqual([]);
    const { processes, lines } = await journalctl.unassigned(await processesOf(unit));
    expect(lines).toBe(2);
    const query = of(unit, { processes });
    const { said, entries } = await all(query);
    expect(said).toEqual(['before', 'cause']);
    expect(entries.some(({ from }) => from === 'manager')).toBe(true);
    expect((await all({ ...query, text: 'caus' })).said).toEqual(['cause']);
    expect((await all({ ...query, boot: '0'.repeat(32) })).entries).toEqual([]);
    const pasted = await paste(`${terminalLine(query) ?? ''} -o cat`);
    expect(pasted.split('\n').sort()).toEqual(entries.map(({ message }) => message).sort());
  });

  test('of another process with the same ID are left out', async () => {
    const [unit, other] = [unique('same-id'), unique('other')];
    await service(unit, ['[Service]', 'ExecStart=/bin/sh -c "echo mine; exit 3"']);
    await service(other, ['[Service]', 'ExecStart=/bin/sh -c "echo theirs; sleep 0.3; exit 3"']);
    await runUnseen(unit);
    await start(other);
    await until('it ended', async () => (await property(other, 'ActiveState')) === 'failed');
    await sync();
    const [mine, theirs] = [await processesOf(unit), await processesOf(other)];
    const longAgo = mine.map((one) => ({ ...one, from: one.from - 60_000, to: one.to - 60_000 }));
    expect(await journalctl.unassigned(longAgo)).toEqual({ processes: [], lines: 0 });
    expect(await journalctl.unassigned(theirs)).toEqual({ processes: [], lines: 0 });
    const { processes } = await journalctl.unassigned(mine);
    const [first] = processes;
    const both = theirs.map((one) => ({ ...one, boot: first?.boot ?? '' })).concat(processes);
    expect((await all(of(unit, { processes: both }))).said).toEqual(['mine']);
  });
});
