/** Lines of a program that has ended before journald looks up its unit. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { terminalLine } from '../../../electron/core/logs/query.ts';
import type { ServiceDetails } from '../../../electron/core/units/unit.ts';
import { paste } from '../commands/pasting.ts';
import { afterwards, property, service, temporaryFolder, until } from '../workbench/bench.ts';
import { all, journalctl, of, runUnseen, start, sync, unique } from '../workbench/journal.ts';
import { follow, systemctl } from '../workbench/manager-bench.ts';

/** A shell script of that name, in a folder of its own. Returns its path. */
const program = async (name: string, lines: readonly string[]): Promise<string> => {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  return file;
};

const detailsOf = async (unit: string): Promise<ServiceDetails> => {
  const details = await (await follow().connected()).details(unit);
  if (details.kind !== 'service') throw new Error(`${unit} is a ${details.kind}`);
  return details;
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
    const { processes, lines } = await journalctl.unassigned(await detailsOf(unit));
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
    const [mine, theirs] = [await detailsOf(unit), await detailsOf(other)];
    const endedProcesses = mine.endedProcesses.map((one) => ({
      ...one,
      from: one.from - 60_000,
      to: one.to - 60_000,
    }));
    const longAgo = { ...mine, endedProcesses };
    expect(await journalctl.unassigned(longAgo)).toEqual({ processes: [], lines: 0 });
    expect(await journalctl.unassigned(theirs)).toEqual({ processes: [], lines: 0 });
    const { processes } = await journalctl.unassigned(mine);
    const [first] = processes;
    const both = theirs.endedProcesses
      .map((one) => ({ ...one, boot: first?.boot ?? '' }))
      .concat(processes);
    expect((await all(of(unit, { processes: both }))).said).toEqual(['mine']);
  });

  test('are found, too, if a child of its processes wrote them', async () => {
    const unit = unique('child');
    const script = await program('convert-child', ['/etc/passwd --all', 'exit $?']);
    await service(unit, ['[Service]', `ExecStart=${script}`]);
    await runUnseen(unit);
    const { processes, lines } = await journalctl.unassigned(await detailsOf(unit));
    expect(lines).toBe(1);
    const { said } = await all(of(unit, { processes }));
    expect(said).toEqual([expect.stringMatching(/passwd: Permission denied$/)]);
  });

  test('are left out beside another service of the same program, unless stream or path tells', async () => {
    const [unit, known, named, other] = [
      unique('alike'),
      unique('alike-known'),
      unique('alike-named'),
      unique('alike-other'),
    ];
    const child = '/etc/passwd --all';
    const mute = await program('convert-alike', ['sh -c "/etc/passwd --all"', 'exit $?']);
    const talking = await program('convert-alike', ['echo first', child, 'exit 3']);
    const naming = await program('convert-alike', [child, 'exit $?']);
    await service(other, [
      '[Service]',
      'SyslogIdentifier=convert-alike',
      'ExecStart=/bin/sh -c "while :; do echo theirs; sleep 0.1; done"',
    ]);
    await start(other);
    afterwards(() => systemctl('stop', other));
    for (const [name, at] of [
      [unit, mute],
      [known, talking],
      [named, naming],
    ] as const) {
      await service(name, ['[Service]', 'SyslogIdentifier=convert-alike', `ExecStart=${at}`]);
      await runUnseen(name);
    }
    await until('the other has a line', async () => (await all(of(other))).said.length > 0);
    expect(await journalctl.unassigned(await detailsOf(unit))).toEqual({ processes: [], lines: 0 });
    const denied: unknown = expect.stringMatching(/passwd: Permission denied$/);
    const saidBy = async (name: string) =>
      (
        await all(
          of(name, { processes: (await journalctl.unassigned(await detailsOf(name))).processes }),
        )
      ).said;
    expect(await saidBy(known)).toEqual(['first', denied]);
    expect(await saidBy(named)).toEqual([denied]);
  });
});
