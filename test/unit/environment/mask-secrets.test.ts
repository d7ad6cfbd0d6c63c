import { describe, expect, test } from 'vitest';
import {
  maskText,
  maskUnitFile,
  secretsAmong,
  valuesInFile,
  valuesInUnitFile,
  assignedValues,
} from '../../../electron/core/environment/mask-secrets.ts';

const file = (text: string): string => maskUnitFile(new TextEncoder().encode(text), []);

describe('a text for others', () => {
  test.each([
    ['login failed: password=hunter2', 'hunter2', 'login failed: password='],
    ['--db-password "two words" --port 80', 'two words', '--port 80'],
    ['--token=abc123 --verbose', 'abc123', '--verbose'],
    ['curl -u bob:geheim https://example.org', 'geheim', 'https://example.org'],
    ['postgres://app:s3cr3t@db.example.org/app', 's3cr3t', '@db.example.org/app'],
    ['https://1a2b3c4d5e6f7g8h@example.org/x', '1a2b3c4d', '@example.org/x'],
    ['Authorization: Bearer abcdefgh', 'abcdefgh', 'Authorization'],
    ['{"user":"bob","api_key":"k-123"}', 'k-123', '"user":"bob"'],
    ['got ghp_0123456789abcdefghijKLMNOPQRSTUV here', 'KLMNOPQRSTUV', 'here'],
    ['GET /x?access_token=zzz HTTP', 'zzz', 'GET /x'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nrest', 'MIIE', 'rest'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE', 'MIIE', ''],
    ['value aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hI6kL9n end', 'mN5pQ8', 'end'],
  ])('hides what looks like a secret: %s', (text, secret, left) => {
    const masked = maskText(text, []);
    expect(masked).not.toContain(secret);
    expect(masked).toContain(left);
  });

  test.each([
    'Started backup.service - Nightly backup.',
    'Main PID: 4242 (code=exited, status=203/EXEC)',
    'open /home/alice/.config/keys.txt: no such file or directory',
    'ssh://git@example.org:22/repo.git',
    '/usr/bin/rclone sync /home/alice/notes remote:notes --verbose',
    'invocation 0123456789abcdef0123456789abcdef01234567',
  ])('leaves everything else: %s', (text) => {
    expect(maskText(text, [])).toBe(text);
  });

  test('hides known values in whatever form a program writes them', () => {
    const known = [
      { name: 'DB', value: 'p"w d/ö' },
      { name: 'PIN', value: '1234' },
      { name: 'API_TOKEN', value: '98765' },
      { name: 'CERT', value: 'line number one\nline number two' },
      { name: 'LONG', value: 'abcdefgh' },
      { name: 'LONGER', value: 'abcdefghij' },
    ];
    expect(maskText('a p"w d/ö b p\\"w d/ö c p%22w%20d%2F%C3%B6', known)).toBe('a $DB b $DB c $DB');
    expect(maskText('1234 and 98765', known)).toBe('1234 and $API_TOKEN');
    expect(maskText('line number two', known)).toBe('$CERT');
    expect(maskText('abcdefghij abcdefgh', known)).toBe('$LONGER $LONG');
  });

  test('takes known values from Environment=, from files, and from the manager what is secret', () => {
    const bytes = new TextEncoder().encode(
      '[Service]\nEnvironment=A=one "B=two words"\nEnvironment=\n',
    );
    expect(valuesInUnitFile(bytes).map(({ name, value }) => ({ name, value }))).toEqual([
      { name: 'A', value: 'one' },
      { name: 'B', value: 'two words' },
    ]);
    expect(valuesInFile('# x\nA="b c"\n')).toEqual([{ name: 'A', value: 'b c' }]);
    expect(secretsAmong(assignedValues(['LANG=C.UTF-8', 'GITHUB_TOKEN=a=b', 'odd']))).toEqual([
      { name: 'GITHUB_TOKEN', value: 'a=b' },
    ]);
  });

  test('is ready in time, however long', () => {
    const began = performance.now();
    for (const text of [
      'a',
      '-',
      'a=',
      '"',
      'key',
      'a.b-',
      '-----BEGIN PRIVATE KEY-----',
      'x://',
      'key=',
      'key: ',
    ])
      maskText(text.repeat(100_000 / text.length), []);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('a unit file for others', () => {
  test('keeps the names of variables, and no value', () => {
    expect(
      file('[Service]\nEnvironment=A=one "B=two words" \\\n  C=three\nExecStart=/bin/true\n'),
    ).toBe('[Service]\nEnvironment=A=••• B=••• C=•••\nExecStart=/bin/true\n');
    expect(file('[Service]\nEnvironment="A=unclosed\nUser=x')).not.toContain('unclosed');
  });

  test('keeps settings that only sound like secrets', () => {
    const text = '[Service]\nPrivateTmp=yes\nPassEnvironment=LANG\nLoadCredential=db:/etc/db\n';
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

  test('hides values in settings that were switched off, and where systemd doesn’t read', () => {
    for (const text of [
      '[Service]\n#Environment=A=geheim\nUser=x\n',
      '[Service]\n# Environment = A=x \\\n#   B=geheim\nUser=x\n',
      '[Service]\n;SetCredential=x:geheim\nUser=x\n',
      '[Service\nEnvironment=A=x \\\n B=geheim\nUser=x\n',
      'Environment=A=geheim\n[Service]\nUser=x\n',
    ]) {
      expect(file(text)).not.toContain('geheim');
      expect(file(text)).toContain('User=x\n');
    }
  });
});
