/** What this systemd knows, by section and by key. */
import type { IsSince } from '../../directives/systemd-version.ts';
import type { ConfigurationItems } from '../../directives/types.ts';
import type { KnownVersion } from '../../syntax/enum-values.ts';
import { knownWords, nearest, type KnownWords } from './did-you-mean.ts';

export interface ItemIndex {
  /** The machine's own systemd was asked, so what it doesn’t list doesn’t exist there. */
  isCertain: boolean;
  /** The kind of value by key; undefined for an unknown section. */
  keysOf(section: string): ReadonlyMap<string, string> | undefined;
  kindOf(section: string, key: string): string | undefined;
  /** Whether this systemd is as new, judged by a key that came with that version. */
  isSince: IsSince;
  sectionsWith(key: string): string[];
  /** The key of a section that was probably meant; see did-you-mean.ts. */
  nearKey(section: string, typed: string): string | null;
}

/** By version, a key of [Service] that came with it. */
const newIn: Record<KnownVersion, string> = {
  253: 'ReloadSignal',
  254: 'RestartSteps',
  257: 'PrivatePIDs',
  258: 'DelegateNamespaces',
  261: 'OOMRules',
};

/**
 * Accepted and ignored by systemd, which doesn’t list them: DISABLED_LEGACY in load-fragment-gperf.gperf.in, tried on 252
 * and 262. Only if this systemd doesn’t list them, either: it may still know the last of them, removed in 258.
 */
export const removedKeys: ReadonlySet<string> = new Set([
  'BusPolicy',
  'Capabilities',
  'CPUAccounting',
  'DefaultMemoryLow',
  'DefaultMemoryMin',
  'DefaultStartupMemoryLow',
  'IgnoreOnSnapshot',
  'NetClass',
  'SysVStartPriority',
]);

/** Came after systemd 252: an older one ignores them, and a similar key means something else. */
const newerKeys = new Set(
  'MemoryZSwapMax MemoryZSwapWriteback StartupMemoryZSwapMax RestartSteps RestartMaxDelaySec RestartMode OpenFile ReloadSignal ImportCredential PrivatePIDs DelegateSubgroup NFTSet RootEphemeral'.split(
    ' ',
  ),
);

const built = new WeakMap<ConfigurationItems, ItemIndex>();

const build = ({ source, items }: ConfigurationItems): ItemIndex => {
  const bySection = new Map<string, Map<string, string>>();
  for (const { section, key, kind } of items) {
    const keys = bySection.get(section) ?? new Map<string, string>();
    bySection.set(section, keys.set(key, kind));
  }
  const known = new Map<string, KnownWords>();
  return {
    isCertain: source === 'systemd',
    keysOf: (section) => bySection.get(section),
    kindOf: (section, key) => bySection.get(section)?.get(key),
    isSince: (version) => bySection.get('Service')?.has(newIn[version]) === true,
    sectionsWith: (key) =>
      [...bySection].filter(([, keys]) => keys.has(key)).map(([section]) => section),
    nearKey: (section, typed) => {
      if (newerKeys.has(typed)) return null;
      const words = known.get(section) ?? knownWords(bySection.get(section)?.keys() ?? []);
      known.set(section, words);
      return nearest(typed, words);
    },
  };
};

/** Built once for each list, as checks use it many times. */
export const itemIndex = (items: ConfigurationItems): ItemIndex => {
  const index = built.get(items) ?? build(items);
  built.set(items, index);
  return index;
};
