import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { layoutFaults, type SourceFile } from './house.ts';

const root = path.resolve(import.meta.dirname, '../../..');

const sources: SourceFile[] = globSync('{electron,renderer,build,test}/**/*.{ts,svelte,cjs}', {
  cwd: root,
}).map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }));

const file = (name: string, text = ''): SourceFile => ({ path: name, text });

describe('the layout', () => {
  test('has no faults', () => {
    expect(sources.length).toBeGreaterThan(400);
    expect(layoutFaults(sources)).toEqual([]);
  });
});

describe('a planted fault', () => {
  test.each([
    [
      'a file directly on a floor',
      [file('electron/core/proof.ts')],
      'electron/core/proof.ts is in no domain',
    ],
    [
      'more than 16 files in a folder',
      Array.from({ length: 17 }, (_, index) => file(`renderer/units/f${index}.ts`)),
      'renderer/units holds 17 files, more than 16',
    ],
    [
      'a vague name',
      [file('electron/engine/units/utils.ts')],
      'electron/engine/units/utils.ts has a name that says nothing',
    ],
    [
      'the same base name in two domains',
      [file('electron/core/units/state.ts'), file('electron/core/app/state.ts')],
      'state.ts stands for several things: electron/core/units/state.ts, electron/core/app/state.ts',
    ],
    [
      'the same exported name twice on a floor',
      [
        file('electron/core/units/a.ts', 'export const lastOf = 1;'),
        file('electron/core/lint/b.ts', 'export type lastOf = 1;'),
      ],
      'electron/core lastOf is exported by electron/core/units/a.ts and electron/core/lint/b.ts',
    ],
  ])('finds %s', (_, files, fault) => {
    expect(layoutFaults(files)).toEqual([fault]);
  });

  test('lets a domain use the same base name on each floor', () => {
    const same = ['electron/core/units/usage.ts', 'electron/engine/units/usage.ts'];
    expect(layoutFaults(same.map((name) => file(name)))).toEqual([]);
  });
});
