import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import type { ReportedFinding } from '../../../electron/core/files/check-report.ts';
import { createPathCheck } from '../../../electron/engine/files/check-path.ts';
import { host, service, temporaryFolder } from '../workbench/bench.ts';

const program = path.resolve(import.meta.dirname, '../../../build/check-unit.ts');

const write = async (file: string, text: string): Promise<string> => {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
};

/** Each finding as `LINE SEVERITY RULE`, with the words of verify. */
const brief = async (file: string): Promise<string[]> => {
  const result = await createPathCheck(host)(file);
  if (result.kind !== 'checked') throw new Error(result.kind);
  expect(result.notVerified).toBeNull();
  return result.findings.map(
    ({ line, severity, code, what }) =>
      `${line} ${severity} ${code === 'verify' ? `verify: ${what}` : code}`,
  );
};

/** What this systemd says about UMask=banana: its words change. */
const aboutBanana = await (async (): Promise<string> => {
  const folder = await temporaryFolder();
  await write(`${folder}/a.service`, '[Service]\nExecStart=/bin/true\nUMask=banana\n');
  const args = ['--user', 'verify', `${folder}/a.service`];
  const { stderr } = await execa('systemd-analyze', args, { reject: false });
  return /a\.service:3: (.*banana.*)/.exec(stderr)?.[1] ?? '';
})();

const bad = '[Service]\nExecStart=/bin/true\nUMask=banana\nRetsart=no\n';
const foundInBad = [`3 warning verify: ${aboutBanana}`, '4 warning unknown-key'];

describe('checking a file where a manager runs', () => {
  test('says that a file may not be read', async () => {
    const file = await write(`${await temporaryFolder()}/closed.service`, bad);
    await chmod(file, 0);
    expect(await createPathCheck(host)(file)).toMatchObject({
      kind: 'failed',
      problem: { what: expect.stringContaining('aren’t allowed to read') as string },
    });
  });

  test('finds in a file of the search path what the editor finds', async () => {
    expect(await brief(await service('checked.service', bad.trim().split('\n')))).toEqual(
      foundInBad,
    );
  });

  test('includes systemd’s words about a file outside the search path', async () => {
    expect(await brief(await write(`${await temporaryFolder()}/far.service`, bad))).toEqual(
      foundInBad,
    );
  });

  test('lets systemd find a unit’s neighbours and drop-ins beside it', async () => {
    const folder = await temporaryFolder();
    await write(`${folder}/near.service`, '[Service]\nExecStart=/bin/true\n');
    const demanding =
      '[Unit]\nRequires=near.service\nAfter=near.service\n[Service]\nExecStart=/bin/true\n';
    expect(await brief(await write(`${folder}/demanding.service`, demanding))).toEqual([]);
    const lost = await write(
      `${folder}/lost.service`,
      demanding.replaceAll('near.service', 'never-there.service'),
    );
    expect(await brief(lost)).toEqual([expect.stringMatching(/^2 error verify: .*never-there/)]);
    const dropIn = await write(`${folder}/near.service.d/a.conf`, '[Service]\nUMask=banana\n');
    expect(await brief(dropIn)).toEqual([`2 warning verify: ${aboutBanana}`]);
  });

  test('asks systemd about a system unit as such', async () => {
    const file = await write(
      `${await temporaryFolder()}/systemd/system/s.service`,
      '[Unit]\nRequires=network.target\n[Service]\nExecStart=/bin/true\nUser=root\nUMask=banana\n',
    );
    expect(await brief(file)).toEqual([`6 warning verify: ${aboutBanana}`]);
  });

  test('the command prints them, with faults of other files on stderr', async () => {
    const folder = await temporaryFolder();
    await write(`${folder}/bad.service`, bad);
    await write(
      `${folder}/good.service`,
      '[Unit]\nWants=bad.service\n[Service]\nExecStart=/bin/true\n',
    );
    const run = (...words: string[]) =>
      execa(process.execPath, [program, ...words], { cwd: folder, reject: false });
    const { exitCode, stdout } = await run('--json', 'bad.service');
    const found = JSON.parse(stdout) as ReportedFinding[];
    expect(found.map(({ file, line, rule }) => [file, line, rule])).toEqual([
      ['bad.service', 3, 'verify'],
      ['bad.service', 4, 'unknown-key'],
    ]);
    expect(exitCode).toBe(0);
    const good = await run('good.service');
    expect(good.stdout).toBe('Checked one file: 0 errors, 0 remarks.');
    expect(good.stderr).toContain(`${folder}/bad.service:3: ${aboutBanana}`);
  });
});
