/** What a loaded service has for its limits, as the manager says. */
import { fieldsFormTexts } from '../texts/fields/form.ts';
import type { SettingKey } from './registry.ts';

/** null: no limit, or the default. */
export interface EffectiveLimits {
  MemoryHigh: number | null;
  MemoryMax: number | null;
  /** Microseconds of processor time per second. */
  CPUQuota: number | null;
  CPUWeight: number | null;
  IOWeight: number | null;
  TasksMax: number | null;
  Nice: number | null;
  LimitNOFILE: number | null;
  LimitNOFILESoft: number | null;
}

/** Those that `systemctl set-property` changes while the service runs. */
export const heldKeys = [
  'MemoryHigh',
  'MemoryMax',
  'CPUQuota',
  'CPUWeight',
  'IOWeight',
  'TasksMax',
] as const;
export type HeldKey = (typeof heldKeys)[number];

export const isHeldKey = (key: SettingKey): key is HeldKey =>
  (heldKeys as readonly string[]).includes(key);

/** The largest unit that says it exactly, else bytes with their unit to one decimal: as a unit file has it. */
const sizeText = (bytes: number): string => {
  const letters = ['', 'K', 'M', 'G', 'T'];
  const at = Math.min(letters.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** at;
  return `${String(Math.round(value * 10) / 10)}${letters[at] ?? ''}`;
};

const numberText = (value: number | null, otherwise: string): string =>
  value === null ? otherwise : String(value);

const sizeOr = (bytes: number | null): string =>
  bytes === null ? fieldsFormTexts.noLimit : sizeText(bytes);

const filesText = ({ LimitNOFILE, LimitNOFILESoft }: EffectiveLimits): string => {
  const [soft, hard] = [LimitNOFILESoft, LimitNOFILE].map((limit) =>
    numberText(limit, fieldsFormTexts.noLimit),
  ) as [string, string];
  return soft === hard ? hard : fieldsFormTexts.soft({ soft, hard });
};

const limitTexts: Partial<Record<SettingKey, (limits: EffectiveLimits) => string>> = {
  MemoryHigh: ({ MemoryHigh }) => sizeOr(MemoryHigh),
  MemoryMax: ({ MemoryMax }) => sizeOr(MemoryMax),
  CPUQuota: ({ CPUQuota }) =>
    CPUQuota === null ? fieldsFormTexts.noLimit : `${String(CPUQuota / 10_000)}%`,
  CPUWeight: ({ CPUWeight }) =>
    CPUWeight === 0 ? 'idle' : numberText(CPUWeight, fieldsFormTexts.usual),
  IOWeight: ({ IOWeight }) => numberText(IOWeight, fieldsFormTexts.usual),
  TasksMax: ({ TasksMax }) => numberText(TasksMax, fieldsFormTexts.noLimit),
  Nice: ({ Nice }) => numberText(Nice, fieldsFormTexts.usual),
  LimitNOFILE: filesText,
};

/** As a sentence's end; null for what isn't a limit. */
export const effectiveText = (limits: EffectiveLimits, key: SettingKey): string | null =>
  limitTexts[key]?.(limits) ?? null;
