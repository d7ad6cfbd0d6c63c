import { ESLint, Linter } from 'eslint';
import { expect, test } from 'vitest';

const names = ['no-restricted-imports', 'no-restricted-syntax'] as const;

const eslint = new ESLint();
// The first call reads the whole configuration, so make it here, outside the tests' time limit.
await eslint.calculateConfigForFile('electron/main.ts');

/** The rules that apply to a file, as the project configures them. */
const rulesFor = async (file: string): Promise<Linter.RulesRecord> => {
  const { rules = {} } = (await eslint.calculateConfigForFile(file)) as Linter.Config;
  return Object.fromEntries(
    names.flatMap((name) => (rules[name] === undefined ? [] : [[name, rules[name]]])),
  );
};

const faultsIn = async (file: string, code: string): Promise<(string | null)[]> =>
  new Linter().verify(code, { rules: await rulesFor(file) }).map(({ ruleId }) => ruleId);

test.each([
  ["import { readFile } from 'node:fs/promises'", 'no-restricted-imports'],
  ["import { watch } from 'node:fs'", 'no-restricted-imports'],
  ["import { createConnection } from 'node:net'", 'no-restricted-imports'],
  ["import { spawn } from 'node:child_process'", 'no-restricted-imports'],
  ["import os from 'node:os'", 'no-restricted-imports'],
  ["import { execa } from 'execa'", 'no-restricted-imports'],
  ["const { execa } = await import('execa')", 'no-restricted-syntax'],
])('only the host may contain: %s', async (code, rule) => {
  for (const file of [
    'system/units/store.ts',
    'engine/units/inventory.ts',
    'shell/windows/window.ts',
  ]) {
    expect(await faultsIn(`electron/${file}`, code), file).toEqual([rule]);
  }
  expect(await faultsIn('electron/host/programs.ts', code)).toEqual([]);
});

test('allows imports that don’t touch the computer', async () => {
  const code = "import path from 'node:path'; import { createHash } from 'node:crypto'";
  expect(await faultsIn('electron/system/units/unit-store.ts', code)).toEqual([]);
});
