import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { fieldOf } from '../../../electron/core/logs/entry.ts';
import { wholeLog } from '../../../electron/core/logs/query.ts';
import { createJournalctl } from '../../../electron/system/journal/journalctl.ts';
import { person, problemOf, service, shell, until } from '../workbench/bench.ts';
import {
  all,
  count,
  journalctl,
  lines,
  of,
  read,
  runner,
  says,
  start,
  sync,
  unique,
} from '../workbench/journal.ts';

describe('read', () => {
  test('pages from the end and back again: every line once, in order', async () => {
    const unit = unique('pages');
    await says(unit, count(300));
    await start(unit);
    await sync();
    const query = of(unit, { manager: false });
    const first = await read(query, { kind: 'end' }, 'older', 100);
    expect(first).toMatchObject({ ended: false, said: lines(300, 201) });
    const cursor = first.entries.at(-1)?.cursor ?? '';
    const second = await read(query, { kind: 'cursor', cursor }, 'older', 150);
    expect(second).toMatchObject({ ended: false, said: lines(200, 51) });
    const third = { kind: 'cursor', cursor: second.entries.at(-1)?.cursor ?? '' } as const;
    expect(await read(query, third, 'older', 150)).toMatchObject({
      ended: true,
      said: lines(50, 1),
    });
    expect(await read(query, third, 'newer', 100)).toMatchObject({
      ended: false,
      said: lines(52, 151),
    });
    const at = { kind: 'line', cursor: third.cursor } as const;
    expect(await read(query, at, 'newer', 2)).toMatchObject({ said: lines(51, 52) });
    expect(await all(query)).toMatchObject({ ended: true, said: lines(1, 300) });
  });

  test('returns level, time and source of each line', async () => {
    const unit = unique('talker');
    await says(unit, 'echo plain; echo "<3>bad"');
    await start(unit);
    await sync();
    const { entries } = await all(of(unit));
    expect(entries.find(({ message }) => message === 'plain')).toMatchObject({
      priority: 6,
      identifier: 'sh',
      from: 'service',
      unit,
    });
    // Don't rely on order: journald may receive lines of two processes out of order.
    expect(entries.find(({ from }) => from === 'manager')).toMatchObject({ unit });
    expect(Math.abs(Date.now() - (entries[0]?.at ?? 0))).toBeLessThan(60_000);
    expect((await all(of(unit, { priority: 3 }))).said).toEqual(['bad']);
  });

  test('reads the lines of several units, and of all units', async () => {
    const [one, two] = [unique('one'), unique('two')];
    await says(one, 'echo from one');
    await says(two, 'echo from two');
    await start(one);
    await start(two);
    await sync();
    const both = await all({ ...wholeLog, units: [one, two], manager: false });
    expect(both.entries.map(({ unit, message }) => [unit, message])).toEqual([
      [one, 'from one'],
      [two, 'from two'],
    ]);
    const whole = await read({ ...wholeLog, manager: false }, { kind: 'end' }, 'older', 500);
    expect(whole.said).toEqual(expect.arrayContaining(['from one', 'from two']));
    expect(whole.entries.some(({ from }) => from === 'manager')).toBe(false);
  });

  test('reads only the last run, including the manager’s lines about it', async () => {
    const unit = unique('runs');
    await says(unit, 'echo mine');
    await start(unit);
    await sync();
    const before = (await all(of(unit))).entries.length;
    await start(unit);
    await sync();
    const newest = (await read(of(unit), { kind: 'end' }, 'older', 1)).entries[0];
    const record = (await journalctl.record(newest?.cursor ?? '')) ?? [];
    const invocation = fieldOf(record, 'USER_INVOCATION_ID') ?? '';
    const kept = await all(of(unit, { invocation }));
    expect(kept.said).toEqual(['mine']);
    expect(kept.entries).toHaveLength(before);
    expect(kept.entries.some(({ from }) => from === 'manager')).toBe(true);
  });

  test('shows the same for a slice as `journalctl -u`, without the manager’s lines for the root slice', async () => {
    const [unit, slice] = [unique('sliced'), `a${Date.now().toString(36)}.slice`];
    await service(unit, [
      '[Service]',
      ...[`Slice=${slice}`, 'Type=oneshot', 'ExecStart=/bin/sh -c "echo in it; sleep 0.3"'],
    ]);
    await start(unit);
    await sync();
    const { entries } = await all(of(slice));
    const theirs = await shell('journalctl', '--user', '-u', slice, '-o', 'cat');
    expect(entries.map(({ message }) => message)).toEqual(theirs.trimEnd().split('\n'));
    expect(entries.map(({ message }) => message)).toContain('in it');
    const root = await read(of('-.slice', { manager: false }), { kind: 'end' }, 'older', 500);
    expect(root.entries.filter(({ from }) => from === 'manager')).toEqual([]);
  });

  test('returns the newest invocation ID of the unit as its last run', async () => {
    const unit = unique('last-run');
    await says(unit, 'echo $INVOCATION_ID');
    expect(await journalctl.lastRun(unit)).toBeNull();
    for (let round = 0; round < 2; round += 1) {
      await start(unit);
      await sync();
      const { said } = await all(of(unit));
      expect(await journalctl.lastRun(unit)).toBe(said.at(-1));
    }
  });

  test('filters by boot and by time', async () => {
    const unit = unique('when');
    await says(unit, 'echo early; sleep 0.2; echo late');
    await start(unit);
    await sync();
    const boots = await journalctl.boots();
    const id = (await shell('cat', '/proc/sys/kernel/random/boot_id')).trim().replaceAll('-', '');
    expect(boots.map((boot) => boot.id)).toContain(id);
    expect((await all(of(unit, { boot: id }))).said).toEqual(['early', 'late']);
    expect((await all(of(unit, { boot: '0'.repeat(32) }))).said).toEqual([]);
    const [early, late] = (await all(of(unit, { manager: false }))).entries;
    const at = late?.at ?? 0;
    expect((await all(of(unit, { since: at }))).said).toEqual(['late']);
    expect((await all(of(unit, { until: at - 0.001 }))).said).toEqual(['early']);
    expect((await read(of(unit), { kind: 'time', at }, 'newer')).said).toEqual(['late']);
    expect((await read(of(unit), { kind: 'time', at }, 'older')).said).toEqual(['early']);
    // journalctl can't combine --since with a cursor, so the reader stops there itself.
    const place = { kind: 'cursor', cursor: late?.cursor ?? '' } as const;
    const older = await read(of(unit, { since: (early?.at ?? 0) + 1 }), place, 'older');
    expect(older).toMatchObject({ ended: true, said: [] });
  });

  test.each([
    ['words', { text: 'needle (a.b)' }, ['Needle (a.b)', 'needle (a.b)']],
    ['words in their case', { text: 'needle (a.b)', caseSensitive: true }, ['needle (a.b)']],
    ['a pattern', { text: '^n.*\\)$', regex: true, caseSensitive: true }, ['needle (a.b)']],
    ['an option’s words', { text: '--file' }, ['an --file option']],
    ['words that no line has', { text: 'haystack' }, []],
  ])('searches for %s, in journalctl and without its help', async (name, part, expected) => {
    const unit = unique(`search-${name.replace(/\W/g, '')}`);
    await says(
      unit,
      'echo "Needle (a.b)"; echo "needle (a.b)"; echo "needle axb"; echo "an --file option"',
    );
    await start(unit);
    await sync();
    expect((await all(of(unit, part))).said).toEqual(expected);
    const without = createJournalctl({
      runner: {
        ...runner,
        run: async (...words) => {
          const record = await runner.run(...words);
          return { ...record, stdout: record.stdout.replace('+PCRE2', '-PCRE2') };
        },
      },
      uid: person.uid,
      readsSystem: () => Promise.resolve(false),
    });
    const there = await read(of(unit, part), { kind: 'start' }, 'newer', 100, without);
    expect(there.said).toEqual(expected);
  });

  test('rejects an invalid pattern', async () => {
    const problem = await problemOf(all({ ...wholeLog, text: '(', regex: true }));
    expect(problem.code).toBe('log-pattern');
  });

  test('continues from a line that was vacuumed away', async () => {
    const unit = unique('gone');
    await says(unit, count(5));
    await start(unit);
    await sync();
    const query = of(unit, { manager: false });
    const { entries } = await all(query);
    // As if the third line had been vacuumed: its cursor names a record that no file has.
    const cursor = (entries[2]?.cursor ?? '').replace(
      /^s=[0-9a-f]+;i=[0-9a-f]+/,
      `s=${'0'.repeat(32)};i=1`,
    );
    const place = { kind: 'cursor', cursor } as const;
    const older = await read(query, place, 'older');
    const newer = await read(query, place, 'newer');
    const both = new Set([...older.said, ...newer.said]);
    expect([...both].sort()).toEqual(lines(1, 5));
  });
});

describe('lastLines', () => {
  test('returns the last lines in the short format, oldest first', async () => {
    await says(unique('history'), count(40));
    await start(unique('history'));
    await until('all lines', async () =>
      (await journalctl.lastLines(unique('history'), 5)).some((line) => line.endsWith(': line 40')),
    );
    const lines = await journalctl.lastLines(unique('history'), 5);
    expect(lines).toHaveLength(5);
    expect(lines.join('\n')).toMatch(/sh\[\d+\]: line 40$|Finished history\.service/m);
  });

  test('includes lines of a short run that journald couldn’t attribute to the unit', async () => {
    const since = Date.now();
    // journald records such a line with user and process, but without a unit.
    const stray = execa(
      'systemd-cat',
      ['--identifier=stray', 'sh', '-c', 'echo last words; exit 7'],
      {
        reject: false,
      },
    );
    const uid = process.getuid?.() ?? 0;
    await stray;
    const read = () =>
      journalctl.lastLines(unique('stray'), 20, { mainPid: stray.pid ?? 0, uid, since });
    await until('the last words', async () =>
      (await read()).some((line) => line.endsWith('last words')),
    );
    expect(await journalctl.lastLines(unique('stray'), 20)).toEqual([]);
  });

  test('returns nothing for a unit that never ran', async () => {
    expect(await journalctl.lastLines('never-ran.service', 20)).toEqual([]);
  });

  test('throws with journalctl’s own message when it fails', async () => {
    const problem = await problemOf(journalctl.lastLines('never-ran.service', Number.NaN));
    expect(problem).toMatchObject({ code: 'program-failed' });
    expect(problem.output).toContain('NaN');
  });
});
