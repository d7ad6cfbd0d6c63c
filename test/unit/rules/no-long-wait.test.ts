import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { noLongWait } from '../../../build/rules/no-long-wait.ts';

const rule = 'hearth/no-long-wait';
const linter = new Linter();

const faultsOf = (code: string): (string | null)[] =>
  linter
    .verify(code, {
      plugins: { hearth: { rules: { 'no-long-wait': noLongWait } } },
      rules: { [rule]: 'error' },
    })
    .map(({ ruleId, message }) => ruleId ?? message);

const imported = "import { setTimeout as pause } from 'node:timers/promises';";

describe('a pause over 300 ms', () => {
  test.each([
    'await new Promise((resolve) => setTimeout(resolve, 301))',
    'await new Promise((done) => { setTimeout(done, 11_000); })',
    'const restMs = 2000; await new Promise((resolve) => setTimeout(resolve, restMs))',
    'await page.waitForTimeout(1000)',
    `${imported} await pause(500)`,
    `${imported} await Promise.race([ended, pause(3000)])`,
    "await shell('sleep', '0.5')",
  ])('refuses %s', (code) => {
    expect(faultsOf(code)).toEqual([rule]);
  });
});

describe('anything else', () => {
  test.each([
    'await new Promise((resolve) => setTimeout(resolve, 300))',
    'await new Promise((resolve) => setTimeout(resolve, Math.random() * 30))',
    'await page.waitForTimeout(150)',
    `${imported} await pause(20)`,
    'const timer = setTimeout(stop, 5000)',
    'const pause = (ms) => ms; pause(500)',
    "await shell('sleep', '0.2')",
    "await quietFor(6000, 'the host is missed after 5 s')",
  ])('allows %s', (code) => {
    expect(faultsOf(code)).toEqual([]);
  });
});
