import { describe, expect, test } from 'vitest';
import { plainUnit, type Unit } from '../../../electron/core/units/unit.ts';
import { labelOf, paletteItems, type PaletteCommand } from '../../../renderer/app/palette-items.ts';
import { isPressed, shortcutIds, shortcuts } from '../../../renderer/ui/keyboard/shortcuts.ts';

const unit = (name: string, change: Partial<Unit> = {}): Unit => ({
  ...plainUnit(name),
  loadState: 'loaded',
  unitFileState: 'disabled',
  own: true,
  origin: 'mine',
  ...change,
});
const units = Object.fromEntries(
  [
    unit('worker.service', { activeState: 'active', subState: 'running' }),
    unit('notes.service', { description: 'Keeps notes', command: '/usr/bin/notes --all' }),
    unit('dbus.service', { own: false, activeState: 'active', subState: 'running' }),
  ].map((one) => [one.name, one]),
);
const nothing = (): void => undefined;
const commands: PaletteCommand[] = ['New service', 'Journal', 'Settings'].map((label) => ({
  kind: 'command',
  label,
  shortcut: null,
  run: nothing,
}));
const labels = (typed: string): string[] =>
  paletteItems({ units, actions: {} }, commands, typed).map(labelOf);

describe('the palette', () => {
  test('offers commands and units before anything is typed', () => {
    expect(labels('')).toEqual([
      'New service',
      'Journal',
      'Settings',
      'notes.service',
      'worker.service',
      'dbus.service',
    ]);
  });

  test.each([
    ['wor', 'worker.service'],
    ['keeps', 'notes.service'],
    ['bin/notes', 'notes.service'],
    ['stop wor', 'Stop worker.service'],
    ['sto w', 'Stop worker.service'],
    ['start', 'Start notes.service'],
    ['log wor', 'Log of worker.service'],
    ['edit n', 'Edit notes.service'],
    ['restart d', 'Restart dbus.service'],
    ['new', 'New service'],
    ['sett', 'Settings'],
    ['jou', 'Journal'],
  ])('finds first, for “%s”: %s', (typed, label) => {
    expect(labels(typed)[0]).toBe(label);
  });

  test('offers what can be done with what is found', () => {
    expect(labels('worker')).toEqual([
      'worker.service',
      'Stop worker.service',
      'Restart worker.service',
      'Log of worker.service',
      'Edit worker.service',
    ]);
  });

  test('offers no action that can’t be done now', () => {
    expect(labels('start wor')).not.toContain('Start worker.service');
    expect(labels('stop notes')).not.toContain('Stop notes.service');
  });

  test('finds nothing for nonsense', () => {
    expect(labels('no such thing')).toEqual([]);
  });
});

describe('shortcuts', () => {
  const event = (key: string, modifiers: Partial<KeyboardEvent> = {}): KeyboardEvent =>
    ({
      ctrlKey: false,
      shiftKey: false,
      altKey: false,
      metaKey: false,
      key,
      ...modifiers,
    }) as KeyboardEvent;
  const ctrl = { ctrlKey: true };

  test('need exactly their modifiers', () => {
    expect(isPressed('palette', event('k', ctrl))).toBe(true);
    expect(isPressed('palette', event('K', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(isPressed('palette', event('k'))).toBe(false);
    expect(isPressed('palette', event('k', { ctrlKey: true, altKey: true }))).toBe(false);
    expect(isPressed('previousPane', event('F6', { shiftKey: true }))).toBe(true);
    expect(isPressed('nextPane', event('F6', { shiftKey: true }))).toBe(false);
  });

  test('take signs wherever a keyboard has them', () => {
    expect(isPressed('zoomIn', event('+', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(isPressed('zoomIn', event('=', ctrl))).toBe(true);
    expect(isPressed('help', event('?', { shiftKey: true }))).toBe(true);
    expect(isPressed('find', event('/', { shiftKey: true }))).toBe(true);
    expect(isPressed('settings', event(',', ctrl))).toBe(true);
  });

  test('are never two for one key in one place', () => {
    const taken = shortcutIds.flatMap((id) =>
      shortcuts[id].keys.map((keys) => `${shortcuts[id].where} ${keys}`),
    );
    expect(taken).toEqual([...new Set(taken)]);
  });
});
