import { expect, test } from 'vitest';
import { consumedIn } from '../../../electron/system/journal/consumed.ts';

const record = (fields: object): string => JSON.stringify(fields);

test('takes the newest record of each unit, and only whole ones', () => {
  const lines = [
    record({ USER_UNIT: 'a.service', CPU_USAGE_NSEC: '1500000000', MEMORY_PEAK: '4096' }),
    record({ USER_UNIT: 'a.service', CPU_USAGE_NSEC: '9' }),
    record({ USER_UNIT: ['b.service', 'c.service'], CPU_USAGE_NSEC: '9' }),
    record({ USER_UNIT: 'd.service', CPU_USAGE_NSEC: 'much', MEMORY_PEAK: null }),
    record({ CPU_USAGE_NSEC: '9' }),
    '{"USER_UNIT":"cut.serv',
    '',
  ];
  const load = { from: 'last-run', seconds: null };
  expect([...consumedIn(lines.join('\n'))]).toEqual([
    ['a.service', { ...load, cpuNanoseconds: 1.5e9, memoryBytes: 4096 }],
    ['d.service', { ...load, cpuNanoseconds: null, memoryBytes: null }],
  ]);
});
