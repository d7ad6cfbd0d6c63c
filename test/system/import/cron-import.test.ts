/** Jobs from a real crontab, by the real crontab(1), on the real systemd; undone, and with crontabs that are no use. */
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { filesOfChoice } from '../../../electron/core/import/cron-import.ts';
import { openHearth } from '../../open-engine.ts';
import {
  afterwards,
  createBench,
  files,
  person,
  problemOf,
  property,
  shell,
  sudo,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { createCrontab } from '../../../electron/system/cron/crontab-program.ts';

const crontabNow = async (): Promise<Buffer> => {
  const { stdout } = await execa('crontab', ['-l'], {
    reject: false,
    encoding: 'buffer',
    stripFinalNewline: false,
  });
  return Buffer.from(stdout);
};

const setCrontab = async (bytes: Uint8Array | string): Promise<void> => {
  afterwards(() => execa('crontab', ['-r'], { reject: false }));
  await execa('crontab', ['-'], { input: bytes });
};

const openImport = async () => {
  const engine = openHearth({ stateFolder: await temporaryFolder() });
  afterwards(async () => {
    await engine.leave();
    engine.dispose();
  });
  const { account } = engine.store;
  await until('the inventory is complete', () => account.state().manager.kind === 'running');
  const undo = async (): Promise<void> => {
    const id = account.state().transactions.undoable?.id ?? '';
    expect(await engine.handlers.undoTransaction({ id })).toBeNull();
  };
  const { handlers } = engine;
  const view = () => handlers.crontab(undefined);
  const run = async (lines: number[], commentsOut: boolean): Promise<number> => {
    const { version } = await view();
    return handlers.importCron({ version: version ?? '', lines, commentsOut });
  };
  return { engine, handlers, view, run, undo };
};

const exists = (unit: string): Promise<boolean> =>
  readFile(`${person.unitFolder}/${unit}`).then(
    () => true,
    () => false,
  );

/** Line 4 has Latin-1, line 6 no use, and the last no line ending of its own. */
const crontab = Buffer.concat([
  Buffer.from('MAILTO=alice\nGREETING="it\'s 100 \\\\ %"\n'),
  Buffer.from('30 3 * * * printenv GREETING > "$HOME/imported"; cat >> imported%one%two\n'),
  Buffer.from([...Buffer.from('0 0 1 1 * echo caf'), 0xe9, 0x0a]),
  Buffer.from('# a comment\n'),
  Buffer.from('@reboot touch at-login\n#0 4 * * * echo disabled\n'),
]);

describe('the import from cron', () => {
  test('keeps the variables that systemd can keep, as they are, and leaves the others out', async () => {
    await setCrontab(
      'A-B=1\n"my name"=2\nTAB="a\tb \\ % $HOME"\n0 3 * * * printenv TAB > imported-tab\n',
    );
    const { view, run, undo } = await openImport();
    const { choices } = await view();
    const [job] = choices;
    expect(job?.conversion).toMatchObject({ notes: [expect.stringMatching(/A-B.*my name/)] });
    expect(await run([4], false)).toBe(1);
    const service = `${job?.name ?? ''}.service`;
    const environment = await property(service, 'Environment');
    expect(environment).toContain('TAB=');
    expect(environment).not.toMatch(/A-B|my name/);
    await shell('systemctl', '--user', 'start', '--', service);
    afterwards(() => shell('rm', '-f', `${person.home}/imported-tab`));
    expect(await readFile(`${person.home}/imported-tab`, 'utf8')).toBe('a\tb \\ % $HOME\n');
    await undo();
  });

  test('makes jobs that do what cron does, comments the lines out, and takes all back', async () => {
    await setCrontab(crontab);
    const { view, run, undo } = await openImport();
    const before = await crontabNow();
    expect(before.equals(crontab)).toBe(true);
    const { choices } = await view();
    expect(choices.map(({ line, name }) => [line, name !== null])).toEqual([
      [3, true],
      [4, false],
      [6, true],
      [7, true],
    ]);
    expect(await run([3, 6, 7], true)).toBe(3);

    const expected = crontab
      .toString('latin1')
      .replace('30 3 *', '#30 3 *')
      .replace('@reboot', '#@reboot');
    expect((await crontabNow()).toString('latin1')).toBe(expected);
    const [first] = choices;
    const [service = '', timer = ''] =
      first === undefined ? [] : filesOfChoice(first).map(({ unit }) => unit);
    expect((await property(timer, 'ActiveState')).trim()).toBe('active');
    expect((await property(timer, 'UnitFileState')).trim()).toBe('enabled');
    await shell('systemctl', '--user', 'start', '--', service);
    afterwards(() => shell('rm', '-f', `${person.home}/imported`));
    expect(await readFile(`${person.home}/imported`, 'utf8')).toBe("it's 100 \\\\ %\none\ntwo\n");
    // What runs at login doesn’t run because it was imported.
    const atLogin = choices.find(({ line }) => line === 6)?.name ?? '';
    expect((await property(`${atLogin}.timer`, 'ActiveState')).trim()).toBe('inactive');
    expect((await property(`${atLogin}.timer`, 'UnitFileState')).trim()).toBe('enabled');

    await undo();
    expect((await crontabNow()).equals(crontab)).toBe(true);
    for (const unit of [service, timer]) expect(await exists(unit)).toBe(false);
    expect((await property(timer, 'LoadState')).trim()).toBe('not-found');
  });

  test('leaves the crontab alone unless it was agreed', async () => {
    await setCrontab('0 3 * * * true\n');
    const { run, undo } = await openImport();
    expect(await run([1], false)).toBe(1);
    expect((await crontabNow()).toString()).toBe('0 3 * * * true\n');
    await undo();
    expect((await crontabNow()).toString()).toBe('0 3 * * * true\n');
  });

  test('says which lines are gone, and takes everything else back', async () => {
    await setCrontab('0 3 * * * true\n');
    const { engine, run } = await openImport();
    await run([1], true);
    await setCrontab('# new\n');
    const id = engine.store.account.state().transactions.undoable?.id ?? '';
    const problem = await engine.handlers.undoTransaction({ id });
    expect(problem).toMatchObject({ code: 'crontab-changed' });
    expect((await crontabNow()).toString()).toBe('# new\n');
    expect(await exists('true.timer')).toBe(false);
    await engine.handlers.dismissTransaction({ id });
  });

  test('takes the lines back where they are by now', async () => {
    await setCrontab('0 3 * * * true\n0 4 * * * true\n');
    const { engine, run } = await openImport();
    await run([2], true);
    await setCrontab('# new\n#0 4 * * * true\n0 3 * * * true\n');
    const id = engine.store.account.state().transactions.undoable?.id ?? '';
    expect(await engine.handlers.undoTransaction({ id })).toBeNull();
    expect((await crontabNow()).toString()).toBe('# new\n0 4 * * * true\n0 3 * * * true\n');
  });

  test('refuses a crontab that was changed since it was read, and changes nothing', async () => {
    await setCrontab('0 3 * * * true\n');
    const { view, handlers } = await openImport();
    const { version } = await view();
    await setCrontab('0 5 * * * true\n');
    const wanted = { version: version ?? '', lines: [1], commentsOut: true };
    const refused = await problemOf(Promise.resolve(handlers.importCron(wanted)));
    expect(refused).toMatchObject({ code: 'crontab-changed' });
    expect((await crontabNow()).toString()).toBe('0 5 * * * true\n');
  });

  test('reads that there is none, an empty one, and 5,000 lines', async () => {
    await execa('crontab', ['-r'], { reject: false });
    const { view } = await openImport();
    expect(await view()).toEqual({ version: null, choices: [] });
    await setCrontab('');
    expect((await view()).choices).toEqual([]);
    const lines = Array.from(
      { length: 5000 },
      (_, at) => `${String(at % 60)} 3 * * * job ${String(at)}\n`,
    );
    await setCrontab(lines.join(''));
    const { choices } = await view();
    expect(choices.length).toBe(5000);
    expect(new Set(choices.map(({ name }) => name)).size).toBe(5000);
  }, 60_000);

  test('says why it can’t be read, in the words of crontab', async () => {
    await setCrontab('0 3 * * * true\n');
    await sudo('sh', '-c', 'echo alice > /etc/cron.deny');
    afterwards(() => sudo('rm', '/etc/cron.deny'));
    const { view } = await openImport();
    expect(await problemOf(Promise.resolve(view()))).toMatchObject({
      code: 'crontab-unreadable',
      output: expect.stringContaining('not allowed') as string,
    });
  });

  test('leaves everything as it was if crontab refuses the rest of the lines', async () => {
    const bad = '0 3 * * * true\n61 * * * * never\n';
    await setCrontab('');
    // crontab(1) wouldn’t install it, but cron of another version may have.
    await sudo('sh', '-c', `printf '${bad}' > /var/spool/cron/crontabs/alice`);
    const { run } = await openImport();
    expect(await problemOf(run([1], true))).toMatchObject({
      code: 'program-failed',
      output: expect.stringMatching(/bad minute/) as string,
    });
    expect((await crontabNow()).toString()).toBe(bad);
    expect(await exists('true.timer')).toBe(false);
    expect((await property('true.timer', 'LoadState')).trim()).toBe('not-found');
  });

  test('says that there is no program crontab', async () => {
    const { runner } = createBench(process.env, [await temporaryFolder()]);
    expect(await problemOf(createCrontab(runner, files).read())).toMatchObject({
      code: 'program-missing',
    });
  });
});
