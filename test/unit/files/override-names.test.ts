import { describe, expect, test } from 'vitest';
import {
  ownPath,
  type FileOrigin,
  type SourceFile,
  type UnitSource,
} from '../../../electron/core/files/unit-files.ts';
import { fileRows, rowKey } from '../../../renderer/files/file-rows.ts';
import { comesFirst, freeName, otherNamed } from '../../../renderer/files/change/override-names.ts';

const unit = 'a-b.service';
const own = '/home/a/.config/systemd/user';
const file = (path: string, origin: FileOrigin, isFragment = false): SourceFile => ({
  ref: isFragment
    ? { kind: 'fragment' }
    : {
        kind: 'drop-in',
        name: path.slice(path.lastIndexOf('/') + 1),
        ...(path.includes('/service.d/') ? { of: 'service' } : {}),
      },
  path,
  realPath: path,
  origin,
  command: null,
  changes: [],
  madeFrom: null,
  content: { kind: 'text', bytes: new Uint8Array(), version: path },
  readOnly: origin === 'mine' ? null : 'not yours',
});
const sourceOf = (...files: SourceFile[]): UnitSource => ({
  unit,
  files,
  ownFragment: `${own}/${unit}`,
  ownDropIns: `${own}/${unit}.d`,
  ownScripts: '/home/alice/.local/bin',
  advice: { suits: 'override', why: '' },
});

describe('the name of a drop-in', () => {
  const theirs = file(`/etc/systemd/user/${unit}.d/override.conf`, 'administrator');
  const ofType = file(`${own}/service.d/x.conf`, 'mine');
  const mine = file(`${own}/${unit}.d/override.conf`, 'mine');

  test('suggests a name that is free or your own', () => {
    expect(freeName(sourceOf())).toBe('override');
    expect(freeName(sourceOf(mine))).toBe('override');
    expect(freeName(sourceOf(theirs))).toBe('override2');
    const second = file(`/etc/systemd/user/${unit}.d/override2.conf`, 'administrator');
    expect(freeName(sourceOf(theirs, second))).toBe('override3');
  });

  test('finds the drop-in that a name would hide, even your own shared with other units', () => {
    const source = sourceOf(theirs, ofType);
    expect(otherNamed(source, 'override.conf')).toBe(theirs);
    expect(otherNamed(source, 'x.conf')).toBe(ofType);
    expect(otherNamed(sourceOf(mine), 'override.conf')).toBeUndefined();
    // In the folder of an alias.
    const ofAlias = file(`${own}/other.service.d/override.conf`, 'mine');
    expect(otherNamed(sourceOf(ofAlias), 'override.conf')).toBeUndefined();
  });

  test.each<[string, FileOrigin, boolean]>([
    [`${own}.control/${unit}.d/50-Nice.conf`, 'control', true],
    [`/run/user/1/systemd/transient/${unit}.d/50-Nice.conf`, 'transient', true],
    [`/run/user/1/systemd/generator.early/a-.service.d/x.conf`, 'generated', true],
    [`/run/user/1/systemd/generator/${unit}.d/x.conf`, 'generated', false],
    [`${own}.control/service.d/x.conf`, 'control', false],
    [theirs.path, 'administrator', false],
  ])('whether %s (%s) takes precedence over your own: %s', (path, origin, first) => {
    expect(comesFirst(sourceOf(), file(path, origin))).toBe(first);
  });
});

test('gives a started file its own row, after the file it replaces', () => {
  const theirs = file(`/etc/systemd/user/${unit}.d/override.conf`, 'administrator');
  const source = sourceOf(file(`/usr/lib/systemd/user/${unit}`, 'distribution', true), theirs);
  const begun = [{ kind: 'fragment' }, theirs.ref, { kind: 'drop-in', name: 'z.conf' }] as const;
  const open = begun.map((ref) => {
    const path = ownPath(source, ref);
    return { key: rowKey(unit, path), path, file: ref, unsaved: true };
  });
  const rows = fileRows(source, open, { home: '/home/a', isSince: () => false });
  expect(rows.map(({ path, about, readOnly }) => [path, about, readOnly])).toEqual([
    [`/usr/lib/systemd/user/${unit}`, 'from a package', 'not yours'],
    [`${own}/${unit}`, 'new · replaces the one above', null],
    [theirs.path, 'from the administrator · changes nothing', 'not yours'],
    [`${own}/${unit}.d/override.conf`, 'new · replaces the one above', null],
    [`${own}/${unit}.d/z.conf`, 'new', null],
  ]);
  expect(rows.map(({ unsaved }) => unsaved)).toEqual([false, true, false, true, true]);
});
