import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../../electron/core/text/utf8.ts';
import type { UnitFileRef } from '../../../electron/core/files/unit-files.ts';
import { createConfigurationItems } from '../../../electron/system/manager/configuration-items.ts';
import { itemIndex } from '../../../electron/core/lint/toolkit/item-index.ts';
import { createBench, person, service, temporaryFolder } from '../workbench/bench.ts';
import { fileChecks } from '../workbench/file-checks.ts';

const { runner, records } = createBench();

const items = createConfigurationItems(runner);

const checks = fileChecks(runner);

const fragment: UnitFileRef = { kind: 'fragment' };
const check = (unit: string, text: string, file: UnitFileRef = fragment, using = checks) =>
  using.check({ unit, file, bytes: encodeUtf8(text) });

/** Each finding as `LINE SOURCE CODE`. */
const brief = async (unit: string, text: string, file?: UnitFileRef): Promise<string[]> =>
  (await check(unit, text, file)).findings.map(
    ({ line, source, code }) => `${line} ${source} ${code}`,
  );

const leftOver = async (): Promise<string[]> =>
  (await readdir(person.runtimeFolder)).filter((name) => name.startsWith('hearth-check-'));

describe('checking an unsaved text', () => {
  test('finds nothing in a good text', async () => {
    const text =
      '[Unit]\nDescription=Good\n[Service]\nExecStart=/bin/sleep 10\n[Install]\nWantedBy=default.target\n';
    expect(await check('never-saved.service', text)).toEqual({ findings: [], others: [] });
  });

  test('reports an enabled unit that has lost its [Install] section', async () => {
    const text = '[Unit]\nDescription=Good\n[Service]\nExecStart=/bin/sleep 10\n';
    const using = fileChecks(runner, ['enabled.service']);
    const { findings } = await check('enabled.service', text, fragment, using);
    expect(findings.map(({ code }) => code)).toEqual(['no-install']);
    expect((await check('enabled.service', text)).findings).toEqual([]);
  });

  test('merges findings of the document, the linter and verify: one per line, the clearest wins', async () => {
    const text = [
      'stray',
      '[Service]',
      'ExecStart=/nonexistent/program',
      'Retsart=no',
      'LimitNOFILE=banana',
      'RestartSec=5 mins',
      'WorkingDirectory=/nonexistent',
      'no assignment',
      '[Install]',
      'WantedBy=multi-user.target',
    ].join('\n');
    expect(await brief('never-saved.service', text)).toEqual([
      '1 document unreadable-line',
      '3 lint missing-program',
      '4 lint unknown-key',
      '5 verify verify',
      '6 lint bad-time',
      '7 lint missing-folder',
      '8 document unreadable-line',
      '10 lint system-target',
    ]);
    const { findings } = await check('never-saved.service', text);
    expect(findings.find(({ source }) => source === 'verify')).toMatchObject({
      line: 5,
      column: 1,
      endColumn: 19,
      severity: 'warning',
      fix: null,
      what: expect.stringContaining('banana') as string,
    });
  });

  test('reports verify’s finding about a continued value once, on its first line', async () => {
    const text =
      '[Service]\nExecStart=/bin/echo \\\n  a\nUMask=\\\n banana\nTimeoutSec=\\\n 5 mins\n';
    expect(await brief('never-saved.service', text)).toEqual([
      '4 verify verify',
      '7 lint bad-time',
    ]);
  });

  test.each([
    ['MemoryLimit=lots', 'lint deprecated-key', 'verify'],
    ['CPUShares=lots', 'lint deprecated-key', 'verify'],
    ['BlockIOWeight=lots', 'lint deprecated-key', 'verify'],
    ['MemoryLimit=1G', 'lint deprecated-key'],
    ['CPUShares=100', 'lint deprecated-key'],
    ['Capabilities=x', 'lint removed-key'],
    ['StandardOutput=syslog', 'lint obsolete-output'],
  ])('a hint about %s replaces only the verify message that it explains', async (line, ...said) => {
    const { findings } = await check(
      'never-saved.service',
      `[Service]\nExecStart=/bin/true\n${line}\n`,
    );
    const [key = ''] = line.split('=');
    // What systemd 258 removed is ignored with its value.
    const expected =
      itemIndex(await items()).kindOf('Service', key) === undefined
        ? ['lint removed-key']
        : said.map((one) =>
            one === 'verify'
              ? (expect.stringMatching(/^verify (?:Invalid|Failed to parse) .*ignoring/) as string)
              : one,
          );
    expect(
      findings.map(({ source, code, what }) => `${source} ${code === source ? what : code}`),
    ).toEqual(expected);
  });

  test('reports a header that ends the reading once, as an error', async () => {
    const { findings } = await check(
      'never-saved.service',
      '[Service]\nExecStart=/bin/true\n[Bad\n',
    );
    expect(findings).toMatchObject([{ line: 3, source: 'document', severity: 'error' }]);
  });

  test('keeps what only verify finds about the whole unit', async () => {
    const { findings } = await check(
      'never-saved.service',
      '[Service]\nType=oneshot\nExecStart=/bin/true\nTimeoutStartSec=5\nUSBFunctionDescriptors=/x\n',
    );
    expect(findings).toMatchObject([{ line: 1, source: 'verify', severity: 'warning' }]);
  });

  test('reports that an empty text has no command, though verify calls it masked', async () => {
    const { findings } = await check('never-saved.service', '');
    expect(findings.map(({ code }) => code)).toContain('no-command');
  });
});

describe('the edited text replaces the saved file', () => {
  test('checks the edited text instead of the saved file', async () => {
    await service('checked.service', ['[Service]', 'ExecStart=/bin/true', 'Colour=green']);
    expect(await brief('checked.service', '[Service]\nExecStart=/bin/true\n')).toEqual([]);
  });

  test('takes saved drop-ins into account, and lists their faults separately', async () => {
    const file = await service('checked.service', ['[Service]', 'ExecStart=/bin/true']);
    await mkdir(`${file}.d`);
    await writeFile(`${file}.d/a.conf`, '[Service]\nColour=green\nEnvironment=PORT=80\n');
    const { findings, others } = await check(
      'checked.service',
      '[Service]\nExecStart=/bin/echo ${PORT}\n',
    );
    expect(findings).toEqual([]);
    expect(others).toEqual([
      `${file}.d/a.conf:2: Unknown key 'Colour' in section [Service], ignoring.`,
    ]);
  });

  test('checks an edited drop-in in place of the saved version, together with its unit', async () => {
    const file = await service('checked.service', ['[Service]', 'ExecStart=/bin/true']);
    await mkdir(`${file}.d`);
    await writeFile(`${file}.d/a.conf`, '[Service]\nColour=green\n');
    const a: UnitFileRef = { kind: 'drop-in', name: 'a.conf' };
    expect(await brief('checked.service', '[Service]\nUMask=banana\n', a)).toEqual([
      '2 verify verify',
    ]);
    expect(await brief('checked.service', '[Service]\nExecStart=/bin/false\n', a)).toEqual([
      '2 lint several-commands',
    ]);
    const b: UnitFileRef = { kind: 'drop-in', name: 'b.conf' };
    const { findings, others } = await check('checked.service', '[Service]\nNice=5\n', b);
    expect(findings).toEqual([]);
    expect(others).toEqual([expect.stringContaining('Colour')]);
  });

  test('checks a drop-in of a distribution’s unit', async () => {
    const drop: UnitFileRef = { kind: 'drop-in', name: 'override.conf' };
    expect(await brief('dbus.service', '[Service]\nUMask=banana\nColour=green\n', drop)).toEqual([
      '2 verify verify',
      '3 lint unknown-key',
    ]);
  });

  test('checks a template through an instance, and an instance directly', async () => {
    const text = '[Service]\nExecStart=/bin/echo %i\nUMask=banana\nExecStop=/nonexistent/%i\n';
    expect(await brief('never@.service', text)).toEqual(['3 verify verify']);
    expect(await brief('never@x.service', text)).toEqual([
      '3 verify verify',
      '4 lint missing-program',
    ]);
  });

  test('lists faults of other units separately', async () => {
    const other = await service('neighbour.service', [
      '[Service]',
      'ExecStart=/bin/true',
      'Colour=x',
    ]);
    const { findings, others } = await check(
      'never-saved.service',
      '[Unit]\nWants=neighbour.service\n[Service]\nExecStart=/bin/true\n',
    );
    expect(findings).toEqual([]);
    expect(others).toEqual([`${other}:3: Unknown key 'Colour' in section [Service], ignoring.`]);
  });
});

describe('the check itself', () => {
  test('leaves no files behind, and isn’t listed among the unit’s commands', async () => {
    records.length = 0;
    await check('never-saved.service', '[Service]\n');
    expect(await leftOver()).toEqual([]);
    expect(records.map(({ unit }) => unit)).not.toContain('never-saved.service');
    expect(records.some(({ line }) => line.includes('verify'))).toBe(true);
  });

  test('reports a missing systemd-analyze, and keeps the other findings', async () => {
    const none = createBench(process.env, [await temporaryFolder()]).runner;
    const text = '[Service]\nExecStart=/bin/true\nRetsart=no\n';
    const { findings } = await check('never-saved.service', text, fragment, fileChecks(none));
    expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'not-verified hint',
      'unknown-key hint',
    ]);
    expect(await leftOver()).toEqual([]);
  });

  test('reports a verification that couldn’t start instead of passing the file', async () => {
    const lost = createBench({ HOME: person.home, XDG_RUNTIME_DIR: '' }).runner;
    const text = '[Service]\nExecStart=/bin/true\n';
    const { findings } = await check('never-saved.service', text, fragment, fileChecks(lost));
    expect(findings.map(({ code }) => code)).toEqual(['not-verified']);
  });

  test('a newer check of the same unit replaces the one in progress', async () => {
    const bad = '[Service]\nExecStart=/bin/true\nUMask=banana\n';
    const older = check('never-saved.service', bad);
    const newer = check('never-saved.service', bad);
    const elsewhere = check('other.service', bad);
    expect((await older).findings).toEqual([]);
    expect((await newer).findings).toMatchObject([{ source: 'verify' }]);
    expect((await elsewhere).findings).toMatchObject([{ source: 'verify' }]);
    expect(await leftOver()).toEqual([]);
  });

  test('accepts any bytes', async () => {
    const bytes = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 256);
    const { findings } = await checks.check({ unit: 'never-saved.service', file: fragment, bytes });
    expect(findings.length).toBeGreaterThan(0);
  });

  test('has systemd check a text that is too long for the linter', async () => {
    const large = encodeUtf8(
      `[Service]\nExecStart=/bin/true\nUMask=banana\n${'# x\n'.repeat(200_000)}`,
    );
    const long = await checks.check({ unit: 'never-saved.service', file: fragment, bytes: large });
    expect(long.findings.map(({ code, line }) => [code, line])).toEqual([
      ['not-linted', 1],
      ['verify', 3],
    ]);
  });
});
