import { chmod, mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createJournalFiles } from '../../../electron/system/journal/access.ts';
import { files, temporaryFolder } from '../workbench/bench.ts';

const uid = 1234;

/** Creates files as journald lays them out, with their modes; a path with a trailing slash is a folder. */
const laidOut = async (entries: Record<string, number>): Promise<string> => {
  const root = await temporaryFolder();
  await mkdir(path.join(root, 'etc'));
  await writeFile(path.join(root, 'etc/machine-id'), 'abc\n');
  for (const [name, mode] of Object.entries(entries)) {
    const file = path.join(root, name);
    await mkdir(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) await writeFile(file, '');
    await chmod(file, mode);
  }
  return root;
};

describe('access to the journal', () => {
  const mine = 'var/log/journal/abc/user-1234.journal';
  const system = 'var/log/journal/abc/system.journal';
  const memory = 'run/log/journal/abc/system.journal';
  test.each([
    ['on disk, split by person', { [mine]: 0o600, [system]: 0 }, 'readable'],
    ['only older files of this person', { [mine.replace('.j', '@1.j')]: 0o600 }, 'readable'],
    ['in memory, for groups only', { [memory]: 0 }, 'volatile'],
    ['in memory, older ones on disk', { [mine]: 0o600, [memory]: 0 }, 'volatile'],
    ['in memory, for a member of the group', { [memory]: 0o600 }, 'readable'],
    ['on disk, closed to this person', { [mine]: 0, [system]: 0 }, 'denied'],
    ['on disk, nothing of this person', { [system]: 0 }, 'nothing-yet'],
    ['no files at all', { 'var/log/': 0o755 }, 'no-journal'],
    [
      'only files of another person',
      { 'var/log/journal/abc/user-12.journal': 0o600 },
      'nothing-yet',
    ],
  ])('judges access to a journal: %s', async (_, entries, expected) => {
    expect(await createJournalFiles(files, uid, await laidOut(entries)).access()).toBe(expected);
  });
  test('ignores files left behind in memory once journald writes to disk', async () => {
    const root = await laidOut({ [memory]: 0, [mine]: 0o600, [system]: 0 });
    const later = new Date(Date.now() + 60_000);
    await utimes(path.join(root, system), later, later);
    expect(await createJournalFiles(files, uid, root).access()).toBe('readable');
  });
  test('tells whether the system journal is readable', async () => {
    const reads = async (mode: number) =>
      createJournalFiles(files, uid, await laidOut({ [system]: mode })).readsSystem();
    expect([await reads(0o600), await reads(0)]).toEqual([true, false]);
  });
});
