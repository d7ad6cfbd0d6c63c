import { writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../electron/core/journal-entry.ts';
import { createJournalctl } from '../../electron/system/journalctl.ts';
import {
  afterwards,
  createBench,
  problemOf,
  service,
  shell,
  temporaryFolder,
  until,
} from './bench.ts';

const { runner } = createBench();
const journalctl = createJournalctl(runner);

/** The journal outlives a test, and what it holds of a name with it. */
const run = Date.now().toString(36);
const unique = (name: string): string => `${name}-${run}.service`;

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
  `i=0; while [ $i -lt ${String(to)} ]; do i=$((i + 1)); echo $i; done`;
const start = (name: string) => shell('systemctl', '--user', 'start', '--', name);

const follow = (unit: string, lines: number) => {
  const controller = new AbortController();
  const batches: JournalEntry[][] = [];
  const ended = journalctl.follow(unit, {
    lines,
    signal: controller.signal,
    onEntries: (entries) => {
      batches.push(entries);
    },
  });
  ended.catch(() => undefined);
  const stop = async (): Promise<void> => {
    controller.abort();
    await ended;
  };
  afterwards(stop);
  const messages = () =>
    batches
      .flat()
      .filter(({ from }) => from === 'service')
      .map(({ message }) => message);
  return { batches, messages, stop };
};

describe('follow', () => {
  test('gives the last lines, then what comes', async () => {
    await says(unique('talker'), 'for i in 1 2 3; do echo line $i; done');
    await start(unique('talker'));
    const log = follow(unique('talker'), 50);
    await until('the past', () => log.messages().length === 3);
    expect(log.messages()).toEqual(['line 1', 'line 2', 'line 3']);
    await start(unique('talker'));
    await until('the present', () => log.messages().length === 6);
    const entry = log.batches.flat().find(({ message }) => message === 'line 1');
    expect(entry).toMatchObject({ priority: 6, identifier: 'sh', from: 'service' });
    expect(Math.abs(Date.now() - (entry?.at ?? 0))).toBeLessThan(60_000);
    expect(log.batches.flat().some(({ from }) => from === 'manager')).toBe(true);
  });

  test('understands bytes that are no text', async () => {
    await says(unique('odd'), 'printf "caf\\351 \\033[1mbold\\n"');
    await start(unique('odd'));
    const log = follow(unique('odd'), 50);
    expect(await until('the bytes', () => log.messages()[0])).toBe('caf\ufffd \u001b[1mbold');
  });

  test('keeps several lines of one message together, and its level', async () => {
    // The native protocol is the only way to send such a message: systemd.io/JOURNAL_NATIVE_PROTOCOL.
    const send = `socket(S, AF_UNIX, SOCK_DGRAM, 0); send(S, "MESSAGE\\n" . pack("Q<", 7) . "one\\ntwo\\nPRIORITY=3\\n", 0, sockaddr_un("/run/systemd/journal/socket")); sleep 1`;
    const folder = await temporaryFolder();
    await writeFile(`${folder}/send.pl`, send.replaceAll('\\\\', '\\'));
    await service(unique('several'), [
      '[Service]',
      'Type=oneshot',
      `ExecStart=/usr/bin/perl -MSocket ${folder}/send.pl`,
    ]);
    await start(unique('several'));
    const log = follow(unique('several'), 50);
    await until('the message', () => log.messages()[0]);
    expect(log.batches.flat()).toContainEqual(
      expect.objectContaining({ message: 'one\ntwo', priority: 3 }) as JournalEntry,
    );
  });

  test('hands a flood on in few batches', async () => {
    await says(unique('flood'), count(3000));
    await start(unique('flood'));
    const log = follow(unique('flood'), 5000);
    await until('the flood', () => log.messages().length >= 3000);
    expect(log.batches.length).toBeLessThan(300);
    expect(log.messages().slice(-1)).toEqual(['3000']);
  });

  test('says nothing more once aborted', async () => {
    await says(unique('silent'), 'echo spoken');
    await start(unique('silent'));
    const log = follow(unique('silent'), 50);
    await until('the first line', () => log.messages().length === 1);
    await log.stop();
    const before = log.batches.length;
    await start(unique('silent'));
    await shell('journalctl', '--user', '--sync').catch(() => '');
    expect(log.batches).toHaveLength(before);
  });
});

describe('lastLines', () => {
  test('gives the last of them in the short format, oldest first', async () => {
    await says(unique('history'), count(40));
    await start(unique('history'));
    await until('all lines', async () =>
      (await journalctl.lastLines(unique('history'), 5)).some((line) => line.endsWith(': 40')),
    );
    const lines = await journalctl.lastLines(unique('history'), 5);
    expect(lines).toHaveLength(5);
    expect(lines.join('\n')).toMatch(/sh\[\d+\]: 40$|Finished history\.service/m);
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
      journalctl.lastLines(unique('stray'), 20, { mainPid: stray.pid ?? 0, uid, since });
    await until('its words', async () =>
      (await read()).some((line) => line.endsWith('last words')),
    );
    expect(await journalctl.lastLines(unique('stray'), 20)).toEqual([]);
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
