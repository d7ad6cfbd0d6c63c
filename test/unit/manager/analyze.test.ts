import { describe, expect, test } from 'vitest';
import { splitFindings } from '../../../electron/system/manager/analyze.ts';

const path = '/home/alice/.config/systemd/user/mine.service';
const split = (...lines: string[]) => splitFindings(lines.join('\n'), path, 'mine.service');

describe('findings of verify', () => {
  test('takes the lines of systemd 252 about the file itself for its own', () => {
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

  test('tells the lines about other files and units apart', () => {
    const others = [
      "/home/alice/.config/systemd/user/other.service:4: Unknown key 'Foo' in section [Service], ignoring.",
      '/usr/lib/systemd/user/dbus.service:9: Something about it',
      'other.service: Command /nope is not executable: No such file or directory',
      'Unit other.target is masked.',
    ];
    const own = [`${path}:1: Missing '='.`];
    expect(split(...others, ...own)).toEqual({ own, others });
  });

  test('takes what names nobody for its own, so that nothing is lost', () => {
    expect(split('Failed to initialize manager: No medium found').own).toHaveLength(1);
  });

  test('is not misled by a file whose name only begins the same', () => {
    expect(split(`${path}.bak.service:1: text`).others).toHaveLength(1);
    expect(split('mine.service.service: text').others).toHaveLength(1);
  });

  test('finds nothing in silence', () => {
    expect(split('', '  ')).toEqual({ own: [], others: [] });
  });
});
