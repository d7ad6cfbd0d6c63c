import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clearAway, home, layDown, sleeper } from './files.ts';
import { startHearth, type Hearth } from './hearth.ts';
import { fillJournal, nativeSender, removeBulk } from './journal.ts';
import { said, saidToRoot, until } from './outside.ts';

const bulk = 'log-bulk.service';
/** The journal outlives a test, and what it holds of a name with it. */
const run = Date.now().toString(36);
const unit = `log-test-${run}.service`;
const other = `log-other-${run}.service`;
const million = 1_000_000;
let hearth: Hearth;
let page: Page;

const openLog = async (name: string): Promise<void> => {
  await page.getByRole('treeitem', { name: new RegExp(name.replace('.service', '')) }).click();
  await page.getByRole('tab', { name: 'Logs' }).click();
};
const list = (): Locator => page.getByRole('listbox', { name: 'Log' });
const row = (text: string | RegExp): Locator => page.getByRole('option').filter({ hasText: text });
const search = (): Locator => page.getByRole('textbox', { name: 'Search messages' });
const status = (text: RegExp): Promise<void> => page.getByText(text).first().waitFor();
const pressButton = (name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).click();

/** The messages in sight and near it, oldest first. */
const shown = (): Promise<string[]> =>
  page
    .locator('[role=option] .message')
    .evaluateAll((messages) => messages.map((message) => (message.textContent ?? '').trim()));
const scrollTo = (top: number): Promise<unknown> =>
  list().evaluate((element, to) => {
    element.scrollTop = to < 0 ? element.scrollHeight : to;
  }, top);
const numberOf = (message = ''): number => Number(/line (\d+)/.exec(message)?.[1] ?? -1);
const clipboard = (): Promise<string> => hearth.app.evaluate(({ clipboard: it }) => it.readText());

/** Every neighbour in sight is the next line of the journal. */
const expectUnbroken = async (): Promise<number[]> => {
  const numbers = (await shown()).map(numberOf);
  expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
  return numbers;
};

beforeAll(async () => {
  await clearAway(unit, bulk);
  await removeBulk();
  hearth = await startHearth();
  page = await hearth.window();
  await fillJournal({
    unit: bulk,
    lines: million,
    bare: true,
    message: (index) => (index === 123_456 ? 'line 123456 rare-needle' : `line ${String(index)}`),
    priority: (index) => (index % 1000 === 0 ? 3 : 6),
  });
  await layDown(bulk, sleeper('Has a million lines'));
}, 400_000);
afterAll(async () => {
  await hearth.close();
  await clearAway(bulk);
  await removeBulk();
});

describe('a million lines', () => {
  beforeEach(async () => {
    await openLog('log-bulk');
    await row(`line ${String(million)}`).waitFor();
  });
  afterEach(async () => {
    await page.getByRole('button', { name: 'Journal', exact: true }).click();
  });

  test('open at the end and page back: unbroken, bounded, and forth again', async () => {
    for (let round = 0; round < 26; round += 1) {
      const [before = 0] = await expectUnbroken();
      await scrollTo(0);
      await until('older lines', async () => numberOf((await shown())[0]) < before);
    }
    expect(await page.getByRole('option').count()).toBeLessThan(150);
    await status(/20,000 lines in memory/);
    const [first = 0] = await expectUnbroken();
    expect(first).toBeLessThan(million - 20_000);
    // The newest were let go; scrolling down reads them again.
    await until(
      'the end',
      async () => {
        await scrollTo(-1);
        await expectUnbroken();
        return numberOf((await shown()).at(-1)) === million;
      },
      20,
    );
    await status(/following/);
  });

  test('go to the first line, and back to the end', async () => {
    await list().focus();
    await page.keyboard.press('Control+Home');
    await row(/line 1$/).waitFor();
    await expectUnbroken();
    await page.keyboard.press('End');
    await row(`line ${String(million)}`).waitFor();
  });

  test('jump to an error far away, and to a time', async () => {
    await pressButton('Previous error');
    await list()
      .getByRole('option', { selected: true, name: /line 1000000/ })
      .waitFor();
    await pressButton('Previous error');
    await list()
      .getByRole('option', { selected: true, name: /line 999000/ })
      .waitFor();
    await pressButton('Previous error');
    await list()
      .getByRole('option', { selected: true, name: /line 998000/ })
      .waitFor();
    await expectUnbroken();
    await pressButton('Next error');
    await list()
      .getByRole('option', { selected: true, name: /line 999000/ })
      .waitFor();
    const field = page.getByRole('dialog').getByLabel('Time');
    await pressButton('Go to a time');
    const last = new Date(`${await field.inputValue()}`).getTime();
    const wanted = new Date(last - 600_000 - new Date().getTimezoneOffset() * 60_000);
    await field.fill(wanted.toISOString().slice(0, 19));
    await page.keyboard.press('Enter');
    const there = list().getByRole('option', { selected: true });
    await until('that time', async () => numberOf((await there.textContent()) ?? '') < 500_000);
    const number = numberOf((await there.textContent()) ?? '');
    expect(number).toBeGreaterThan(million - 605_000);
    await expectUnbroken();
  });

  test('search for a rare word, a pattern, a case', async () => {
    await search().fill('RARE-needle');
    await row('line 123456 rare-needle').waitFor({ timeout: 60_000 });
    await page.locator('.found', { hasText: 'rare-needle' }).waitFor();
    await pressButton('Match case');
    await page.getByText('Nothing fits these filters').waitFor({ timeout: 60_000 });
    await pressButton('Clear the filters');
    await pressButton('Regular expression');
    await search().fill('line 99+8[0-9]{2}$');
    await row('line 999899').waitFor();
    expect((await shown()).every((message) => /^line 9998\d\d$/.test(message))).toBe(true);
    await search().fill('(');
    await page.getByRole('alert').filter({ hasText: 'no regular expression' }).waitFor();
    await search().fill('');
    await pressButton('Regular expression');
  });

  test('filter by level, time, boot and run', async () => {
    await page.getByRole('combobox', { name: 'Level' }).selectOption('Errors only');
    await status(/lines, following/);
    await until('errors', async () => (await shown()).length > 0);
    expect((await shown()).every((message) => numberOf(message) % 1000 === 0)).toBe(true);
    await page.getByRole('combobox', { name: 'Level' }).selectOption('All levels');
    const boots = page.getByRole('combobox', { name: 'Boot' });
    await until('two boots', async () => (await boots.locator('option').count()) === 3);
    await boots.selectOption({ index: 1 });
    await page.getByText('Nothing fits these filters').waitFor();
    await boots.selectOption({ index: 2 });
    await row(`line ${String(million)}`).waitFor();
    await boots.selectOption({ index: 0 });
    await pressButton(/^Time/);
    await pressButton('Last 15 minutes');
    await row(`line ${String(million)}`).waitFor();
    await list().focus();
    await page.keyboard.press('Control+Home');
    await until('the first of them', async () => numberOf((await shown())[0]) > 1);
    await pressButton(/^Time/);
    await pressButton('Any time');
    await page.getByRole('checkbox', { name: 'This run only' }).check();
    await row(`line ${String(million)}`).waitFor();
    await page.getByRole('checkbox', { name: 'This run only' }).uncheck();
  });

  test('copy from one page to another', async () => {
    await row(`line ${String(million)}`).click();
    for (let round = 0; round < 3; round += 1) {
      const [before = 0] = (await shown()).map(numberOf);
      await scrollTo(0);
      await until('older lines', async () => numberOf((await shown())[0]) < before);
    }
    const numbers = await expectUnbroken();
    const target = numbers.at(-3) ?? 0;
    await row(`line ${String(target)}`).click({ modifiers: ['Shift'] });
    const lines = million - target + 1;
    await pressButton(`Copy ${lines.toLocaleString('en-US')} lines`);
    await status(/Copied/);
    const copied = (await clipboard()).trimEnd().split('\n');
    expect(copied).toHaveLength(lines);
    expect(copied.map(numberOf)).toEqual(copied.map((_, at) => target + at));
  });
});

describe('an export', () => {
  const folder = path.join(home, 'exports');
  const choose = (file: string | null): Promise<void> =>
    hearth.app.evaluate(({ dialog }, filePath) => {
      // The person's choice; the desktop's own dialog cannot be clicked through here.
      dialog.showSaveDialog = () =>
        Promise.resolve(
          filePath === null ? { canceled: true, filePath: '' } : { canceled: false, filePath },
        );
    }, file);
  const exportAs = async (name: string): Promise<void> => {
    await pressButton('Export');
    await page.getByRole('menuitem', { name }).click();
  };
  const done = () => page.getByRole('status', { name: 'Export' });

  beforeAll(async () => {
    await said('mkdir', '-p', folder);
    await openLog('log-bulk');
    await page.getByRole('combobox', { name: 'Level' }).selectOption('Errors only');
    await row(`line ${String(million)}`).waitFor();
  });
  afterEach(async () => {
    await pressButton('Dismiss');
    await rm(folder, { recursive: true });
    await said('mkdir', '-p', folder);
  });

  test('as text', async () => {
    await choose(path.join(folder, 'a.log'));
    await exportAs('As text');
    await done().getByText('Exported 1,000 lines').waitFor({ timeout: 30_000 });
    const lines = (await readFile(path.join(folder, 'a.log'), 'utf8')).trimEnd().split('\n');
    expect(lines.map(numberOf)).toEqual(Array.from({ length: 1000 }, (_, at) => (at + 1) * 1000));
  });

  test('as JSON, of all fields', async () => {
    await choose(path.join(folder, 'a.json'));
    await exportAs('As JSON');
    await done().getByText('Exported 1,000 lines').waitFor({ timeout: 30_000 });
    const text = await readFile(path.join(folder, 'a.json'), 'utf8');
    const records = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(records).toHaveLength(1000);
    expect(records[0]).toMatchObject({ MESSAGE: 'line 1000', _SYSTEMD_USER_UNIT: bulk });
  });

  test('as a journal that journalctl reads back', async () => {
    const file = path.join(folder, 'a.journal');
    await choose(file);
    await exportAs('As journal file');
    await done().getByText('Exported 1,000 lines').waitFor({ timeout: 30_000 });
    const back = await said('journalctl', `--file=${file}`, '-o', 'cat');
    expect(back.split('\n').map(numberOf)).toEqual(
      Array.from({ length: 1000 }, (_, at) => (at + 1) * 1000),
    );
  });

  test('of a million lines tells how far it is; stopped, it leaves nothing', async () => {
    await choose(path.join(folder, 'all.json'));
    await page.getByRole('combobox', { name: 'Level' }).selectOption('All levels');
    await exportAs('As JSON');
    await done()
      .getByText(/Exporting [1-9][\d,]* lines/)
      .waitFor();
    // The log goes on to be read meanwhile.
    await scrollTo(0);
    await expectUnbroken();
    await done().getByRole('button', { name: 'Stop' }).click();
    await done().getByText('No file was left').waitFor();
    expect(await readdir(folder)).toEqual([]);
    expect(await said('pgrep', '-f', 'journalctl.*output=export.*since')).toBe('');
  });
});

describe('a service that speaks', () => {
  afterEach(async () => {
    await page.getByRole('button', { name: 'Journal', exact: true }).click();
    await clearAway(unit, other);
  });
  const runs = async (script: string, name = unit): Promise<void> => {
    const file = path.join(home, 'log-test.sh');
    await writeFile(file, script);
    await layDown(name, `[Service]\nExecStart=/bin/sh ${file}\n`);
    await said('systemctl', '--user', 'start', '--', name);
  };

  test('is followed while journald restarts, rotates and vacuums', async () => {
    await runs('i=0; while :; do i=$((i + 1)); echo line $i; sleep 0.02; done\n');
    await openLog(unit);
    await page.getByRole('checkbox', { name: 'Manager' }).uncheck();
    const reaches = (number: number): Promise<unknown> =>
      until('more lines', async () => numberOf((await shown()).at(-1)) >= number, 30);
    await reaches(30);
    for (const words of [
      ['systemctl', 'restart', 'systemd-journald'],
      ['journalctl', '--rotate'],
      ['journalctl', '--rotate', '--vacuum-files=20'],
    ]) {
      const newest = numberOf((await shown()).at(-1));
      await saidToRoot(...words);
      await reaches(newest + 60);
      await expectUnbroken();
    }
    await list().focus();
    await page.keyboard.press('Home');
    expect((await expectUnbroken())[0]).toBe(1);
  });

  test('faster than journald allows: the gap is told by those who may read of it', async () => {
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
      await runs(
        'i=0; while [ $i -lt 3000 ]; do i=$((i + 1)); echo line $i; done; sleep 1.5; echo afterwards; sleep 100\n',
      );
      await openLog(unit);
      await row('afterwards').waitFor();
      await row(/[\d,]+\s+messages dropped here/).waitFor();
    } finally {
      await limit('');
      await saidToRoot('sh', '-c', `chmod o-r ${system}; rm ${dropIn}`);
    }
  });

  test('in bytes, escapes and tricks: harmless, and copied as it was stored', async () => {
    const messages = [
      Buffer.from('\u001b[31mred\u001b[0m \u001b]0;title\u0007 <b>not bold</b> user\u202egnp.exe'),
      Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x00, 0x27]),
      Buffer.from(`begins ${'x'.repeat(1024 * 1024 - 7)}`),
      Buffer.from('one\ntwo\nthree'),
    ];
    const senders = messages.map((MESSAGE) => nativeSender({ MESSAGE })).join('\n');
    const file = path.join(home, 'log-test.pl');
    await writeFile(file, `${senders}\nsleep 100;\n`);
    await layDown(unit, `[Service]\nExecStart=/usr/bin/perl ${file}\n`);
    await said('systemctl', '--user', 'start', '--', unit);
    await openLog(unit);
    const first = row('not bold');
    await first.waitFor();
    expect(await first.locator('.message').textContent()).toContain(
      'red ␛]0;title␇ <b>not bold</b> userRLOgnp.exe',
    );
    await first.locator('.fg-1', { hasText: 'red' }).waitFor();
    expect(await first.locator('b').count()).toBe(0);
    const height = (await row('begins x').boundingBox())?.height ?? 0;
    expect(height).toBeLessThan(600);
    const stored = async (text: string): Promise<string> => {
      await list().focus();
      await page.keyboard.press('End');
      await row(text).dblclick({ position: { x: 30, y: 8 } });
      await pressButton('Copy message as stored');
      await page
        .getByText(/^Copied/)
        .first()
        .waitFor();
      const copied = await clipboard();
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

  test('beside others in one view, each by its name', async () => {
    await runs('echo from the test; sleep 100\n', other);
    await page.getByRole('button', { name: 'Journal', exact: true }).click();
    await row('from the test').waitFor();
    await pressButton(/^Units/);
    for (const name of [bulk, other]) await page.getByRole('checkbox', { name }).check();
    await page.keyboard.press('Escape');
    await row('from the test').filter({ hasText: 'log-other' }).waitFor();
    await row(`line ${String(million)}`)
      .filter({ hasText: 'log-bulk' })
      .waitFor();
  });
});

describe('an empty log says why', () => {
  afterEach(async () => {
    await page.getByRole('button', { name: 'Journal', exact: true }).click();
    await clearAway(unit, fresh);
  });
  const told = (title: string): Promise<void> =>
    page.getByRole('heading', { name: title }).waitFor();
  const fresh = `log-empty-${Date.now().toString(36)}.service`;

  test('it never ran; it said nothing; nothing fits', async () => {
    await layDown(fresh, sleeper());
    await openLog(fresh);
    await told('It never ran');
    await said('systemctl', '--user', 'start', '--', fresh);
    await row('Started').waitFor();
    await page.getByRole('checkbox', { name: 'Manager' }).uncheck();
    await told('Nothing fits these filters');
    await pressButton('Clear the filters');
    await row('Started').waitFor();
  });

  test('its lines were rotated away, and a journal in memory is not for everyone', async () => {
    const conf = '/etc/systemd/journald.conf.d/hearth-test.conf';
    await layDown(fresh, sleeper());
    await said('systemctl', '--user', 'start', '--', fresh);
    const root = (script: string) => saidToRoot('sh', '-c', script);
    // As vacuuming would leave it: the files of that time are gone.
    await root(
      'mv /var/log/journal /var/log/journal.away; mkdir /var/log/journal; systemctl restart systemd-journald; journalctl --flush',
    );
    try {
      await layDown(unit, sleeper());
      await said('systemctl', '--user', 'start', '--', unit);
      await openLog(fresh);
      await told('Rotated away');
      await root(
        `mkdir -p /etc/systemd/journald.conf.d; printf '[Journal]\\nStorage=volatile\\n' > ${conf}; rm -r /var/log/journal; systemctl restart systemd-journald`,
      );
      await openLog(unit);
      await told('You may not read this journal');
      await page.getByText('systemd-journal', { exact: false }).first().waitFor();
    } finally {
      await root(
        `rm -f ${conf}; rm -rf /var/log/journal; mv /var/log/journal.away /var/log/journal; systemctl restart systemd-journald; journalctl --flush`,
      );
    }
  });
});

test('no journalctl runs once nobody looks', async () => {
  await openLog('log-bulk');
  await row(`line ${String(million)}`).waitFor();
  const running = () => said('pgrep', '-f', 'journalctl.*--follow');
  await until('the follower', running);
  await page.getByRole('tab', { name: 'Status' }).click();
  await until('its end', async () => (await running()) === '');
});
