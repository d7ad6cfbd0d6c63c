import { describe, expect, test } from 'vitest';
import { splitFindings } from '../../../electron/system/manager/analyze.ts';

const path = '/home/alice/.config/systemd/user/mine.service';
const split = (...lines: string[]) => splitFindings(lines.join('\n'), path, 'mine.service');

describe('findings of verify', () => {
  test('counts lines of systemd 252 about the file itself as its own', () => {
    const lines = [
      `${path}:4: Unknown key 'Foo' in section [Service], ignoring.`,
      'mine.service: Command /nope/x is not executable: No such file or directory',
      'mine.service: Failed to create mine.service/start: Unit gone.service not found.',
      'Unit mine.service is masked.',
      'Unit mine.service failed to load properly, please adjust/correct and reload service manager: Bad message',
      `${path}.d/more.conf:2: Unknown section 'Frob'. Ignoring.`,
    ];
    expect(split(...lines)).toEqual({ own: lines, others: [] });
  });

  test('separates lines about other files and units', () => {
    const others = [
      "/home/alice/.config/systemd/user/other.service:4: Unknown key 'Foo' in section [Service], ignoring.",
      '/usr/lib/systemd/user/dbus.service:9: Something about it',
      'other.service: Command /nope is not executable: No such file or directory',
      'Unit other.target is masked.',
    ];
    const own = [`${path}:1: Missing '='.`];
    expect(split(...others, ...own)).toEqual({ own, others });
  });

  test('counts lines that name no file as its own, so that nothing is lost', () => {
    expect(split('Failed to initialize manager: No medium found').own).toHaveLength(1);
  });

  test('isn’t misled by a file name with the same beginning', () => {
    expect(split(`${path}.bak.service:1: text`).others).toHaveLength(1);
    expect(split('mine.service.service: text').others).toHaveLength(1);
  });

  test('finds nothing in empty output', () => {
    expect(split('', '  ')).toEqual({ own: [], others: [] });
  });
});
