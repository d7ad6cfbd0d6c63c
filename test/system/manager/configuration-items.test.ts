import { describe, expect, test } from 'vitest';
import { explainedDirectives } from '../../../electron/core/directives/directives.ts';
import { readTimeSpan } from '../../../electron/core/syntax/time-span.ts';
import { itemIndex, removedKeys } from '../../../electron/core/lint/toolkit/item-index.ts';
import { recordedItems } from '../../../electron/core/directives/recorded-items.ts';
import { createConfigurationItems } from '../../../electron/system/manager/configuration-items.ts';
import { execa } from 'execa';
import { createBench, systemdVersion } from '../workbench/bench.ts';

describe('configuration items', () => {
  test('reads configuration items from the machine’s own systemd, only once', async () => {
    const { runner, records } = createBench();
    const ask = createConfigurationItems(runner);
    const { source, items } = await ask();
    expect(source).toBe('systemd');
    expect(items).toContainEqual({ section: 'Service', key: 'Type', kind: 'SERVICETYPE' });
    expect(items).toContainEqual({
      section: 'Service',
      key: 'ExecStart',
      kind: 'PATH [ARGUMENT [...]]',
    });
    expect(items.length).toBeGreaterThan(1000);
    await ask();
    expect(records.map(({ line }) => line)).toEqual(['systemd --dump-configuration-items']);
    const known = new Set(items.map(({ section, key }) => `${section}.${key}`));
    const unknown = explainedDirectives().filter(
      ({ section, key }) => !known.has(`${section}.${key}`),
    );
    // The editor offers only what this systemd knows.
    expect(unknown.filter(({ key }) => !removedKeys.has(key))).toEqual([]);
  });

  test('falls back to the recorded items when systemd can’t be asked', async () => {
    const runner = createBench(process.env, ['/nonexistent']).runner;
    const { source, items } = await createConfigurationItems(runner)();
    expect(source).toBe('recorded');
    expect(items).toEqual(recordedItems());
  });

  test('knows the version by the keys that came with it', async () => {
    const { isSince } = itemIndex(await createConfigurationItems(createBench().runner)());
    const versions = [253, 254, 257, 258, 261] as const;
    expect(versions.map(isSince)).toEqual(versions.map((version) => systemdVersion >= version));
  });

  test('the recorded items are those of systemd 252', async () => {
    const { items } = await createConfigurationItems(createBench().runner)();
    const names = (list: typeof items): string[] =>
      list.map(({ section, key, kind }) => `${section}.${key}=${kind}`).sort();
    const recorded = names(recordedItems());
    if (systemdVersion === 252) expect(recorded).toEqual(names(items));
    else
      expect(recorded.filter((name) => names(items).includes(name)).length).toBeGreaterThan(1000);
  });
});

test.each([
  ...[
    '5',
    '5s',
    '5 min',
    '1min 30s',
    '1.5h',
    '.5s',
    '2 weeks',
    '3M',
    '1y',
    '500ms',
    '10us',
    '10µs',
  ],
  ...[
    'infinity',
    '1h30',
    '5 mins',
    '500milis',
    '5 secs',
    '-1',
    '5.',
    '1..2',
    's',
    '5 S',
    '0',
    '1d2h3m',
  ],
  ...['5 seconds', '1 month', '2hrs', '1 minute 2', '5minute', '5 hour', '  7  ', '1 2', '1e3'],
])('reads the time span %j like systemd-analyze', async (text) => {
  const { stdout, exitCode } = await execa('systemd-analyze', ['timespan', '--', text], {
    reject: false,
  });
  const micros = /(?:μs|us): (\d+)/.exec(stdout)?.[1];
  const isInfinite = /(?:μs|us): .*infinity|18446744073709551615/.test(stdout);
  const expected = exitCode !== 0 ? null : isInfinite ? Infinity : Number(micros);
  expect(readTimeSpan(text)).toBe(expected);
});
