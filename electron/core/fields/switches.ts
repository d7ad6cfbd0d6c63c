/** Switches of the forms that set several settings at once, and show which. */
import type { SettingItems, SettingKey } from './registry.ts';
import { settingsOf } from './registry.ts';

export const screenTarget = 'graphical-session.target';

/** The items of a form now; those that it can't show as items are missing. */
type Now = SettingItems;

const itemsOf = (now: Now, key: SettingKey): readonly string[] => now[key] ?? [];

/** It starts and stops with the desktop, as desktop-drop-in.ts makes others do. */
export const needsScreen = (now: Now): boolean =>
  (['PartOf', 'After'] as const).every((key) => itemsOf(now, key).includes(screenTarget));

const usualTarget = 'default.target';

/** What changes for it; a target that other things need stays. */
export const screenItems = (now: Now, wanted: boolean): SettingItems => {
  const withScreen = (key: SettingKey): string[] => {
    const others = itemsOf(now, key).filter((unit) => unit !== screenTarget);
    return wanted ? [...others, screenTarget] : others;
  };
  const enabling = itemsOf(now, 'WantedBy');
  const [from, to] = wanted ? [usualTarget, screenTarget] : [screenTarget, usualTarget];
  return {
    After: withScreen('After'),
    PartOf: withScreen('PartOf'),
    ...(enabling.includes(from)
      ? { WantedBy: enabling.map((target) => (target === from ? to : target)) }
      : {}),
  };
};

/**
 * What works in a user manager, without a setting that often breaks programs: a program may still use the network, run
 * code that it makes itself, and write to the home folder. test/system/fields/protection.test.ts tries each.
 * PrivateUsers= is what lets an older user manager do the rest.
 */
const protection = {
  NoNewPrivileges: 'yes',
  RestrictSUIDSGID: 'yes',
  RestrictRealtime: 'yes',
  RestrictNamespaces: 'yes',
  LockPersonality: 'yes',
  SystemCallArchitectures: 'native',
  PrivateUsers: 'yes',
  PrivateTmp: 'yes',
  ProtectSystem: 'full',
  ProtectKernelTunables: 'yes',
  ProtectKernelModules: 'yes',
  ProtectKernelLogs: 'yes',
  ProtectControlGroups: 'yes',
  ProtectClock: 'yes',
  ProtectHostname: 'yes',
} satisfies Partial<Record<SettingKey, string>>;

const protectionKeys = settingsOf('protection').map(
  ({ key }) => key,
) as (keyof typeof protection)[];

const isOf = (now: Now, key: keyof typeof protection): boolean =>
  itemsOf(now, key).at(-1) === protection[key];

/** `some` is what a file sets by itself. */
export const protectionState = (now: Now): 'all' | 'some' | 'none' => {
  const count = protectionKeys.filter((key) => isOf(now, key)).length;
  if (count === protectionKeys.length) return 'all';
  return protectionKeys.some((key) => itemsOf(now, key).length > 0) ? 'some' : 'none';
};

/** Off removes them all; on sets those that aren't so yet. */
export const protectionItems = (wanted: boolean): SettingItems =>
  Object.fromEntries(protectionKeys.map((key) => [key, wanted ? [protection[key]] : []]));

export const protectionLines = (): string[] =>
  protectionKeys.map((key) => `${key}=${protection[key]}`);
