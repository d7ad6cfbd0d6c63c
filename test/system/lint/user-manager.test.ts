/** Tries each setting of the table in directives/user-manager.ts, and compares what happens with what the linter says. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { execa } from 'execa';
import {
  denied,
  ignored,
  limited,
  terminals,
  walls,
} from '../../../electron/core/directives/user-manager.ts';
import { placeOfPerson } from '../../../electron/core/units/unit-specifiers.ts';
import { createConfigurationItems } from '../../../electron/system/manager/configuration-items.ts';
import { createLintSurroundings } from '../../../electron/system/lint/surroundings.ts';
import { lint } from '../../unit/lint/lint-bench.ts';
import { afterwards, createBench, person, shell, temporaryFolder } from '../workbench/bench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';
import { newerRows, rows, type Row } from './user-manager-rows.ts';

const { runner } = createBench();
const items = await createConfigurationItems(runner)();
const groups = await createLintSurroundings(runner).groups();

const keysIn = (lines: string): string[] =>
  lines.split('\n').map((line) => line.split('=')[0] ?? '');

test('tries every setting that the linter knows about', () => {
  const tried = new Set([...rows, ...newerRows].flatMap(([lines]) => keysIn(lines)));
  const known = [denied, limited, terminals, ignored, walls].flatMap((table) => Object.keys(table));
  // Sockets are tried below.
  expect(known.filter((key) => !tried.has(key) && !key.startsWith('Socket'))).toEqual([]);
});

/** Without rows of which systemd ignores a line, because it doesn’t know the key or the value. */
const knownHere = async (some: readonly Row[]): Promise<Row[]> => {
  const folder = await temporaryFolder();
  const files = some.map((_, at) => `row-${String(at)}.service`);
  for (const [at, [lines]] of some.entries()) {
    const text = `[Service]\nExecStart=/bin/true\n${lines}\n`;
    await writeFile(`${folder}/row-${String(at)}.service`, text);
  }
  const { stderr } = await execa('systemd-analyze', ['--user', 'verify', ...files], {
    cwd: folder,
    reject: false,
    env: { LC_ALL: 'C' },
  });
  return some.filter(
    (_, at) => !new RegExp(`/row-${String(at)}\\.service:\\d+: .*ignoring`).test(stderr),
  );
};

const users = 'PrivateUsers=yes';
/** As it is where a line says itself which users it has. */
const withUsers = (lines: string): string =>
  lines.startsWith('PrivateUsers=') ? lines : `${lines}\n${users}`;

/** A service for each of these texts of [Service], started together: the exit code and the output of each. */
const run = async (
  services: readonly { lines: string; look: string | null }[],
): Promise<{ exit: number | 'refused'; output: string }[]> => {
  const folder = await temporaryFolder();
  await emptyFolder();
  afterwards(() => shell('systemctl', '--user', 'daemon-reload'));
  const units = services.map((_, at) => `tried-${String(at)}.service`);
  for (const [at, { lines, look }] of services.entries()) {
    const unit = units[at] ?? '';
    await writeFile(`${folder}/${unit}.sh`, `${look ?? 'true'}\n`);
    // Both files are opened before anything is hidden.
    const files = `StandardInput=file:${folder}/${unit}.sh\nStandardOutput=truncate:${folder}/${unit}.out`;
    await put(unit, `[Service]\nType=oneshot\nExecStart=/bin/bash -s\n${files}\n${lines}\n`);
  }
  await shell('systemctl', '--user', 'daemon-reload');
  const show = async (property: string): Promise<string[]> => {
    const args = ['--user', 'show', '-p', property, '--value', '--', ...units];
    return (await shell('systemctl', ...args)).split(/\n+/).filter((line) => line !== '');
  };
  // Since systemd 262, one unit that can’t be loaded keeps all the others from starting.
  const states = await show('LoadState');
  const startable = units.filter((_, at) => states[at] === 'loaded');
  await execa('systemctl', ['--user', 'start', '--', ...startable], { reject: false });
  const exits = await show('ExecMainStatus');
  return Promise.all(
    units.map(async (unit, at) => ({
      exit: states[at] === 'bad-setting' ? ('refused' as const) : Number(exits[at]),
      // Missing where standard output could not be opened.
      output: await readFile(`${folder}/${unit}.out`, 'utf8').catch(() => ''),
    })),
  );
};

type Outcome = number | 'refused' | 'ignored' | null;

/** What the linter says: an exit code, or that it has no effect; null if it says nothing. */
const said = (lines: string): Outcome => {
  const text = `[Service]\nType=oneshot\nExecStart=/bin/true\n${lines}\n`;
  const found = lint(text, { items, groups, place: placeOfPerson(person) }).filter(
    ({ code }) => code !== 'overridden',
  );
  const effects = found.map(({ code, why }) => {
    const exit = /\b(2\d\d)\/[A-Z]/.exec(why)?.[1];
    if (exit !== undefined) return Number(exit);
    if (why.includes('systemd refuses')) return 'refused' as const;
    if (!/^no-effect|^needs-limits$/.test(code)) throw new Error(`unexpected: ${code}`);
    return 'ignored' as const;
  });
  return effects[0] ?? null;
};

test('says what happens to each setting, alone and with a user namespace', async () => {
  await mkdir(`${person.home}/extension/usr/lib/extension-release.d`, { recursive: true });
  afterwards(() => shell('rm', '-rf', `${person.home}/extension`, `${person.home}/image`));
  const release = await readFile('/etc/os-release', 'utf8');
  await writeFile(
    `${person.home}/extension/usr/lib/extension-release.d/extension-release.extension`,
    release,
  );
  await shell('truncate', '-s', '4M', `${person.home}/image`);
  await shell('/sbin/mke2fs', '-q', '-d', `${person.home}/extension`, `${person.home}/image`);
  const all = [...rows, ...(await knownHere(newerRows))];
  const variants = all.flatMap(([lines, look]) => [
    { lines: '', look },
    { lines, look },
    { lines: withUsers(lines) === lines ? '' : users, look },
    { lines: withUsers(lines), look },
  ]);
  const results = await run(variants);
  const table = all.map(([lines, look], at) => {
    const effectOf = (index: number): Outcome => {
      const [without, with_] = [results[4 * at + index], results[4 * at + index + 1]];
      if (with_ === undefined || without === undefined) throw new Error('not run');
      if (with_.exit === 'refused' || with_.exit >= 200) return with_.exit;
      return look !== null && with_.output === without.output ? 'ignored' : null;
    };
    return {
      lines,
      happened: [effectOf(0), effectOf(2)],
      said: [said(lines), said(withUsers(lines))],
    };
  });
  const columns = ({ lines, happened }: (typeof table)[number]): string =>
    `${lines.replaceAll('\n', ' ')}: ${happened.map((one) => one ?? 'works').join(', ')}`;
  console.log(`alone, with ${users}:\n${table.map(columns).join('\n')}`);
  expect(table.map(({ lines, said: both }) => [lines, ...both])).toEqual(
    table.map(({ lines, happened }) => [lines, ...happened]),
  );
}, 300_000);

test.each([
  ['SocketUser=root', true],
  ['SocketUser=%u', false],
  ['SocketGroup=root', true],
  ['SocketGroup=%U', false],
])('a socket with %s fails: %s', async (line, fails) => {
  await emptyFolder();
  afterwards(() => shell('systemctl', '--user', 'daemon-reload'));
  const text = `[Socket]\nListenStream=%t/tried\n${line}\n`;
  await put('tried.socket', text);
  await put('tried.service', '[Service]\nExecStart=/bin/true\n');
  await shell('systemctl', '--user', 'daemon-reload');
  const { failed } = await execa('systemctl', ['--user', 'start', 'tried.socket'], {
    reject: false,
  });
  afterwards(() => execa('systemctl', ['--user', 'stop', 'tried.socket'], { reject: false }));
  const found = lint(text, { items, groups, unit: 'tried.socket', place: placeOfPerson(person) });
  expect([failed, found.map(({ code }) => code)]).toEqual([
    fails,
    fails ? ['needs-privileges'] : [],
  ]);
});
