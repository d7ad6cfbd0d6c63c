import { describe, expect, test } from 'vitest';
import { createAnalyze } from '../../../electron/system/manager/analyze.ts';
import { createBench, person, service } from '../workbench/bench.ts';

const { runner } = createBench();
const analyze = createAnalyze(runner);

describe('verify', () => {
  test('finds nothing in a good file', async () => {
    const file = await service('good.service', ['[Service]', 'Type=exec', 'ExecStart=/bin/true']);
    const { record, own, others } = await analyze.verify(file, 'good.service');
    expect({ exitCode: record.exitCode, own, others }).toEqual({
      exitCode: 0,
      own: [],
      others: [],
    });
    expect(record.line).toBe(`systemd-analyze --user verify ${file}`);
  });

  test('separates findings about this file from findings about others', async () => {
    const neighbour = await service('neighbour.service', [
      '[Service]',
      'ExecStart=/bin/true',
      'Colour=green',
    ]);
    const file = await service('faulty.service', [
      '[Unit]',
      'After=neighbour.service',
      'Wants=neighbour.service',
      '[Service]',
      'ExecStart=/nonexistent/program',
      'Restart=perhaps',
    ]);
    const { record, own, others } = await analyze.verify(file, 'faulty.service');
    expect(own).toEqual([
      expect.stringMatching(new RegExp(`^${file}:6: Failed to parse .*perhaps`)),
      'faulty.service: Command /nonexistent/program is not executable: No such file or directory',
    ]);
    expect(others).toEqual([
      `${neighbour}:3: Unknown key 'Colour' in section [Service], ignoring.`,
    ]);
    expect(record.exitCode).toBe(1);
  });

  test('finds an unknown key, though systemd-analyze exits with 0', async () => {
    const file = await service('typo.service', ['[Service]', 'ExecStart=/bin/true', 'Retsart=no']);
    const { record, own } = await analyze.verify(file, 'typo.service');
    expect(record.exitCode).toBe(0);
    expect(own).toEqual([`${file}:3: Unknown key 'Retsart' in section [Service], ignoring.`]);
  });

  test('never passes a file when verify couldn’t start', async () => {
    const without = createAnalyze(
      createBench({ HOME: person.home, XDG_RUNTIME_DIR: '/nowhere' }).runner,
    );
    const file = await service('unjudged.service', ['[Service]', 'ExecStart=/bin/true']);
    const { record, own } = await without.verify(file, 'unjudged.service');
    expect(record.exitCode).toBe(1);
    expect(own).not.toEqual([]);
  });

  test('reports a file that isn’t a unit file', async () => {
    const file = await service('broken.service', ['[Service', 'ExecStart=/bin/true']);
    const { own } = await analyze.verify(file, 'broken.service');
    expect(own[0]).toContain('Invalid section header');
  });
});

describe('unitPaths', () => {
  test('includes the person’s own folder before the distribution’s, and generators last', async () => {
    const paths = await analyze.unitPaths();
    expect(paths).toContain(person.unitFolder);
    expect(paths.indexOf(person.unitFolder)).toBeLessThan(paths.indexOf('/usr/lib/systemd/user'));
    expect(paths.at(-1)).toMatch(/generator\.late$/);
  });
});
