/** What the fields refuse, value by value, is what this systemd refuses. */
import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { execa } from 'execa';
import { settingFaults } from '../../../electron/core/fields/setting-faults.ts';
import { formSetting, type SettingKey } from '../../../electron/core/fields/registry.ts';
import { temporaryFolder } from '../workbench/bench.ts';

const values: Partial<Record<SettingKey, readonly string[]>> = {
  MemoryMax: [
    ...['0', '1G', '1g', '1GB', '1.5G', '1 G', '1G 500M', '500M 1G', '120%', '50.5%', '-1'],
    ...[
      'infinity',
      '100B',
      '1KiB',
      '0%',
      '+1G',
      '.5G',
      '1.5',
      '15E',
      '16E',
      '1G 1G',
      '1.5.5G',
      '10 %',
    ],
    ...[
      '0x10',
      '010',
      '1e3',
      '010%',
      '0x10%',
      '5‰',
      '5.5‰',
      '5.55‰',
      '50‱',
      '5.5‱',
      '0b11%',
      '1001‰',
    ],
  ],
  CPUQuota: [
    '150%',
    '0%',
    '50',
    '-5%',
    '12.5%',
    'infinity',
    '+5%',
    '12.555%',
    '.5%',
    '1.%',
    ...['0x10%', '010.5%', '08%', '50‰'],
  ],
  CPUWeight: ['0', 'idle', '10001', '10000', '050', '-1', '0x64', '0x2711', '0b11', '08', '+0144'],
  TasksMax: [
    ...['0', '10%', '101%', 'infinity', '5.5', '+5', '1K', '-1', '0x10', '0X1f', '+0x10', '0x'],
    ...['0x0', '010', '08', '0b11', '0b', '0o17', '0O17', '1e3', '1_000', '0x10%', '010%', '50‰'],
    ...['4294967296', '18446744073709551616', '0x10G', '5‱', '0.5‱'],
  ],
  // Whether it reads -0b11 depends on its C library.
  Nice: ['20', '-20', '-21', '19', '+5', '5.5', 'x', '0x5', '-0x5', '0x14', '010', '0b11'],
  LimitNOFILE: [
    '4096',
    '1024:4096',
    '4096:1024',
    'infinity',
    '1K',
    '5:infinity',
    ':5',
    '0',
    '5:',
    '-1',
    ...['0x400', '0x400:0b11111111111', '010:8', '010:7', '1e3', '18446744073709551615'],
  ],
  StartLimitBurst: ['-1', '5', 'a', '0', '+5', '4294967296', '0x5', '05', '08', '0b101', '0x1_0'],
  StartLimitIntervalSec: [
    ...[
      'infinity',
      '0',
      '5x',
      '1min 30s',
      '-5',
      '0x10',
      '010',
      '1.5',
      '1.5min',
      '.5s',
      '+5',
      '1e3',
    ],
  ],
  SuccessExitStatus: [
    '256',
    '255',
    'SIGTERM',
    'TERM',
    'TEMPFAIL',
    'EXEC',
    'foo',
    'SUCCESS',
    ...['0x10', '010', '08', '0b11', '+5', '0x100'],
  ],
  After: ['foo', 'foo.service', 'foo@1.service', 'a b', '-.mount', 'foo.bar'],
  RequiresMountsFor: ['a', '/a', '%h/a'],
  EnvironmentFile: ['a', '-/a', '%h/a', '-a'],
  LoadCredential: ['a', '/a', 'a:/b', 'a/b:/b', ':/b'],
  SetCredential: ['a:b', 'a:', 'a', 'a:b c', 'a/b:c'],
  StandardOutput: [
    'append:a',
    'append:/a',
    'append:%h/a',
    'append:',
    'foo',
    'truncate:/a/../b',
    'null',
  ],
};

test('agrees with systemd-analyze verify', async () => {
  const folder = await temporaryFolder();
  const rows = Object.entries(values).flatMap(([key, items]) =>
    items.map((item) => ({ key: key as SettingKey, item })),
  );
  const names = rows.map((_, at) => `row-${String(at)}.service`);
  for (const [at, { key, item }] of rows.entries()) {
    const line = `${key}=${item}`;
    const [unit, service] = formSetting(key).section === 'Unit' ? [line, ''] : ['', line];
    const text = `[Unit]\n${unit}\n[Service]\nType=oneshot\nExecStart=/bin/true\n${service}\n`;
    await writeFile(`${folder}/${names[at] ?? ''}`, text);
  }
  const { stderr } = await execa('systemd-analyze', ['--user', '--man=no', 'verify', ...names], {
    cwd: folder,
    reject: false,
    env: { LC_ALL: 'C' },
  });
  const refused = rows.filter((_, at) => stderr.includes(`/row-${String(at)}.service:`));
  const faulty = rows.filter(({ key, item }) =>
    settingFaults(
      key,
      item.split(' ').length > 1 && key === 'After' ? item.split(' ') : [item],
    ).some(({ level }) => level === 'error'),
  );
  expect(refused.length).toBeGreaterThan(rows.length / 3);
  expect(faulty).toEqual(refused);
});
