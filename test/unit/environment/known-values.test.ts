import { describe, expect, test } from 'vitest';
import {
  assignedValues,
  secretsAmong,
  valuesInCommand,
  valuesInFile,
  valuesInUnitFile,
  type KnownValue,
} from '../../../electron/core/environment/known-values.ts';
import { maskText, maskUnitFile } from '../../../electron/core/environment/mask-secrets.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('known values', () => {
  const variables = (values: Record<string, string>): KnownValue[] =>
    assignedValues(Object.entries(values).map(([name, value]) => `${name}=${value}`));
  const shown = (values: readonly KnownValue[]): string[] =>
    values.map(({ name, value }) => `${name ?? ''}=${value}`);

  test('are hidden in whatever form a program writes them', () => {
    const known = variables({
      DB: 'p"w d/ö',
      PIN: '1234',
      API_TOKEN: '98765',
      CERT: 'line number one\nline number two',
      LONG: 'abcdefgh',
      LONGER: 'abcdefghij',
    });
    expect(maskText('a p"w d/ö b p\\"w d/ö c p%22w%20d%2F%C3%B6', known)).toBe('a $DB b $DB c $DB');
    expect(maskText('1234 and 98765', known)).toBe('1234 and $API_TOKEN');
    expect(maskText('line number two', known)).toBe('$CERT');
    expect(maskText('line number one line number two', known)).toBe('$CERT');
    expect(maskText('abcdefghij abcdefgh', known)).toBe('$LONGER $LONG');
  });

  test('are not looked for within words if they are short, nor at all if they say how something is', () => {
    const known = variables({ API_TOKEN: '98765', DB_PASSWORD: 'none', MODE: 'enabled' });
    expect(maskText('PID 1987650, enabled; none, bob/98765', known)).toBe(
      'PID 1987650, enabled; none, bob/$API_TOKEN',
    );
  });

  test('come from Environment=, from files, and from the manager if they are secret', () => {
    const bytes = bytesOf('[Service]\nEnvironment=A=one "B=two words"\nEnvironment=\n');
    expect(shown(valuesInUnitFile(bytes))).toEqual(['A=one', 'B=two words']);
    expect(shown(valuesInFile('# x\nA="b c"\n'))).toEqual(['A=b c']);
    expect(
      shown(secretsAmong(assignedValues(['LANG=C.UTF-8', 'GITHUB_TOKEN=a=b', 'odd']))),
    ).toEqual(['GITHUB_TOKEN=a=b']);
  });

  test('come from Environment= that systemd refuses, too, as it logs them', () => {
    const known = valuesInUnitFile(bytesOf('[Service]\nEnvironment=1X=geheim-1 "Y=geheim-2\n'));
    const log = 'Invalid environment assignment, ignoring: 1X=geheim-1, "Y=geheim-2';
    expect(maskText(log, known)).not.toContain('geheim');
  });

  test('include the password of an address that a variable holds', () => {
    const known = variables({ DATABASE_URL: 'postgres://app:p%40ss-word@db/x' });
    expect(maskText('no login for app/p@ss-word at postgres://app:p%40ss-word@db/x', known)).toBe(
      'no login for app/••• at $DATABASE_URL',
    );
    const token = 'ghp_0123456789abcdefghijKLMNOPQRSTUV';
    expect(maskText(`got ${token}`, variables({ GITHUB_TOKEN: token }))).toBe('got $GITHUB_TOKEN');
  });

  test.each([
    ['--password "correct horse battery"', '--password correct horse battery'],
    ['"--password=correct horse battery"', '--password=correct horse battery'],
    [String.raw`--password correct\x20horse\x20battery`, '--password correct horse battery'],
    ['-e "DB_PASSWORD=correct horse battery"', '-e DB_PASSWORD=correct horse battery'],
    ['-H "X-Api-Key: correct horse battery"', '-H X-Api-Key: correct horse battery'],
    ['--password "correct  horse battery"', '--password correct horse battery'],
  ])('come from commands, as systemctl shows them: %s', (written, joined) => {
    const bytes = bytesOf(`[Service]\nExecStart=/bin/app ${written} --port 80\n`);
    const known = valuesInUnitFile(bytes);
    const status = `Process: 1 ExecStart=/bin/app ${joined} --port 80 (code=exited, status=1)`;
    for (const text of [maskText(status, known), maskUnitFile(bytes, known)]) {
      expect(text).not.toMatch(/correct|horse|battery/);
      expect(text).toContain(' --port 80');
    }
  });

  test.each([
    [['/bin/app', '--password', 'hunter2'], 'login as bob/hunter2 refused'],
    [['/bin/app', '--password=hunter2'], 'login as bob/hunter2 refused'],
    [['curl', '-u', 'bob:hunter2', 'https://x'], 'login as bob/hunter2 refused'],
    [['/bin/app', 'postgres://bob:hunter2@db/x'], 'login as bob/hunter2 refused'],
    [['mysql', '-phunter2'], 'login as bob/hunter2 refused'],
    [['sh', '-c', 'PASSWORD=hunter2 app --port 80'], 'login as bob/hunter2 refused'],
  ])('come from the words of commands, for what a program logs: %j', (words, log) => {
    expect(maskText(log, valuesInCommand(words))).toBe('login as bob/••• refused');
  });

  test('of commands are what systemd makes of them', () => {
    const bytes = bytesOf('[Service]\nExecStartPre=-/bin/app --password 100%%a$$b\n');
    expect(maskText('got 100%a$$b and 100%a$b', valuesInUnitFile(bytes))).toBe('got ••• and •••');
  });

  test('come from credentials, however short, and with their escapes undone', () => {
    const bytes = bytesOf(
      String.raw`[Service]
SetCredential=db:12345
SetCredential=two:correct\x20horse\nsecond "line"
`,
    );
    const known = valuesInUnitFile(bytes);
    expect(maskText('login bob/12345 refused', known)).toBe('login bob/$db refused');
    expect(maskText('x correct horse', known)).toBe('x $two');
    expect(maskText('y second "line"', known)).toBe('y $two');
  });
});
