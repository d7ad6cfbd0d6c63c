import { expect, test } from 'vitest';
import { lint } from './lint-bench.ts';

test.each(['StandardInput=fd', 'StandardOutput=fd', 'StandardError=fd', 'CPUSchedulingPolicy=3'])(
  'accepts %s',
  (line) => {
    expect(lint(`[Service]\nExecStart=/bin/true\n${line}\n`)).toEqual([]);
  },
);
