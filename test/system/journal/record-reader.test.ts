import { writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { fieldOf, type JournalEntry, type RawRecord } from '../../../electron/core/logs/entry.ts';
import { printfLine, recordJson } from '../../../electron/core/logs/entry-format.ts';
import type { LogQuery } from '../../../electron/core/logs/query.ts';
import { decodeBytes } from '../../../electron/system/journal/record-reader.ts';
import { nativeSender } from '../../e2e/driving/journal.ts';
import {
  afterwards,
  person,
  service,
  shell,
  sudo,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import {
  all,
  count,
  journalctl,
  lines,
  of,
  read,
  says,
  start,
  sync,
  unique,
} from '../workbench/journal.ts';

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

describe('records of any kind', () => {
  /** Sends a record from a process of the unit. */
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
    ['bytes that aren’t text', Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x00, 0xff])],
    ['escapes', Buffer.from('\u001b[1mbold\u001b]0;title\u0007')],
    ['hidden characters', Buffer.from('user\u202egnp.exe \u200b')],
    ['a mebibyte', Buffer.alloc(1024 * 1024, 'x')],
    ['nothing', Buffer.alloc(0)],
  ])('may shorten a message for display, but keeps it whole: %s', async (name, message) => {
    const entry = await send(unique(`odd-${name.replace(/\W/g, '')}`), {
      MESSAGE: message,
      PRIORITY: Buffer.from('3'),
    });
    expect(entry).toMatchObject({ size: message.length, priority: 3 });
    expect(entry.message.length).toBeLessThanOrEqual(4096);
    expect(await bytesOf(entry)).toEqual(message);
  });

  test('reads a record without a message', async () => {
    const unit = unique('mute');
    expect(await send(unit, { X: Buffer.from('only this') })).toMatchObject({ size: -1, unit });
  });

  test('writes a record as the same JSON as journalctl', async () => {
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

  test.each(['sh', 'bash'])('writes any bytes as a line that %s prints back', async (program) => {
    const everyByte = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));
    for (const bytes of ['-n caf\xe9', '-x\xe9', '--\xe9', '-', '-v', '', everyByte]) {
      const { stdout } = await execa(program, ['-c', printfLine(bytes)], {
        encoding: 'buffer',
        stripFinalNewline: false,
      });
      expect(Buffer.from(stdout).toString('latin1')).toBe(bytes);
    }
  });

  test('returns null for a record that no longer exists', async () => {
    expect(await journalctl.record(`s=${'0'.repeat(32)};i=1`)).toBeNull();
  });
});

describe('follow', () => {
  test('follows what comes after a line, without the line itself', async () => {
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

  test('follows everything from a unit that never logged before', async () => {
    const unit = unique('later');
    const log = follow(of(unit), null);
    await says(unit, 'echo first words');
    await start(unit);
    await until('its first line', () => log.said()[0] === 'first words');
  });

  test('delivers a flood in few batches', async () => {
    const unit = unique('flood');
    const log = follow(of(unit), null);
    await says(unit, count(3000));
    await start(unit);
    await until('the flood', () => log.said().length >= 3000);
    expect(log.said()).toEqual(lines(1, 3000));
    expect(log.batches.length).toBeLessThan(300);
  });

  test('delivers nothing once aborted', async () => {
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

  test('keeps following while journald restarts, rotates and vacuums: no line twice, none missing', async () => {
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
