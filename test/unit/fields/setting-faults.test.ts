/** What the fields say about what is typed. test/system/fields compares it with systemd. */
import { expect, test } from 'vitest';
import { giveUpText } from '../../../electron/core/fields/start-limit.ts';
import {
  octalIn,
  readPercent,
  readSize,
  readWhole,
} from '../../../electron/core/fields/number-faults.ts';
import { settingFaults, waitsForNetwork } from '../../../electron/core/fields/setting-faults.ts';
import { whyUnavailable } from '../../../electron/core/fields/availability.ts';
import {
  allSettings,
  formSetting,
  type SettingKey,
} from '../../../electron/core/fields/registry.ts';
import { fieldsFaultsTexts } from '../../../electron/core/texts/fields/faults.ts';
import { fieldsFormTexts } from '../../../electron/core/texts/fields/form.ts';

const errors = (key: SettingKey, item: string): string[] =>
  settingFaults(key, [item]).flatMap(({ level, text }) => (level === 'error' ? [text] : []));

test.each<[SettingKey, string, string]>([
  ['MemoryMax', '1GB', fieldsFaultsTexts.size],
  ['MemoryMax', '-1', fieldsFaultsTexts.negative],
  ['MemoryMax', '120%', fieldsFaultsTexts.overHundred],
  ['MemoryMax', '0', fieldsFaultsTexts.zero],
  ['CPUQuota', '50', fieldsFaultsTexts.quota],
  ['TasksMax', '101%', fieldsFaultsTexts.overHundred],
  ['LimitNOFILE', '9:8', fieldsFaultsTexts.softOverHard],
  ['StartLimitIntervalSec', '5x', fieldsFaultsTexts.span],
  ['After', 'foo', fieldsFaultsTexts.unitName('foo')],
  ['EnvironmentFile', '-a.env', fieldsFaultsTexts.path],
  ['StandardOutput', 'append:', fieldsFaultsTexts.noFile],
  ['StandardOutput', 'append:/a/../b', fieldsFaultsTexts.dots],
  ['LoadCredential', 'a/b:/c', fieldsFaultsTexts.credentialName],
  ['SuccessExitStatus', '256', fieldsFaultsTexts.status('256')],
])('%s=%s is refused with a word', (key, item, text) => {
  expect(errors(key, item)).toEqual([text]);
});

test('names line breaks and a backslash at the end', () => {
  expect(errors('ExecStop', '/bin/a\nb')).toHaveLength(1);
  expect(errors('ExecStop', '/bin/a \\')).toHaveLength(1);
});

test('says which units are missing, once it knows any', () => {
  const known = new Set(['a.service', 'b@.service']);
  const warnings = (name: string) => settingFaults('After', [name], known);
  expect(warnings('a.service')).toEqual([]);
  expect(warnings('b@1.service')).toEqual([]);
  expect(warnings('home-alice.mount')).toEqual([]);
  expect(warnings('c.service')).toEqual([
    { item: 'c.service', level: 'warning', text: fieldsFaultsTexts.unknownUnit('c.service') },
  ]);
  expect(settingFaults('After', ['c.service'])).toEqual([]);
});

test('says that services of a person have no network to wait for', () => {
  expect(settingFaults('After', ['network-online.target'])).toMatchObject([
    { level: 'warning', text: fieldsFaultsTexts.network('network-online.target') },
  ]);
  expect(waitsForNetwork(['a.service', ' network-online.target'])).toBe(true);
});

test('adds sizes up in falling order only', () => {
  expect(readSize('1G 500M')).toBe(1.5 * 2 ** 30 - 12 * 2 ** 20);
  expect(readSize('500M 1G')).toBe(null);
});

test('reads whole numbers as systemd does', () => {
  const read: [string, number | null][] = [
    ['0x10', 16],
    ['0X1f', 31],
    ['+5', 5],
    ['-0x5', -5],
    ['010', 8],
    ['0b11', 3],
    ['0o17', 15],
    ['0', 0],
    ...['08', '0x', '0b', '-0b11', '1e3', '1_0', ''].map((text): [string, null] => [text, null]),
  ];
  for (const [text, value] of read) expect(readWhole(text), text).toBe(value);
  expect(readPercent('0x10.5%')).toBe(16.5);
  expect(readPercent('5.5‰')).toBe(0.55);
  expect(readPercent('5.55‰')).toBe(null);
  expect(readPercent('50‱')).toBe(0.5);
});

test('says what a leading zero makes of a number', () => {
  expect(octalIn('010:7')).toEqual({ text: '010', value: 8 });
  expect(octalIn('07')).toBe(null);
  expect(settingFaults('TasksMax', ['010'])).toEqual([
    { item: '010', level: 'warning', text: fieldsFaultsTexts.octal({ text: '010', value: 8 }) },
  ]);
  expect(settingFaults('CPUQuota', ['1.05%'])).toEqual([]);
  // Sizes are decimal.
  expect(settingFaults('MemoryMax', ['010'])).toEqual([]);
  expect(settingFaults('MemoryMax', ['010%'])).toHaveLength(1);
});

test('knows why a setting does nothing here', () => {
  const here = { systemd: '252.39-1~deb12u2', controllers: ['memory', 'pids'] };
  expect(whyUnavailable(formSetting('RestartSteps'), here)).toBe(
    fieldsFormTexts.since({ since: 254, version: 252 }),
  );
  expect(whyUnavailable(formSetting('RestartSteps'), { ...here, systemd: '254' })).toBe(null);
  expect(whyUnavailable(formSetting('CPUQuota'), here)).toBe(fieldsFormTexts.noController('cpu'));
  expect(whyUnavailable(formSetting('MemoryMax'), here)).toBe(null);
  expect(whyUnavailable(formSetting('CPUQuota'), { systemd: '', controllers: null })).toBe(null);
});

test('says the start limit in words', () => {
  expect(giveUpText({})).toBe(fieldsFormTexts.giveUp({ starts: '5', within: '10s' }));
  expect(giveUpText({ StartLimitBurst: ['3'], StartLimitIntervalSec: ['60'] })).toBe(
    fieldsFormTexts.giveUp({ starts: '3', within: '60s' }),
  );
  expect(giveUpText({ StartLimitBurst: ['0x10'] })).toBe(
    fieldsFormTexts.giveUp({ starts: '16', within: '10s' }),
  );
  expect(giveUpText({ StartLimitIntervalSec: ['0'] })).toBe(fieldsFormTexts.neverGivesUp);
});

test('has each key once', () => {
  const keys = allSettings.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
