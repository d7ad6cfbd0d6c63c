/** The settings of the folded groups in a unit file: read and written without loss. */
import { describe, expect, test } from 'vitest';
import { readSetting } from '../../../electron/core/fields/read-setting.ts';
import { formSetting, type SettingKey } from '../../../electron/core/fields/registry.ts';
import { writeSetting } from '../../../electron/core/fields/write-setting.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { decodeUtf8 } from '../../../electron/core/text/utf8.ts';

const read = (text: string, key: SettingKey) => readSetting(parseText(text), formSetting(key));
const written = (text: string, key: SettingKey, ...items: string[]): string =>
  decodeUtf8(writeSetting(parseText(text), key, items).bytes);

describe('reading', () => {
  test.each<[string, string, SettingKey, string[]]>([
    ['a value', '[Service]\nMemoryMax=1G\n', 'MemoryMax', ['1G']],
    [
      'a value after a reset',
      '[Service]\nMemoryMax=1G\nMemoryMax=\nMemoryMax=2G\n',
      'MemoryMax',
      ['2G'],
    ],
    ['a reset value', '[Service]\nMemoryMax=1G\nMemoryMax=\n', 'MemoryMax', []],
    [
      'an empty value that resets nothing',
      '[Unit]\nStartLimitBurst=3\nStartLimitBurst=\n',
      'StartLimitBurst',
      ['3'],
    ],
    [
      'units of several lines',
      '[Unit]\nAfter=a.service b.service\nAfter=\nAfter=c.service\n',
      'After',
      ['a.service', 'b.service', 'c.service'],
    ],
    [
      'exit codes after a reset',
      '[Service]\nSuccessExitStatus=1\nSuccessExitStatus=\nSuccessExitStatus=2 SIGTERM\n',
      'SuccessExitStatus',
      ['2', 'SIGTERM'],
    ],
    [
      'commands in order',
      '[Service]\nExecStop=/bin/a\nExecStop=-/bin/b c ; /bin/d\n',
      'ExecStop',
      ['/bin/a', '-/bin/b c ; /bin/d'],
    ],
    [
      'a list that another key clears',
      '[Service]\nLoadCredential=a:/a\nLoadCredentialEncrypted=\nLoadCredential=b:/b\n',
      'LoadCredential',
      ['b:/b'],
    ],
    ['nothing of another section', '[Install]\nMemoryMax=1G\n', 'MemoryMax', []],
    ['a broken value', '[Service]\nMemoryMax=lots\n', 'MemoryMax', ['lots']],
  ])('finds %s', (_, text, key, items) => {
    expect(read(text, key)).toEqual({ kind: 'editable', value: items });
  });

  test.each<[string, string, SettingKey]>([
    ['several values where one counts', '[Service]\nNice=1\nNice=2\n', 'Nice'],
    ['quotes', '[Unit]\nAfter="a.service"\n', 'After'],
    ['an older name', '[Unit]\nStartLimitInterval=0\n', 'StartLimitIntervalSec'],
    ['a name in its older section', '[Service]\nStartLimitBurst=3\n', 'StartLimitBurst'],
  ])('shows %s as text', (_, text, key) => {
    expect(read(text, key)).toMatchObject({
      kind: 'fixed',
      text: text.trim().split('\n').slice(1).join('\n'),
    });
    expect(() => written(text, key, 'x')).toThrow(RangeError);
  });
});

const hooks = `[Service]
# first
ExecStartPre=/bin/a
# second
ExecStartPre=/bin/b \\
  # inside
  x
ExecStart=/bin/true
`;

describe('writing', () => {
  test.each<[string, string, SettingKey, string[], string]>([
    [
      'adds a value',
      '[Service]\nType=exec\n\n[Install]\n',
      'MemoryMax',
      ['1G'],
      '[Service]\nType=exec\nMemoryMax=1G\n\n[Install]\n',
    ],
    [
      'changes a value',
      '[Service]\nMemoryMax = 1G # x\n',
      'MemoryMax',
      ['2G'],
      '[Service]\nMemoryMax = 2G\n',
    ],
    [
      'removes a value, but not the line that resets',
      '[Service]\nMemoryMax=\nMemoryMax=1G\n',
      'MemoryMax',
      [],
      '[Service]\nMemoryMax=\n',
    ],
    [
      'adds a value after the line that resets',
      '[Service]\nMemoryMax=1G\nMemoryMax=\nNice=1\n',
      'MemoryMax',
      ['2G'],
      '[Service]\nMemoryMax=1G\nMemoryMax=\nMemoryMax=2G\nNice=1\n',
    ],
    [
      'adds a credential after the list was cleared',
      '[Service]\nLoadCredential=a:/a\nLoadCredentialEncrypted=\n',
      'LoadCredential',
      ['b:~/b'],
      '[Service]\nLoadCredential=a:/a\nLoadCredentialEncrypted=\nLoadCredential=b:%h/b\n',
    ],
    [
      'adds a section',
      '[Service]\nType=exec\n',
      'After',
      ['a.service'],
      '[Service]\nType=exec\n\n[Unit]\nAfter=a.service\n',
    ],
    [
      'keeps the lines of units',
      '[Unit]\nAfter=a.service\n# why\nAfter=b.service c.service\n',
      'After',
      ['a.service', 'c.service', 'd.service'],
      '[Unit]\nAfter=a.service\n# why\nAfter=c.service d.service\n',
    ],
    [
      'removes a line without units',
      '[Unit]\nAfter=a.service\nAfter=b.service\n',
      'After',
      ['b.service'],
      '[Unit]\nAfter=b.service\n',
    ],
    [
      'puts a unit first',
      '[Unit]\nAfter=b.service\n',
      'After',
      ['a.service', 'b.service'],
      '[Unit]\nAfter=a.service b.service\n',
    ],
    ['changes nothing for the same', hooks, 'ExecStartPre', ['/bin/a', '/bin/b    x'], hooks],
    [
      'adds a command in between',
      hooks,
      'ExecStartPre',
      ['/bin/a', '/bin/n', '/bin/b    x'],
      hooks.replace('/bin/a\n', '/bin/a\nExecStartPre=/bin/n\n'),
    ],
    [
      'adds a command at the front',
      hooks,
      'ExecStartPre',
      ['/bin/n', '/bin/a', '/bin/b    x'],
      hooks.replace(
        '# first\nExecStartPre=/bin/a\n',
        '# first\nExecStartPre=/bin/n\nExecStartPre=/bin/a\n',
      ),
    ],
    [
      'removes a command, but no comment',
      hooks,
      'ExecStartPre',
      ['/bin/a'],
      '[Service]\n# first\nExecStartPre=/bin/a\n# second\n  # inside\nExecStart=/bin/true\n',
    ],
    [
      'keeps the line endings',
      '[Service]\r\nType=exec\r\n',
      'Nice',
      ['5'],
      '[Service]\r\nType=exec\r\nNice=5\r\n',
    ],
    [
      'writes a folder of the person',
      '[Service]\n',
      'StandardOutput',
      ['append:~/a.log'],
      '[Service]\nStandardOutput=append:%h/a.log\n',
    ],
    [
      'writes a file that may be missing',
      '[Service]\n',
      'EnvironmentFile',
      ['-~/a b.env', ''],
      '[Service]\nEnvironmentFile=-%h/a b.env\n',
    ],
  ])('%s', (_, text, key, items, wanted) => {
    expect(written(text, key, ...items)).toBe(wanted);
  });

  test.each(['a\nb', 'a\\', 'a\0'])('refuses %j', (item) => {
    expect(() => written('[Service]\n', 'ExecStop', item)).toThrow(RangeError);
  });
});
