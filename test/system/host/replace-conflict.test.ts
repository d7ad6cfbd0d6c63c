import { mkdir, readFile, readdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { watch } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { removeFile } from '../../../electron/host/files/replace-file.ts';
import { problemOf, shell } from '../workbench/bench.ts';
import { bytesOf, hash, nothingLeft, place, save } from './replacing.ts';

/** Runs a shell line while the new text is being written, after the old text was read. */
const atLastMoment = async <Value>(
  folder: string,
  line: string,
  save: () => Promise<Value>,
): Promise<Value> => {
  let isDone = false;
  const watching = watch(folder, (_, name) => {
    if (isDone || name?.startsWith('.hearth-') !== true) return;
    isDone = true;
    // Block everything else, so that it happens between two steps of the save.
    execFileSync('/bin/sh', ['-c', line]);
  });
  try {
    return await save();
  } finally {
    watching.close();
    expect(isDone).toBe(true);
  }
};

describe('a file that changed in the meantime', () => {
  /** Changes while the file was open in an editor, and the text that the conflict shows. */
  const conflicts: [string, (file: string) => Promise<unknown>, string | null][] = [
    ['edited in place', (file) => writeFile(file, 'theirs'), 'theirs'],
    [
      'replaced by another file',
      async (file) => {
        await writeFile(`${file}~`, 'theirs');
        await rename(`${file}~`, file);
      },
      'theirs',
    ],
    ['deleted', (file) => unlink(file), null],
    [
      'turned into a link to another file',
      async (file) => {
        await writeFile(`${file}.other`, 'theirs');
        await rm(file);
        await symlink(`${file}.other`, file);
      },
      'theirs',
    ],
    [
      'turned into a dangling link',
      async (file) => {
        await rm(file);
        await symlink('/nonexistent/x', file);
      },
      null,
    ],
  ];
  test.each(conflicts)(
    'reports a conflict and writes nothing when the file was %s',
    async (_, change, theirs) => {
      const { folder, file } = await place();
      await change(file);
      const before = await shell('ls', '-lA', '--time-style=full-iso', folder);
      const outcome = await save(file, 'mine');
      expect(outcome).toEqual({
        kind: 'conflict',
        theirs: theirs === null ? null : { bytes: bytesOf(theirs), version: hash(theirs) },
      });
      expect(await shell('ls', '-lA', '--time-style=full-iso', folder)).toBe(before);
    },
  );

  const swaps: [
    string,
    (file: string) => Promise<unknown>,
    string,
    /** The same as a shell line. */
    (file: string) => string,
  ][] = [
    ['a folder', (file) => mkdir(file), 'file-special', (file) => `mkdir '${file}'`],
    ['a FIFO', (file) => shell('mkfifo', file), 'file-special', (file) => `mkfifo '${file}'`],
    [
      'a link loop',
      (file) => symlink(file, file),
      'link-loop',
      (file) => `ln -s '${file}' '${file}'`,
    ],
    [
      'an unreadable file',
      (file) => writeFile(file, 'old', { mode: 0 }),
      'file-unreadable',
      (file) => `printf old > '${file}'; chmod 0 '${file}'`,
    ],
    [
      '100 MB',
      (file) => shell('truncate', '-s', '100M', file),
      'file-too-large',
      (file) => `truncate -s 100M '${file}'`,
    ],
  ];
  test.each(swaps)(
    'reports a file that was replaced by %s, and leaves it as is',
    async (_, swap, code) => {
      const { folder, file } = await place();
      await rm(file);
      await swap(file);
      const before = await shell('ls', '-lA', '--time-style=full-iso', folder);
      expect((await problemOf(save(file, 'mine'))).code).toBe(code);
      expect((await problemOf(removeFile(file, hash('old')))).code).toBe(code);
      expect(await shell('ls', '-lA', '--time-style=full-iso', folder)).toBe(before);
    },
  );

  test.each(swaps)(
    'reports a file that is replaced by %s at the last moment, and leaves it as is',
    async (_, __, code, swapLine) => {
      const { folder, file } = await place();
      const saving = atLastMoment(folder, `rm '${file}'; ${swapLine(file)}`, () =>
        save(file, 'mine'),
      );
      expect((await problemOf(saving)).code).toBe(code);
      expect(await readdir(folder)).toEqual(['unit']);
    },
  );

  test('reports a conflict with the current text when the file changes at the last moment', async () => {
    const { folder, file } = await place();
    const line = `printf theirs > '${file}'`;
    expect(await atLastMoment(folder, line, () => save(file, 'mine'))).toMatchObject({
      kind: 'conflict',
      theirs: { version: hash('theirs') },
    });
    expect(await readFile(file, 'utf8')).toBe('theirs');
    await nothingLeft(folder);
  });

  test('accepts one of two simultaneous saves and reports a conflict to the other, even through a link', async () => {
    const { folder, file } = await place();
    await symlink('unit', `${folder}/link`);
    for (let round = 0; round < 20; round += 1) {
      await writeFile(file, 'old');
      const texts = [`a ${round}`, `b ${round}`];
      const [one, two] = await Promise.all([
        save(file, texts[0] ?? ''),
        save(`${folder}/link`, texts[1] ?? ''),
      ]);
      expect([one.kind, two.kind].sort()).toEqual(['conflict', 'saved']);
      const [winner, loser] = one.kind === 'saved' ? [texts[0], two] : [texts[1], one];
      expect(await readFile(file, 'utf8')).toBe(winner);
      expect(loser).toMatchObject({ theirs: { version: hash(winner ?? '') } });
    }
    const fresh = await Promise.all([
      save(`${folder}/new`, 'a', null),
      save(`${folder}/new`, 'b', null),
    ]);
    expect(fresh.map(({ kind }) => kind).sort()).toEqual(['conflict', 'saved']);
  });
});
