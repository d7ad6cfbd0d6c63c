import { chmod, mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createJournalFiles } from '../../../electron/system/journal/access.ts';
import { files, temporaryFolder } from '../workbench/bench.ts';

const uid = 1234;

/** Folders as journald lays them out; a value is the mode of a file, of a folder for a path that ends with a slash. */
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

describe('what the journal’s files tell', () => {
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
    ['none at all', { 'var/log/': 0o755 }, 'no-journal'],
    ['another person’s', { 'var/log/journal/abc/user-12.journal': 0o600 }, 'nothing-yet'],
  ])('%s', async (_, entries, expected) => {
    expect(await createJournalFiles(files, uid, await laidOut(entries)).access()).toBe(expected);
  });
  test('left behind in memory, written on disk since', async () => {
    const root = await laidOut({ [memory]: 0, [mine]: 0o600, [system]: 0 });
    const later = new Date(Date.now() + 60_000);
    await utimes(path.join(root, system), later, later);
    expect(await createJournalFiles(files, uid, root).access()).toBe('readable');
  });
  test('who may read the system’s', async () => {
    const reads = async (mode: number) =>
      createJournalFiles(files, uid, await laidOut({ [system]: mode })).readsSystem();
    expect([await reads(0o600), await reads(0)]).toEqual([true, false]);
  });
});
