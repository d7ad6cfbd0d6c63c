import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import { noPacking } from '../../../build/rules/no-packing.ts';

const faultsIn = (code: string): (string | undefined)[] =>
  new Linter()
    .verify(code, {
      plugins: { hearth: { rules: { 'no-packing': noPacking } } },
      rules: { 'hearth/no-packing': 'error' },
    })
    .map(({ messageId }) => messageId);

test.each(['x({ ...{ a, b }, c })', 'x = { ...{ a: 1 } }', 'x = { y: { ...{ a, b } } }'])(
  '%s is refused',
  (code) => {
    expect(faultsIn(code)).toEqual(['packing']);
  },
);

test.each([
  'x = { ...rest, c }',
  'x = { ...(a ? { b } : {}) }',
  'x = [...[1], 2]',
  'const { a, ...b } = c',
])('%s is allowed', (code) => {
  expect(faultsIn(code)).toEqual([]);
});
