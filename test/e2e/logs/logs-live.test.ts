import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clearAway, home, layDown, sleeper } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { nativeSender } from '../driving/journal.ts';
import { logView, numberOf, type LogView } from '../driving/log-view.ts';
import { said, saidToRoot, until } from '../driving/outside.ts';
import { freshNames, speak } from '../driving/speaker.ts';

let unit = '';
let hearth: Hearth;
let page: Page;
let log: LogView;

const thisRun = () => page.getByRole('checkbox', { name: 'This run only' });
/** The command line that shows the same in a terminal. */
const sameLine = async () => (await page.locator('.same code').textContent()) ?? '';

const freshName = freshNames('log-live');

beforeAll(async () => {
  hearth = await startHearth();
  page = await hearth.window();
  log = logView(hearth, page);
});
afterAll(() => hearth.close());

describe('a service that logs', () => {
  afterEach(async () => {
    await log.openJournal();
    await clearAway(unit);
  });
  const runs = (script: string): Promise<void> => {
    unit = freshName();
    return speak(unit, script);
  };

  test('follows a service while journald restarts, rotates and vacuums', async () => {
    await runs('i=0; while :; do i=$((i + 1)); echo line $i; sleep 0.02; done\n');
    await log.open(unit);
    await page.getByRole('checkbox', { name: 'systemd' }).uncheck();
    const reaches = (number: number): Promise<unknown> =>
      until('more lines', async () => numberOf((await log.shown()).at(-1)) >= number, 30);
    await reaches(30);
    for (const words of [
      ['systemctl', 'restart', 'systemd-journald'],
      ['journalctl', '--rotate'],
      ['journalctl', '--rotate', '--vacuum-files=20'],
    ]) {
      const newest = numberOf((await log.shown()).at(-1));
      await saidToRoot(...words);
      await reaches(newest + 60);
      await log.unbroken();
    }
    await log.list().focus();
    await page.keyboard.press('Home');
    expect((await log.unbroken())[0]).toBe(1);
  });

  test('shows the gap when journald drops messages, if the system journal is readable', async () => {
    const dropIn = '/etc/systemd/journald.conf.d/hearth-test.conf';
    const limit = (text: string) =>
      saidToRoot(
        'sh',
        '-c',
        `mkdir -p /etc/systemd/journald.conf.d; printf '${text}' > ${dropIn}; systemctl restart systemd-journald`,
      );
    const system = '/var/log/journal/*/system.journal';
    await limit('[Journal]\\nRateLimitIntervalSec=1s\\nRateLimitBurst=50\\n');
    try {
      await saidToRoot('sh', '-c', `chmod o+r ${system}`);
      // systemd no longer knows a run of the first, which has ended; it does know one of the second.
      const quiet = [freshName(), freshName()] as const;
      await layDown(
        quiet[0],
        '[Service]\nType=oneshot\nExecStart=/bin/sh -c "echo quiet; sleep 1"\n',
      );
      await layDown(quiet[1], '[Service]\nExecStart=/bin/sh -c "echo quiet; sleep 100"\n');
      for (const name of quiet) await said('systemctl', '--user', 'start', '--', name);
      await runs(
        'i=0; while [ $i -lt 3000 ]; do i=$((i + 1)); echo line $i; done; sleep 1.5; echo afterwards; sleep 100\n',
      );
      await log.open(unit);
      await log.row('afterwards').waitFor();
      await log.row(/[\d,]+\s+messages dropped here/).waitFor();
      // journald’s note about its limit is in every log, and belongs to no unit’s run.
      for (const name of quiet) {
        await log.open(name);
        await log.row(/messages dropped here/).waitFor();
        await thisRun().check();
        await until('a run to be found', async () => (await sameLine()).includes('INVOCATION_ID='));
        await log.row('quiet').waitFor();
      }
      await clearAway(...quiet);
    } finally {
      await limit('');
      await saidToRoot('sh', '-c', `chmod o-r ${system}; rm ${dropIn}`);
    }
  });

  test('shows odd bytes and escapes harmlessly, and copies them as stored', async () => {
    const messages = [
      Buffer.from('\u001b[31mred\u001b[0m \u001b]0;title\u0007 <b>not bold</b> user\u202egnp.exe'),
      Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x00, 0x27]),
      Buffer.from(`begins ${'x'.repeat(1024 * 1024 - 7)}`),
      Buffer.from('one\ntwo\nthree'),
    ];
    const senders = messages.map((MESSAGE) => nativeSender({ MESSAGE })).join('\n');
    const file = path.join(home, 'log-test.pl');
    await writeFile(file, `${senders}\nsleep 100;\n`);
    unit = freshName();
    await layDown(unit, `[Service]\nExecStart=/usr/bin/perl ${file}\n`);
    await said('systemctl', '--user', 'start', '--', unit);
    await log.open(unit);
    const first = log.row('not bold');
    await first.waitFor();
    expect(await first.locator('.message').textContent()).toContain(
      'red ␛]0;title␇ <b>not bold</b> userRLOgnp.exe',
    );
    await first.locator('.fg-1', { hasText: 'red' }).waitFor();
    expect(await first.locator('b').count()).toBe(0);
    const height = (await log.row('begins x').boundingBox())?.height ?? 0;
    expect(height).toBeLessThan(600);
    const stored = async (text: string): Promise<string> => {
      await log.list().focus();
      await page.keyboard.press('End');
      await log.row(text).dblclick({ position: { x: 30, y: 8 } });
      await log.press('Copy message as stored');
      await page
        .getByText(/^Copied/)
        .first()
        .waitFor();
      const copied = await log.clipboard();
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      return copied;
    };
    expect(await stored('not bold')).toBe(messages[0]?.toString());
    const line = await stored('caf');
    expect(
      Buffer.from((await said('sh', '-c', `${line} | od -An -tx1`)).replace(/\s/g, ''), 'hex'),
    ).toEqual(messages[1]);
    expect(await stored('begins x')).toBe(messages[2]?.toString());
    expect(await stored('three')).toBe('one\ntwo\nthree');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Fields' }).getByText('_SYSTEMD_USER_UNIT').waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
  });

  test('exposes tricks in a sender’s name, and keeps its message visible', async () => {
    unit = freshName();
    const outside = path.join(home, 'log-outside.pl');
    const named = (name: string, message: string, of: Record<string, Buffer> = {}): string =>
      nativeSender({ SYSLOG_IDENTIFIER: Buffer.from(name), MESSAGE: Buffer.from(message), ...of });
    const spoken = { USER_UNIT: Buffer.from(unit) };
    await writeFile(outside, named('\u202egood\n\nname', 'payment of 456 done'));
    const file = path.join(home, 'log-test.pl');
    const senders = [
      named('\u202egood', 'payment of 123 done', spoken),
      named('x'.repeat(60_000), 'the end of a long name', spoken),
      named('\n'.repeat(60), 'the end of a high name', spoken),
    ];
    await writeFile(file, `${senders.join('\n')}\nsleep 100;\n`);
    await layDown(unit, `[Service]\nExecStart=/usr/bin/perl ${file}\n`);
    await said('systemctl', '--user', 'start', '--', unit);
    await log.open(unit);
    const message = (text: string) => log.row(text).locator('.message');
    await log.row('payment').waitFor();
    expect(await message('payment').textContent()).toContain('RLOgood: payment of 123 done');
    await message('payment').locator('.mark', { hasText: 'RLO' }).waitFor();
    expect(await message('a long name').textContent()).toMatch(/^\s*x{64}: the end of a long name/);
    const heights = ['a long name', 'a high name'].map(
      async (text) => (await log.row(text).boundingBox())?.height ?? 0,
    );
    expect(Math.max(...(await Promise.all(heights)))).toBeLessThan(60);
    // Outside any unit, the name shows who logged the line.
    await said('/usr/bin/perl', outside);
    await log.openJournal();
    const tag = log.row('payment of 456').locator('.tag');
    await tag.waitFor();
    expect(await tag.textContent()).toBe('RLOgood␊␊name');
    expect(await tag.getAttribute('data-tip')).toBe('<RLO>good␊␊name');
  });

  test('shows several services in one view, each by name', async () => {
    const other = freshName();
    await runs('echo from the test; sleep 100\n');
    await layDown(other, "[Service]\nExecStart=/bin/sh -c 'echo from another; sleep 100'\n");
    await said('systemctl', '--user', 'start', '--', other);
    await log.openJournal();
    await log.row('from another').waitFor();
    await log.press(/^Units/);
    for (const name of [unit, other]) {
      const option = page.getByRole('listbox', { name: /^Units/ }).getByRole('option', { name });
      await option.click();
      await option.and(page.getByRole('option', { selected: true })).waitFor();
    }
    await page.keyboard.press('Escape');
    for (const [name, words] of [
      [unit, 'from the test'],
      [other, 'from another'],
    ] as const)
      await log
        .row(words)
        .filter({ hasText: name.replace('.service', '') })
        .waitFor();
    await until('only the lines of both units', async () => (await log.shown()).length === 4);
    await clearAway(other);
  });
});

describe('an empty log says why', () => {
  afterEach(async () => {
    await log.openJournal();
    await clearAway(unit, fresh);
  });
  const told = (title: string): Promise<void> =>
    page.getByRole('heading', { name: title }).waitFor();
  let fresh = '';
  beforeEach(() => {
    [fresh, unit] = [freshName(), freshName()];
  });

  test('an empty log says that the unit never ran, or that nothing matches the filters', async () => {
    await layDown(fresh, sleeper());
    await log.open(fresh);
    await told('It has never run');
    await thisRun().click();
    await log.says('No run found');
    expect(await thisRun().isChecked()).toBe(false);
    await said('systemctl', '--user', 'start', '--', fresh);
    await log.row('Started').waitFor();
    await page.getByRole('checkbox', { name: 'systemd' }).uncheck();
    await told('No lines match these filters');
    await log.press('Clear filters');
    await log.row('Started').waitFor();
  });

  test('an empty log says that its lines were rotated away, or that you may not read the journal', async () => {
    const conf = '/etc/systemd/journald.conf.d/hearth-test.conf';
    await layDown(fresh, sleeper());
    await said('systemctl', '--user', 'start', '--', fresh);
    const root = (script: string) => saidToRoot('sh', '-c', script);
    // Simulates vacuuming: the files of that time are gone.
    await root(
      'mv /var/log/journal /var/log/journal.away; mkdir /var/log/journal; systemctl restart systemd-journald; journalctl --flush',
    );
    try {
      await layDown(unit, sleeper());
      await said('systemctl', '--user', 'start', '--', unit);
      await log.open(fresh);
      await told('The lines were rotated away');
      await root(
        `mkdir -p /etc/systemd/journald.conf.d; printf '[Journal]\\nStorage=volatile\\n' > ${conf}; rm -r /var/log/journal; systemctl restart systemd-journald`,
      );
      await log.open(unit);
      await told('You aren’t allowed to read this journal');
      await page.getByText('systemd-journal', { exact: false }).first().waitFor();
    } finally {
      await root(
        `rm -f ${conf}; rm -rf /var/log/journal; mv /var/log/journal.away /var/log/journal; systemctl restart systemd-journald; journalctl --flush`,
      );
    }
  });
});
