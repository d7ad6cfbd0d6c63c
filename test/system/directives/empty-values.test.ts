/** What systemd says about an empty value of each key that it knows, compared with what Hearth knows. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { execa } from 'execa';
import { isOnlyAdded, isRefusedEmpty } from '../../../electron/core/directives/resets.ts';
import { itemIndex } from '../../../electron/core/lint/toolkit/item-index.ts';
import { ignoresEmpty } from '../../../electron/core/lint/toolkit/subject.ts';
import { createConfigurationItems } from '../../../electron/system/manager/configuration-items.ts';
import { createBench, temporaryFolder } from '../workbench/bench.ts';

const items = await createConfigurationItems(createBench().runner)();
const index = itemIndex(items);

/** By type, the lines that a unit needs besides. A mount, an automount and a swap are named after their place. */
const needed = (place: string): Record<string, string> => ({
  service: '[Service]\nExecStart=/bin/true\n',
  socket: '[Socket]\nService=dbus.service\nListenStream=/tmp/x\n',
  timer: '[Timer]\nUnit=dbus.service\nOnActiveSec=1\n',
  path: '[Path]\nUnit=dbus.service\nPathExists=/tmp/x\n',
  slice: '[Slice]\n',
  mount: `[Mount]\nWhat=/dev/x\nWhere=${place}\n`,
  automount: `[Automount]\nWhere=${place}\n`,
  swap: `[Swap]\nWhat=${place}\n`,
});

interface Tried {
  section: string;
  key: string;
  file: string;
  /** The key is on its second line. */
  text: string;
}

/** A unit for each key that systemd knows, the file formats of other programs aside. */
const tried = items.items.flatMap(({ section, key }): Tried[] => {
  const type = /^(?:Unit|Install)$/.test(section) ? 'service' : section.toLowerCase();
  const text = needed(`/empty/${section}/${key}`)[type];
  if (text === undefined) return [];
  const file = `empty-${section}-${key}.${type}`;
  return [{ section, key, file, text: `[${section}]\n${key}=\n${text}` }];
});

const names = (units: readonly Tried[]): string[] =>
  units.map(({ section, key }) => `[${section}] ${key}=`);

test('knows which empty values systemd ignores, and which it refuses', async () => {
  const folder = await temporaryFolder();
  for (const { file, text } of tried) await writeFile(path.join(folder, file), text);
  const args = ['--user', 'verify', '--recursive-errors=no', ...tried.map(({ file }) => file)];
  const { stderr } = await execa('systemd-analyze', args, {
    cwd: folder,
    reject: false,
    env: { LC_ALL: 'C' },
  });
  const lines = stderr.split('\n');
  const filesIn = (pattern: RegExp): Set<string> =>
    new Set(lines.flatMap((line) => pattern.exec(line)?.[1] ?? []));
  const unsupported = filesIn(/([^/]+):2: .*not supported for this unit type/);
  const ignored = filesIn(/([^/]+):2: .*\bignoring\b/);
  const refused = filesIn(/^(\S+): Unit configuration has fatal error/);
  const judged = tried.filter(({ file }) => !unsupported.has(file));
  expect(judged.length).toBeGreaterThan(800);
  expect(names(judged.filter(({ key }) => isRefusedEmpty(key)))).toEqual(
    names(judged.filter(({ file }) => refused.has(file))),
  );
  // About these, systemd says nothing, and keeps what was set before.
  const silent = /^(?:Also|Sockets)$/;
  const expected = judged.filter(
    ({ section, key }) =>
      ignoresEmpty(index, { section, key }) &&
      !(silent.test(key) || isRefusedEmpty(key) || (section === 'Unit' && isOnlyAdded(key))),
  );
  expect(names(expected)).toEqual(names(judged.filter(({ file }) => ignored.has(file))));
}, 60_000);
