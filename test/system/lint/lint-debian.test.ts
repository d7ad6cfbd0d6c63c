import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { factsWanted, lintUnit } from '../../../electron/core/lint/lint.ts';
import type { ManagerScope } from '../../../electron/core/commands.ts';
import { loadedPath } from '../../../electron/core/files/file-place.ts';
import type { LintSubject } from '../../../electron/core/lint/toolkit/subject.ts';
import {
  placeOfPerson,
  placeOfSystem,
  unitSpecifiers,
} from '../../../electron/core/units/unit-specifiers.ts';
import { parse } from '../../../electron/core/syntax/unit-file.ts';
import { createAnalyze } from '../../../electron/system/manager/analyze.ts';
import { createConfigurationItems } from '../../../electron/system/manager/configuration-items.ts';
import { readLintFacts } from '../../../electron/system/lint/disk-facts.ts';
import { createLintSurroundings } from '../../../electron/system/lint/surroundings.ts';
import { createBench, files as hostFiles, person } from '../workbench/bench.ts';

const { runner } = createBench();
const items = await createConfigurationItems(runner)();
const userFolders = await createAnalyze(runner).unitPaths();

const surroundings = createLintSurroundings(runner);

const users = placeOfPerson(person);

const unitFiles = async (folder: string): Promise<string[]> => {
  // A profile for portable services is no unit.
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => !name.startsWith('portable/'),
  );
  const all = names.map((name) => path.join(folder, name));
  const facts = await Promise.all(all.map((file) => stat(file).catch(() => null)));
  // Skip masks, which lead to /dev/null, and dangling links.
  return all.filter((_, index) => facts[index]?.isFile() === true);
};

const subjectOf = async (
  file: string,
  bytes: Uint8Array,
  scope: ManagerScope,
): Promise<LintSubject> => {
  const dropIn = /\/([^/]+)\.d\/[^/]+\.conf$/.exec(file)?.[1];
  const unit = dropIn ?? path.basename(loadedPath(file, await realpath(file)));
  return {
    unit,
    file: parse(bytes),
    isDropIn: dropIn !== undefined,
    isPartial: dropIn !== undefined,
    before: [],
    after: [],
    scope,
    items,
    groups: await surroundings.groups(),
    isEnabled: false,
    specifiers: unitSpecifiers(unit, scope === 'user' ? users : placeOfSystem),
  };
};

const findingsIn = async (
  folder: string,
  scope: ManagerScope,
): Promise<{ files: number; said: string[] }> => {
  const files = await unitFiles(folder);
  const said = await Promise.all(
    files.map(async (file) => {
      const subject = await subjectOf(file, await readFile(file), scope);
      const facts = await readLintFacts(factsWanted(subject), {
        userFolders,
        files: hostFiles,
        managerPath: surroundings.managerPath,
      });
      return lintUnit(subject, facts).map(
        ({ line, severity, code, what }) => `${file}:${line} ${severity} ${code}: ${what}`,
      );
    }),
  );
  return { files: files.length, said: said.flat() };
};

/**
 * Findings that are true: a daemon that leaves no PID file, a filter that a user manager can’t set up, and a program of
 * another package, without which a generator doesn’t start its unit.
 */
const judged = [
  /\/quotaon-root\.service:\d+ error missing-program: /,
  /\/quotarpc\.service:\d+ hint forking-without-pid-file: /,
  /\/(?:systemd-portabled|dbus-org\.freedesktop\.portable1)\.service:\d+ hint no-effect-in-user-unit: IPAddressDeny= /,
];
const isJudged = (line: string): boolean => judged.some((pattern) => pattern.test(line));

describe('linting what Debian ships', () => {
  test.each([
    ['user', '/usr/lib/systemd/user', 25],
    ['system', '/usr/lib/systemd/system', 200],
  ] as const)('finds nothing in %s units, not even a hint', async (scope, folder, atLeast) => {
    const { files, said } = await findingsIn(folder, scope);
    console.log(`${files} files below ${folder}`);
    expect(files).toBeGreaterThan(atLeast);
    expect(said.filter((line) => !isJudged(line))).toEqual([]);
  });

  test('finds plenty in system units when linted as user units', async () => {
    const { said } = await findingsIn('/usr/lib/systemd/system', 'user');
    expect(said.filter((line) => line.includes('system-target')).length).toBeGreaterThan(20);
    expect(said.filter((line) => line.includes('needs-privileges')).length).toBeGreaterThan(20);
  });
});
