/** `npm run explain`, as a person runs it. */
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import type { Explanation } from '../../../electron/core/verdict/explanation.ts';
import { quietFor } from '../../quiet.ts';
import { property, service, temporaryFolder, until } from '../workbench/bench.ts';
import { systemctl, worker } from '../workbench/manager-bench.ts';

const program = path.resolve(import.meta.dirname, '../../../build/explain.ts');
const explain = (...words: string[]) =>
  execa(process.execPath, [program, ...words], { reject: false, stdin: 'ignore' });

test('explains a failure for people and for programs', async () => {
  const unit = 'explained.service';
  await service(unit, ['[Service]', 'ExecStart=/opt/gone/run']);
  await systemctl('start', unit).catch(() => '');
  await until('its end', async () => (await property(unit, 'ActiveState')) === 'failed');
  const text = await explain('explained');
  expect(text.stderr).toBe('');
  expect(text.exitCode).toBe(1);
  expect(text.stdout).toMatch(
    /^explained\.service: Could not run: exit code 203\/EXEC, \d+ s ago\n/,
  );
  expect(text.stdout).toMatch(/^HE-101 .*\/opt\/gone\/run/m);
  expect(text.stdout).toMatch(/ExecStart=\/opt\/gone\/run \(.*explained\.service:2\)/);
  const json = await explain('--json', unit);
  const read = JSON.parse(json.stdout) as Explanation;
  expect(read).toMatchObject({ unit, causes: [{ number: 'HE-101' }], lastLine: null });
  expect(read.verdict.tone).toBe('bad');
  expect(read.verdict.sentence).toMatch(/^Could not run: exit code 203\/EXEC, \d+ s ago$/);
  expect(json.stdout).not.toMatch(/[\uE000-\uE002]/);
});

test('finds nothing wrong with what runs', async () => {
  await service('explained-well.service', worker);
  await systemctl('start', 'explained-well.service');
  const { stdout, exitCode } = await explain('explained-well.service');
  expect(stdout).toMatch(
    /^explained-well\.service: Running for \d+ s, no proof set\n\nNothing is wrong/,
  );
  expect(exitCode).toBe(0);
});

test('tells of a lost proof, which restarts nothing here', async () => {
  const unit = 'explained-lost.service';
  const gone = `${await temporaryFolder()}/gone`;
  const proof = ['ProofPeriodSec=1', 'ProofGraceSec=1', 'ProofRestartAfter=1'];
  await service(unit, [...worker, '[X-Hearth]', `ProofFile=${gone}`, ...proof]);
  await systemctl('start', unit);
  const invocation = await property(unit, 'InvocationID');
  await quietFor(2500, 'its first proof is missed after two seconds');
  const { stdout, exitCode } = await explain(unit);
  expect(stdout).toMatch(/^explained-lost\.service: Running, but its proof is lost\n  \S/);
  expect(stdout).not.toContain('Nothing is wrong');
  expect(exitCode).toBe(1);
  expect(await property(unit, 'InvocationID')).toBe(invocation);
});

test('says why it can’t explain', async () => {
  const gone = await explain('no-such-thing.service');
  expect(gone).toMatchObject({ exitCode: 2, stdout: '' });
  expect(gone.stderr).toContain('There is no no-such-thing.service');
  const usage = await explain();
  expect(usage.exitCode).toBe(2);
  expect(usage.stderr).toContain('Usage:');
});
