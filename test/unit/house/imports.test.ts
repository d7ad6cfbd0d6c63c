import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const { forbidden } = createRequire(import.meta.url)(
  path.join(root, '.dependency-cruiser.cjs'),
) as { forbidden: object[] };

const folder = mkdtempSync(path.join(tmpdir(), 'hearth-imports-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let trees = 0;

/** The rules that `from` breaks when it imports `to`, in a tree with only these two. */
const broken = async (from: string, to: string): Promise<string[]> => {
  const tree = path.join(folder, String((trees += 1)));
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  };
  const isFile = to.includes('/');
  const specifier = isFile ? path.relative(path.dirname(from), to) : to;
  const relative = specifier.startsWith('.') || !isFile ? specifier : `./${specifier}`;
  write(from, `import '${relative}';\n`);
  if (isFile) write(to, 'export {};\n');
  const options: ICruiseOptions = {
    baseDir: tree,
    ruleSet: { forbidden } as NonNullable<ICruiseOptions['ruleSet']>,
    validate: true,
  };
  const { output } = await cruise([from.split('/')[0] ?? ''], options);
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name);
};

describe('the direction of imports', () => {
  test.each([
    ['electron/core/units/a.ts', 'electron/system/units/b.ts', 'core-is-pure'],
    ['electron/core/units/a.ts', 'node:fs', 'core-is-pure'],
    ['electron/core/text/a.ts', 'electron/core/units/b.ts', 'core-text-looks-down'],
    ['electron/core/syntax/a.ts', 'electron/core/lint/b.ts', 'core-syntax-looks-down'],
    ['electron/core/units/a.ts', 'electron/core/app/b.ts', 'core-units-looks-down'],
    ['electron/host/a.ts', 'electron/system/manager/b.ts', 'host-sees-core'],
    ['electron/system/units/a.ts', 'electron/engine/units/b.ts', 'system-sees-host-and-core'],
    ['electron/engine/units/a.ts', 'electron/ipc/server.ts', 'engine-without-electron'],
    [
      'electron/engine/units/a.ts',
      'electron/ipc/contract/b.ts',
      'engine-sees-only-types-of-the-contract',
    ],
    ['electron/engine/units/a.ts', 'electron/shell/b.ts', 'engine-without-electron'],
    ['electron/ipc/contract/a.ts', 'electron/engine/units/b.ts', 'contract-sees-core-and-schemas'],
    ['electron/shell/a.ts', 'electron/engine/units/b.ts', 'shell-sees-core'],
    ['renderer/units/a.ts', 'electron/engine/units/b.ts', 'renderer-sees-core-and-contract'],
    ['renderer/units/a.ts', 'node:fs', 'renderer-without-node'],
    ['renderer/units/a.ts', 'renderer/logs/b.ts', 'features-apart'],
    ['renderer/units/a.ts', 'renderer/app/b.ts', 'features-apart'],
    ['electron/engine/units/a.ts', 'test/unit/b.ts', 'app-without-tests'],
  ])('%s → %s is refused', async (from, to, rule) => {
    expect(await broken(from, to)).toContain(rule);
  });

  test.each([
    ['electron/core/lint/a.ts', 'electron/core/syntax/b.ts'],
    ['electron/engine/units/a.ts', 'electron/system/units/b.ts'],
    ['electron/host/a.ts', 'node:fs'],
    ['renderer/units/a.ts', 'renderer/ui/b.ts'],
    ['renderer/units/a.ts', 'electron/ipc/client.ts'],
  ])('%s → %s is allowed', async (from, to) => {
    expect(await broken(from, to)).toEqual([]);
  });
});
