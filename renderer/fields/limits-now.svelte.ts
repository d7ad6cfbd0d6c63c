/** The limits that a loaded service has, and giving it another at once. */
import {
  effectiveText,
  type EffectiveLimits,
  type HeldKey,
} from '../../electron/core/fields/effective.ts';
import type { SettingKey } from '../../electron/core/fields/registry.ts';
import type { PageClient } from '../client.svelte.ts';

export const createLimitsNow = (
  { hearth, attempt }: Pick<PageClient, 'hearth' | 'attempt'>,
  unit: string,
) => {
  let limits = $state.raw<EffectiveLimits | null>(null);
  /** The one that was applied last. */
  let held = $state.raw<SettingKey | null>(null);

  const read = async (): Promise<void> => {
    // A unit that can't be loaded has none; its page says why.
    limits = await hearth.limitsInEffect({ unit }).catch(() => null);
  };
  return {
    get held(): SettingKey | null {
      return held;
    },
    text: (key: SettingKey): string | null => (limits === null ? null : effectiveText(limits, key)),
    read,
    async hold(key: HeldKey, value: string): Promise<void> {
      if (await attempt(hearth.holdLimit({ unit, key, value }))) held = key;
      await read();
    },
  };
};

export type LimitsNow = ReturnType<typeof createLimitsNow>;
