import { writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { fieldOf, type JournalEntry, type RawRecord } from '../../electron/core/journal-entry.ts';
import { recordJson } from '../../electron/core/journal-format.ts';
import {
  wholeLog,
  type LogDirection,
  type LogPlace,
  type LogQuery,
} from '../../electron/core/journal-query.ts';
import { openJournal } from '../../electron/system/journal.ts';
import { decodeBytes } from '../../electron/system/journal-records.ts';
import { createJournalctl } from '../../electron/system/journalctl.ts';
import { nativeSender } from '../e2e/journal.ts';
import {
  afterwards,
  createBench,
  person,
  problemOf,
  service,
  shell,
  sudo,
  temporaryFolder,
  until,
} from './bench.ts';

const { runner } = createBench();
const { journalctl } = openJournal(runner, person.uid);

/** The journal outlives a test, and what it holds of a name with it. */
const run = Date.now().toString(36);
const unique = (name: string): string => `${name}-${run}.service`;
const of = (unit: string, more: Partial<LogQuery> = {}): LogQuery => ({
  ...wholeLog,
  units: [unit],
  ...more,
});

/**
 * A service that says something in its shell's own words: journald must look at the process that speaks while
 * it lives, to know its unit, and a child such as `seq` would be gone too soon.
 */
const says = async (name: string, script: string): Promise<void> => {
  const file = `${await temporaryFolder()}/says.sh`;
  await writeFile(file, `${script}\nsleep 0.3\n`);
  await service(name, ['[Service]', 'Type=oneshot', `ExecStart=/bin/sh ${file}`]);
};
const count = (to: number): string =>
  `i=0; while [ $i -lt ${String(to)} ]; do i=$((i + 1)); echo line $i; done`;
const start = (name: string) => shell('systemctl', '--user', 'start', '--', name);
const sync = () => sudo('journalctl', '--sync');

const read = async (
  query: LogQuery,
  place: LogPlace,
  direction: LogDirection,
  wanted = 10_000,
  reader = journalctl,
): Promise<{ entries: JournalEntry[]; ended: boolean; said: string[] }> => {
  const entries: JournalEntry[] = [];
  const ended = await reader.read(query, place, direction, {
    count: wanted,
    signal: AbortSignal.timeout(20_000),
    onEntries: (more) => entries.push(...more),
  });
  const said = entries.filter(({ from }) => from === 'service').map(({ message }) => message);
  return { entries, ended, said };
};
const all = (query: LogQuery) => read(query, { kind: 'start' }, 'newer');
const lines = (from: number, to: number): string[] => {
  const step = from <= to ? 1 : -1;
  return Array.from(
    { length: Math.abs(to - from) + 1 },
    (_, at) => `line ${String(from + at * step)}`,
  );
};

const follow = (query: LogQuery, after: string | null) => {
  const controller = new AbortController();
  const batches: JournalEntry[][] = [];
  const ended = journalctl.follow(query, after, {
    signal: controller.signal,
    onEntries: (entries) => batches.push(entries),
  });
  ended.catch(() => undefined);
  const stop = async (): Promise<void> => {
    controller.abort();
    await ended;
  };
  afterwards(stop);
  const said = (): string[] =>
    batches
      .flat()
      .filter(({ from }) => from === 'service')
      .map(({ message }) => message);
  return { batches, said, stop };
};

describe('read', () => {
  test('pages back from the end and forth again: every line once, in order', async () => {
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
    expect(await all(query)).toMatchObject({ ended: true, said: lines(1, 300) });
  });

  test('tells level, time and speaker', async () => {
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
    expect(entries[0]).toMatchObject({ from: 'manager', unit });
    expect(Math.abs(Date.now() - (entries[0]?.at ?? 0))).toBeLessThan(60_000);
    expect((await all(of(unit, { priority: 3 }))).said).toEqual(['bad']);
  });

  test('of several units, and of all', async () => {
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

  test('of the last run only, what the manager says of it included', async () => {
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

  test('of a boot, and of a time', async () => {
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
    // journalctl takes no --since beside a cursor: the reader itself stops there.
    const place = { kind: 'cursor', cursor: late?.cursor ?? '' } as const;
    const older = await read(of(unit, { since: (early?.at ?? 0) + 1 }), place, 'older');
    expect(older).toMatchObject({ ended: true, said: [] });
  });

  test.each([
    ['words', { text: 'needle (a.b)' }, ['Needle (a.b)', 'needle (a.b)']],
    ['words in their case', { text: 'needle (a.b)', caseSensitive: true }, ['needle (a.b)']],
    ['a pattern', { text: '^n.*\\)$', regex: true, caseSensitive: true }, ['needle (a.b)']],
    ['an option’s words', { text: '--file' }, ['an --file option']],
    ['nothing that is there', { text: 'haystack' }, []],
  ])('looks for %s, in journalctl and without it', async (name, part, expected) => {
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

  test('throws for what is no pattern', async () => {
    const problem = await problemOf(all({ ...wholeLog, text: '(', regex: true }));
    expect(problem.code).toBe('log-pattern');
  });

  test('goes on beside a line that was vacuumed away', async () => {
    const unit = unique('gone');
    await says(unit, count(5));
    await start(unit);
    await sync();
    const query = of(unit, { manager: false });
    const { entries } = await all(query);
    // As if the third had been in a file that is gone: its cursor names a record that no file has.
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

describe('records of any kind', () => {
  /** Sends a record from a process of a unit's own. */
  const send = async (unit: string, fields: Record<string, Buffer>): Promise<JournalEntry> => {
    const folder = await temporaryFolder();
    await writeFile(`${folder}/send.pl`, `${nativeSender(fields)}\nsleep 1;\n`);
    await service(unit, ['[Service]', 'Type=oneshot', `ExecStart=/usr/bin/perl ${folder}/send.pl`]);
    await start(unit);
    await sync();
    const [entry] = (await all(of(unit, { manager: false }))).entries;
    if (entry === undefined) throw new Error('nothing was logged');
    return entry;
  };
  const bytesOf = async ({ cursor }: JournalEntry): Promise<Buffer> =>
    Buffer.from(fieldOf((await journalctl.record(cursor)) ?? [], 'MESSAGE') ?? '', 'latin1');

  test.each([
    ['several lines', Buffer.from('one\ntwo')],
    ['bytes that are no text', Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x00, 0xff])],
    ['escapes', Buffer.from('\u001b[1mbold\u001b]0;title\u0007')],
    ['hidden characters', Buffer.from('user\u202egnp.exe \u200b')],
    ['a mebibyte', Buffer.alloc(1024 * 1024, 'x')],
    ['nothing', Buffer.alloc(0)],
  ])('%s: shown in part, kept whole', async (name, message) => {
    const entry = await send(unique(`odd-${name.replace(/\W/g, '')}`), {
      MESSAGE: message,
      PRIORITY: Buffer.from('3'),
    });
    expect(entry).toMatchObject({ size: message.length, priority: 3 });
    expect(entry.message.length).toBeLessThanOrEqual(4096);
    expect(await bytesOf(entry)).toEqual(message);
  });

  test('without a message', async () => {
    const unit = unique('mute');
    expect(await send(unit, { X: Buffer.from('only this') })).toMatchObject({ size: -1, unit });
  });

  test('as JSON they are what journalctl says', async () => {
    const unit = unique('json');
    await send(unit, {
      MESSAGE: Buffer.from('caf\u00e9\n\u0007', 'latin1'),
      X: Buffer.from('ü\n'),
    });
    const ours: unknown[] = [];
    await journalctl.records(of(unit), null, {
      signal: AbortSignal.timeout(10_000),
      onRecord: (record: RawRecord) => ours.push(JSON.parse(recordJson(record, decodeBytes))),
    });
    const theirs = await shell('journalctl', '--user', '-u', unit, '-o', 'json', '--all');
    expect(ours).toEqual(theirs.split('\n').map((line) => JSON.parse(line) as unknown));
    expect(ours.length).toBeGreaterThan(2);
  });

  test('one that is no longer there is none', async () => {
    expect(await journalctl.record(`s=${'0'.repeat(32)};i=1`)).toBeNull();
  });
});

describe('follow', () => {
  test('gives what comes after a line, and not that line', async () => {
    const unit = unique('followed');
    await says(unit, 'echo again');
    await start(unit);
    await sync();
    const newest = (await read(of(unit), { kind: 'end' }, 'older', 1)).entries[0];
    const log = follow(of(unit), newest?.cursor ?? '');
    await start(unit);
    await until('the next run', () => log.said().length === 1);
    expect(log.batches.flat().some(({ cursor }) => cursor === newest?.cursor)).toBe(false);
  });

  test('gives everything of a unit that never spoke', async () => {
    const unit = unique('later');
    const log = follow(of(unit), null);
    await says(unit, 'echo first words');
    await start(unit);
    await until('its first words', () => log.said()[0] === 'first words');
  });

  test('hands a flood on in few batches', async () => {
    const unit = unique('flood');
    const log = follow(of(unit), null);
    await says(unit, count(3000));
    await start(unit);
    await until('the flood', () => log.said().length >= 3000);
    expect(log.said()).toEqual(lines(1, 3000));
    expect(log.batches.length).toBeLessThan(300);
  });

  test('says nothing more once aborted', async () => {
    const unit = unique('silent');
    await says(unit, 'echo spoken');
    const log = follow(of(unit), null);
    await start(unit);
    await until('the first line', () => log.said().length === 1);
    await log.stop();
    const before = log.batches.length;
    await start(unit);
    await sync();
    expect(log.batches).toHaveLength(before);
  });

  test('goes on while journald restarts, rotates and vacuums: nothing twice, nothing missing', async () => {
    const unit = unique('steady');
    const file = `${await temporaryFolder()}/steady.sh`;
    await writeFile(file, 'i=0; while :; do i=$((i + 1)); echo line $i; sleep 0.02; done\n');
    await service(unit, ['[Service]', `ExecStart=/bin/sh ${file}`]);
    const log = follow(of(unit), null);
    await start(unit);
    const more = (lines: number) => {
      const target = log.said().length + lines;
      return until('more lines', () => log.said().length >= target, 15_000);
    };
    await more(20);
    await sudo('systemctl', 'restart', 'systemd-journald');
    await more(30);
    await sudo('journalctl', '--rotate');
    await more(20);
    await sudo('journalctl', '--rotate', '--vacuum-files=1');
    await more(30);
    await shell(
      'pkill',
      '--full',
      `--oldest`,
      `--uid=${String(person.uid)}`,
      `journalctl.*${unit}`,
    );
    await more(30);
    const said = log.said();
    expect(said).toEqual(lines(1, said.length));
    const older = await all(of(unit, { manager: false }));
    expect(older.ended).toBe(true);
  });
});

describe('lastLines', () => {
  test('gives the last of them in the short format, oldest first', async () => {
    await says(unique('history'), count(40));
    await start(unique('history'));
    await until('all lines', async () =>
      (await journalctl.lastLines(unique('history'), 5)).some((line) => line.endsWith(': line 40')),
    );
    const lines = await journalctl.lastLines(unique('history'), 5);
    expect(lines).toHaveLength(5);
    expect(lines.join('\n')).toMatch(/sh\[\d+\]: line 40$|Finished history\.service/m);
  });

  test('of a run that ended at once, gives the lines whose unit journald did not learn', async () => {
    const since = Date.now();
    // What journald makes of such a line: the person's, of that process, and of no unit.
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
      journalctl.lastLines('gone.service', 20, { mainPid: stray.pid ?? 0, uid, since });
    await until('its words', async () =>
      (await read()).some((line) => line.endsWith('last words')),
    );
    expect(await journalctl.lastLines('gone.service', 20)).toEqual([]);
  });

  test('gives none for a unit that never ran', async () => {
    expect(await journalctl.lastLines('never-ran.service', 20)).toEqual([]);
  });

  test('throws journalctl’s words when it cannot', async () => {
    const problem = await problemOf(journalctl.lastLines('never-ran.service', Number.NaN));
    expect(problem).toMatchObject({ code: 'program-failed' });
    expect(problem.output).toContain('NaN');
  });
});
