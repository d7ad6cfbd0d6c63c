import { describe, expect, test } from 'vitest';
import { maskUnitFile } from '../../../electron/core/environment/mask-secrets.ts';

const file = (text: string): string => maskUnitFile(new TextEncoder().encode(text), []);

describe('a unit file for others', () => {
  test('keeps the names of variables, and no value', () => {
    expect(
      file('[Service]\nEnvironment=A=one "B=two words" \\\n  C=three\nExecStart=/bin/true\n'),
    ).toBe('[Service]\nEnvironment=A=••• B=••• C=•••\nExecStart=/bin/true\n');
    expect(file('[Service]\nEnvironment="A=unclosed\nUser=x')).not.toContain('unclosed');
  });

  test('keeps settings that only sound like secrets', () => {
    const text =
      '[Service]\nPrivateTmp=yes\nPassEnvironment=LANG\nLoadCredential=token:/etc/db\n' +
      '#PrivateTmp=yes\n#PassEnvironment=LANG\n#LoadCredential=db:/etc/db\n' +
      'EnvironmentFile=%h/token.env\nExecStart=/bin/app --key-file=%d/key --password ${DB_PASSWORD}\n';
    expect(file(text)).toBe(text);
  });

  test('hides credentials, and what is secret in commands', () => {
    const masked = file(
      '[Service]\nSetCredential=db:two words\nSetCredential=raw\nExecStart=/bin/app --password hunter2 --port 80\n',
    );
    expect(masked).toBe(
      '[Service]\nSetCredential=db:•••\nSetCredential=•••\nExecStart=/bin/app --password ••• --port 80\n',
    );
  });

  test.each([
    [String.raw`/bin/app --password it\'s\x20two --port 80`, '/bin/app --password ••• --port 80'],
    ['/bin/app --password="two words" --port 80', '/bin/app --password=••• --port 80'],
    [`/bin/sh -c 'mysql -pS3cret "x y" | sort'`, `/bin/sh -c 'mysql -p••• "x y" | sort'`],
    ['/bin/app "--password=two words', '/bin/app "--password=•••'],
  ])('hides what is secret in words with quotes and escapes: %s', (written, left) => {
    expect(file(`[Service]\nExecStart=${written}\n`)).toBe(`[Service]\nExecStart=${left}\n`);
  });

  test('hides values in settings that were switched off, and where systemd doesn’t read', () => {
    for (const text of [
      '[Service]\n#Environment=A=geheim\nUser=x\n',
      '[Service]\n# Environment = A=x \\\n#   B=geheim\nUser=x\n',
      '[Service]\n;SetCredential=x:geheim\nUser=x\n',
      '[Service]\n# old: Environment=DB=geheim\nUser=x\n',
      '[Service]\n#ExecStart=/bin/app --password \\\n#  geheim\nUser=x\n',
      '[Service]\n;ExecStart=/bin/app --password "two \\\n;  geheim"\nUser=x\n',
      '[Service\nEnvironment=A=x \\\n B=geheim\nUser=x\n',
      'Environment=A=geheim\n[Service]\nUser=x\n',
    ]) {
      expect(file(text)).not.toContain('geheim');
      expect(file(text)).toContain('User=x\n');
    }
  });
});
