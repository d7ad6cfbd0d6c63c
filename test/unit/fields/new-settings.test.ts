/** The settings of a new service in its unit file, and the switches that set several of them. */
import { describe, expect, test } from 'vitest';
import { currentForm } from '../../../electron/core/create/kept-form.ts';
import {
  emptyForm,
  formFindings,
  unitText,
  type ServiceForm,
} from '../../../electron/core/create/service-form.ts';
import { sameForm } from '../../../electron/core/create/same-form.ts';
import { changedItems, newItems } from '../../../electron/core/fields/new-settings.ts';
import type { SettingItems } from '../../../electron/core/fields/registry.ts';
import {
  needsScreen,
  protectionItems,
  protectionLines,
  protectionState,
  screenItems,
} from '../../../electron/core/fields/switches.ts';

const formOf = (settings: SettingItems, change: Partial<ServiceForm> = {}): ServiceForm => ({
  ...emptyForm(),
  name: 'a',
  command: '/bin/a',
  restartSec: '',
  ...change,
  settings,
});

describe('the unit file', () => {
  test('is the same as before without settings', () => {
    expect(unitText(formOf({}))).toBe(
      '[Service]\nType=exec\nExecStart=/bin/a\nRestart=on-failure\n\n[Install]\nWantedBy=default.target\n',
    );
  });

  test('has each setting in its section', () => {
    const text = unitText(
      formOf({
        MemoryMax: ['1G'],
        After: ['b.service', 'c.service'],
        ExecStop: ['/bin/b', '/bin/c'],
      }),
    );
    expect(text).toBe(
      '[Unit]\nAfter=b.service c.service\n\n[Service]\nType=exec\nExecStart=/bin/a\nRestart=on-failure\nMemoryMax=1G\nExecStop=/bin/b\nExecStop=/bin/c\n\n[Install]\nWantedBy=default.target\n',
    );
  });

  test('leaves out what can’t be written, which the form says', () => {
    const form = formOf({ MemoryMax: ['lots'], Nice: ['5'] });
    expect(unitText(form)).not.toContain('MemoryMax');
    expect(unitText(form)).toContain('Nice=5');
    expect(formFindings(form).filter(({ field }) => field === 'settings')).toMatchObject([
      { level: 'error' },
    ]);
  });

  test('has no [Unit] for settings of others', () => {
    expect(unitText(formOf({ Nice: ['5'] }))).not.toContain('[Unit]');
  });
});

test('a form kept before there were settings has none', () => {
  const older = Object.fromEntries(
    Object.entries(emptyForm()).filter(([field]) => field !== 'settings'),
  );
  expect(currentForm(older)).toEqual(emptyForm());
});

test('forms differ by their settings', () => {
  expect(sameForm(formOf({ Nice: ['5'] }), formOf({ Nice: ['5'] }))).toBe(true);
  expect(sameForm(formOf({ Nice: ['5'] }), formOf({ Nice: ['6'] }))).toBe(false);
  expect(sameForm(formOf({ Nice: [] }), formOf({}))).toBe(true);
});

describe('a screen', () => {
  test('is what the service starts and stops with, until switched off', () => {
    const on = changedItems({}, screenItems(newItems({}), true));
    expect(needsScreen(newItems(on))).toBe(true);
    const text = unitText(formOf(on));
    for (const line of ['After', 'PartOf', 'WantedBy'])
      expect(text).toContain(`${line}=graphical-session.target\n`);
    expect(text).not.toContain('default.target');
    expect(changedItems(on, screenItems(newItems(on), false))).toEqual({});
  });

  test('doesn’t enable what isn’t', () => {
    const on = changedItems({}, screenItems(newItems({}), true));
    expect(unitText(formOf(on, { startAutomatically: false }))).not.toContain('[Install]');
  });

  test('keeps what else it needs', () => {
    const items = { After: ['a.service'], WantedBy: ['other.target'] };
    expect(screenItems(items, true)).toEqual({
      After: ['a.service', 'graphical-session.target'],
      PartOf: ['graphical-session.target'],
    });
  });
});

test('protection is all of its lines, some, or none', () => {
  const on = protectionItems(true);
  expect(protectionState(on)).toBe('all');
  expect(protectionState(changedItems(on, { PrivateTmp: [] }))).toBe('some');
  expect(protectionState(changedItems(on, protectionItems(false)))).toBe('none');
  const text = unitText(formOf(on));
  for (const line of protectionLines()) expect(text).toContain(`${line}\n`);
});
