/** What an empty value in a drop-in clears, with the real manager: all properties of a unit tell. */
import { expect, test } from 'vitest';
import { isClearedByEmpty, sharedListOf } from '../../../electron/core/directives/resets.ts';
import { isSinceIn } from '../../../electron/core/directives/systemd-version.ts';
import { dropInWords } from '../../../electron/core/files/drop-in-summary.ts';
import { itemIndex } from '../../../electron/core/lint/toolkit/item-index.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { createConfigurationItems } from '../../../electron/system/manager/configuration-items.ts';
import { afterwards, createBench, property, systemdVersion } from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';
import { samples } from './reset-samples.ts';

const isSince = isSinceIn(String(systemdVersion));
const index = itemIndex(await createConfigurationItems(createBench().runner)());

/** Each key with its value. */
const settings = (keys: string): [string, string][] =>
  keys
    .trim()
    .split('\n')
    .flatMap((line) => {
      const colon = line.lastIndexOf(': ');
      return line
        .slice(colon + 2)
        .split(' ')
        .map((key): [string, string] => [key, line.slice(0, colon)]);
    });

/** All properties but those of the name, with lists in order. */
const propertiesOf = async (unit: string): Promise<string[]> => {
  const shown = await systemctl('show', '--all', '--', unit);
  const stem = unit.slice(0, unit.lastIndexOf('.'));
  return shown
    .split('\n')
    .filter(
      (line) => !/^(?:DropInPaths|\w*Timestamp\w*|NextElapse\w*|NeedDaemonReload)=/.test(line),
    )
    .map((line) => line.replaceAll(stem, 'NAME').split(/[= ]/).sort().join(' '));
};

test.each(Object.entries(samples))(
  'an empty value clears what Hearth says, and nothing else, in [%s]',
  async (title, { type, needs, keys }) => {
    const [section = ''] = title.split(' ');
    await emptyFolder();
    const all = settings(keys).filter(([key]) => index.kindOf(section, key) !== undefined);
    const text = (some: readonly [string, string][]): string =>
      `${needs}[${section}]\n${some.map(([key, value]) => `${key}=${value}\n`).join('')}`;
    const emptied = (some: readonly [string, string][]): string =>
      `[${section}]\n${some.map(([key]) => `${key}=\n`).join('')}`;
    const isCleared = ([key]: [string, string]): boolean =>
      isClearedByEmpty({ section, key }, isSince);
    const kept = all.filter((one) => !isCleared(one));
    const cleared = all.filter(isCleared);
    await put(`all_a.${type}`, text(all));
    await put(`kept_a.${type}`, text(kept));
    await put(`all_b.${type}`, text(all));
    await put(`all_b.${type}.d/x.conf`, emptied(kept));
    await put(`kept_b.${type}`, text(all));
    await put(`kept_b.${type}.d/x.conf`, emptied(cleared));
    await systemctl('daemon-reload');
    expect(await propertiesOf(`all_b.${type}`)).toEqual(await propertiesOf(`all_a.${type}`));
    expect(await propertiesOf(`kept_b.${type}`)).toEqual(await propertiesOf(`kept_a.${type}`));
  },
);

test.each([
  ['timer', '[Timer]\nOnActiveSec=7\nOnBootSec=7\n', 'OnCalendar', 'TimersMonotonic'],
  ['socket', '[Socket]\nListenFIFO=/tmp/a\nListenStream=/tmp/b\n', 'ListenDatagram', 'Listen'],
  ['path', '[Path]\nPathChanged=/tmp\nPathExists=/tmp\n', 'DirectoryNotEmpty', 'Paths'],
  [
    'service',
    '[Service]\nExecStart=/bin/true\nBindPaths=/tmp:/mnt\n',
    'BindReadOnlyPaths',
    'BindPaths',
  ],
  [
    'service',
    '[Service]\nExecStart=/bin/true\nStandardInputText=a\n',
    'StandardInputData',
    'StandardInputData',
  ],
])('an empty value clears the shared list: %s %j %s=', async (type, text, key, name) => {
  await emptyFolder();
  await put(`a.${type}`, text);
  await put(`b.${type}`, text);
  const section = /^\[(\w+)\]/.exec(text)?.[1] ?? '';
  await put(`b.${type}.d/x.conf`, `[${section}]\n${key}=\n`);
  await systemctl('daemon-reload');
  expect(sharedListOf(key)).not.toBeNull();
  expect(await property(`a.${type}`, name)).not.toBe('');
  expect(await property(`b.${type}`, name)).toBe('');
});

test('an empty condition clears all conditions, and no assertion', async () => {
  await emptyFolder();
  const checks = 'ConditionUser=nobody\nConditionPathExists=/nonexistent\nAssertUser=nobody\n';
  const text = `[Unit]\n${checks}[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n`;
  await put('c.service', text);
  await put('c.service.d/x.conf', '[Unit]\nConditionPathExists=\n');
  await systemctl('daemon-reload');
  await expect(systemctl('start', 'c.service')).rejects.toThrow('Assertion failed');
  await put('c.service.d/x.conf', '[Unit]\nConditionPathExists=\nAssertPathExists=\n');
  await systemctl('daemon-reload');
  await systemctl('start', 'c.service');
  afterwards(() => systemctl('stop', 'c.service'));
  expect(await property('c.service', 'ConditionResult')).toBe('yes');
});

test('an empty WantedBy= or Alias= makes a unit static, an empty Also= changes nothing', async () => {
  await emptyFolder();
  const states: Record<string, string> = {};
  for (const [key, value] of [
    ['WantedBy', 'default.target'],
    ['RequiredBy', 'default.target'],
    ['Alias', 'z.service'],
    ['Also', 'other.service'],
  ] as const) {
    const unit = `i-${key.toLowerCase()}.service`;
    await put(unit, `[Service]\nExecStart=/bin/true\n[Install]\n${key}=${value}\n`);
    await put(`${unit}.d/x.conf`, `[Install]\n${key}=\n`);
    states[key] = await property(unit, 'UnitFileState');
    expect(isClearedByEmpty({ section: 'Install', key }, isSince)).toBe(states[key] === 'static');
  }
  expect(states).toEqual({
    WantedBy: 'static',
    RequiredBy: 'static',
    Alias: 'static',
    Also: 'indirect',
  });
});

test('tells what the drop-in of systemd.unit(5) does to dependencies', async () => {
  await emptyFolder();
  await put('e.service', '[Unit]\nAfter=other.service\n[Service]\nExecStart=/bin/false\n');
  const dropIn = '[Unit]\nAfter=\n[Service]\nExecStart=\nExecStart=/bin/true\n';
  await put('e.service.d/x.conf', dropIn);
  await systemctl('daemon-reload');
  expect(dropInWords(parseText(dropIn).assignments, isSince)).toBe(
    'replaces ExecStart=; doesn’t reset After=',
  );
  expect(await property('e.service', 'After')).toContain('other.service');
  expect(await property('e.service', 'ExecStart')).not.toContain('/bin/false');
});
