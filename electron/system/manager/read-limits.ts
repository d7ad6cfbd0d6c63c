/** The limits of a loaded service over D-Bus. */
import type { EffectiveLimits } from '../../core/fields/effective.ts';
import { pathOfUnit } from '../../core/names/unit-name.ts';
import { propertiesOf, type Caller, type Properties } from './bus/bus-values.ts';

const limitsFrom = ({ number }: Properties): EffectiveLimits => ({
  MemoryHigh: number('MemoryHigh'),
  MemoryMax: number('MemoryMax'),
  CPUQuota: number('CPUQuotaPerSecUSec'),
  CPUWeight: number('CPUWeight'),
  IOWeight: number('IOWeight'),
  TasksMax: number('TasksMax'),
  Nice: number('Nice'),
  LimitNOFILE: number('LimitNOFILE'),
  LimitNOFILESoft: number('LimitNOFILESoft'),
});

export const readLimits = async (bus: Caller, unit: string): Promise<EffectiveLimits> =>
  limitsFrom(await propertiesOf(bus, pathOfUnit(unit), 'Service', limitsFrom));
