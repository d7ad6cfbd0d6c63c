import { describe, expect, test } from 'vitest';
import { maskText, maskUnitFile } from '../../../electron/core/environment/mask-secrets.ts';
import { random } from './random-token.ts';

const file = (text: string): string => maskUnitFile(new TextEncoder().encode(text), []);

/** Text, what must be gone (blanks between them), and what must be left. */
type Row = readonly [text: string, secrets: string, left: string];

const hides = ([text, secrets, left]: Row): void => {
  const masked = maskText(text, []);
  for (const secret of secrets.split(' ')) expect(masked).not.toContain(secret);
  expect(masked).toContain(left);
};

describe('a text for others', () => {
  test.each<Row>([
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
    [`value ${random(40)} end`, 'mN5pQ8', 'end'],
  ])('hides what looks like a secret: %s', (...row) => {
    hides(row);
  });

  test.each<Row>([
    ['podman run -e "DB_PASSWORD=correct horse battery" app', 'correct horse', '" app'],
    [`app '--password=two words' --port 80`, 'two words', "' --port 80"],
    ['app "--password=two words --port 80"', 'two', ''],
    ['sh -c "PASSWORD=hunter2 exec app --port 80"', 'hunter2', 'exec app --port 80'],
    ['JAVA_OPTS="-Dpassword=hunter2 -Xmx1g"', 'hunter2', ' -Xmx1g"'],
    [String.raw`{\"password\":\"two words\",\"x\":1}`, 'two words', String.raw`\"x\":1`],
    [String.raw`"{\"a\":\"{\\\"password\\\":\\\"two words\\\"}\"}" ok`, 'two words', '" ok'],
    [String.raw`say "a\npassword=hunter2\nb" now`, 'hunter2', '" now'],
    [`{'password': 'two words', 'x': 1}`, 'two words', `'x': 1`],
    [`password=b'two words', x`, 'two words', ', x'],
    [`password='it'\\''s two' x`, 'it two', ' x'],
    ['password="cut off here', 'cut off', 'password='],
    ['    [password] => hunter2', 'hunter2', '[password] => '],
    ['  <password>hunter2</password><x>', 'hunter2', '</password><x>'],
    ['<ns:password type="plain">two words</ns:password>', 'two words', '</ns:password>'],
    ['password:        hunter2', 'hunter2', 'password:'],
    ['password\t=\thunter2', 'hunter2', 'password'],
    [':password => "two words", :x => 1', 'two words', ':x => 1'],
    ['password := "two words"', 'two words', 'password := '],
    ['Server=db;Password=two words;Database=x', 'two words', ';Database=x'],
    ['{"url":"/x?token=zzz","status":500,"error":"timeout"}', 'zzz', '"error":"timeout"'],
    ['{"credentials":{"user":"bob","x":"y z"},"error":"timeout"}', 'bob', '"error":"timeout"'],
  ])('hides a value to its end, however it is written: %s', (...row) => {
    hides(row);
  });

  test.each<Row>([
    ['Cookie: theme=dark; sid=abc123', 'dark abc123', 'Cookie: '],
    ['< Set-Cookie: id=abc123; Path=/; HttpOnly', 'abc123', 'Set-Cookie: '],
    ['curl -H "Cookie: a=x1; b=x2" https://example.org', 'x1 x2', '" https://example.org'],
    ['{"m":"Cookie: a=x1; b=x2","error":"timeout"}', 'x1 x2', '"error":"timeout"'],
    ['Authorization: abc123', 'abc123', 'Authorization: '],
    ['Authorization: ApiKey xyz', 'ApiKey xyz', 'Authorization: '],
    ['Proxy-Authorization: Digest username="bob", response="abc"', 'bob abc', 'Proxy-'],
    ["headers: { authorization: 'Bearer abcd', host: 'x' }", 'abcd', "host: 'x'"],
    ['map[Authorization:[Bearer abcd] Host:[x]]', 'abcd', 'Host:[x]'],
    [`got Bearer ${random(20)}, refused`, random(12), ', refused'],
    ['sent Basic Ym9iOmdlaGVpbQ== twice', 'Ym9iOmdlaGVpbQ', ' twice'],
  ])('hides headers to the end of the line: %s', (...row) => {
    hides(row);
  });

  test.each<Row>([
    ['authkey=k1 secretkey=k2 accesskey=k3 privatekey=k4', 'k1 k2 k3 k4', 'privatekey='],
    ['TOKEN2=k1 PASSWORD1=k2 psk=k3 creds=k4 otp=k5', 'k1 k2 k3 k4 k5', 'otp='],
    ['sid=k1&sessionid=k2 PHPSESSID=k3 sig=k4', 'k1 k2 k3 k4', 'sig='],
    ['mysqldump -pS3cret -h db', 'S3cret', ' -h db'],
    [`/usr/bin/mysql -p'S3 cret' -h db`, 'S3 cret', ' -h db'],
    ['sshpass -p hunter2 ssh -p 22 host', 'hunter2', 'ssh -p 22 host'],
    ['redis-cli -a geheim -h db', 'geheim', ' -h db'],
    ['ExecStart=redis-cli -ageheim -h db', 'geheim', ' -h db'],
    ['docker login -u bob -p hunter2 example.org', 'hunter2', 'example.org'],
    ['curl -uuser:pass https://example.org', ':pass', 'https://example.org'],
    ['curl -u "bob:two words" https://example.org', 'two words', 'https://example.org'],
    ['curl --user=bob:geheim https://example.org', 'geheim', 'https://example.org'],
    ['"--password" hunter2 --port 80', 'hunter2', ' --port 80'],
    ['["app","--password","two words","-v"]', 'two words', '"-v"]'],
    ["['app', '--password', 'two words', '-v']", 'two words', "'-v']"],
    ['{"args":["mysql","-pS3cret"],"exit":1}', 'S3cret', '"],"exit":1}'],
    ['sh -c "cd x && mysql -pS3cret"', 'S3cret', 'cd x && mysql'],
  ])('knows names and options: %s', (...row) => {
    hides(row);
  });

  test.each<Row>([
    ['postgres://app:ab/cd@db/x', 'ab cd', '@db/x'],
    ['postgres://app:p@ss@db/x', 'p@ss ss@', '@db/x'],
    ['postgres://app:12/x@y@db/x?a=b@c', '12 x@y', '@db/x?a=b@c'],
    ['dsn app:p@ss@db refused', 'p@ss ss@', '@db refused'],
    ['root:secret@tcp(db)/x', ':secret', '@tcp(db)/x'],
    ['user:password@/x', ':password', '@/x'],
    ['redis://:geheim@db:6379/0', 'geheim', '@db:6379/0'],
    [`https://discord.com/api/webhooks/123/${random(68)} gone`, random(20), ' gone'],
    [`https://example.org/hooks/${random(34)}-${random(33)} gone`, random(20), ' gone'],
    [
      'https://hooks.slack.com/services/T01234567/B01234567/abcdefghijklmnop',
      'B01 abcd',
      'hooks.slack',
    ],
    [
      'https://api.telegram.org/bot123456789:AAabcdefghijklmnopqrstuvwxyzABCDE/x',
      'AAabc',
      'telegram',
    ],
    [
      `key ${random(20)}/${random(25)}/${random(30)}/${random(9)}+${random(16)}== end`,
      random(9),
      ' end',
    ],
    [`/usr/share/${random(40)}`, random(9), '/usr/share/'],
  ])('hides what is secret in addresses and long words: %s', (...row) => {
    hides(row);
  });

  test.each([
    'Started backup.service - Nightly backup.',
    'Main PID: 4242 (code=exited, status=203/EXEC)',
    'open /home/alice/.config/keys.txt: no such file or directory',
    'ssh://git@example.org:22/repo.git',
    '/usr/bin/rclone sync /home/alice/notes remote:notes --verbose',
    'invocation 0123456789abcdef0123456789abcdef01234567',
    "KeyError: 'DATABASE_URL'",
    'AuthError: connection refused',
    'com.example.TokenExpiredException: at 12:00',
    "token-refresh.service: Failed with result 'exit-code'.",
    'token-refresh.timer: Adding 5min of random time.',
    'app --key-file=/x --keyFile=/x --password-file /x PASSWORD_DIR=./x',
    'ssl_key: /etc/ssl/private/app.pem',
    'token expired',
    'Basic authentication required',
    'Basic AuthenticationFilter failed',
    'Digest mismatch',
    'Digest sha256',
    'error: invalid token: expired, password: required',
    'bash: line 3: DB_PASSWORD: unbound variable',
    'the --password option is missing',
    'podman run -e DB_PASSWORD=${DB_PASSWORD} -u 1000:1000 docker.io/x:1@sha256:0123456789',
    'app --password $DB_PASSWORD --password-stdin x',
    'restic -r sftp:bob@host:/x --password-command "pass show restic" backup',
    'token_type: plain, auth_timeout=30, max_tokens=4096',
    'monkey=1 hotkey=2 keyboard=3 compass=north',
    'auth.go:12: dial failed',
    'app::auth::token: dial failed',
    'Failed to start session:getty@tty1.service',
    'http://localhost:4873/@scope/pkg npm:foo@1.2.3',
    'mongodb://db:27017/app?x=a@b',
    "It can’t open bob’s file, don't ask",
    '/dev/disk/by-id/ata-Samsung_SSD_860_EVO_500GB_S3Z1NB0K123456A',
    'org.example.Some2Long3ClassName.InnerClassName.anotherMethodName',
  ])('leaves everything else: %s', (text) => {
    expect(maskText(text, [])).toBe(text);
  });

  /** Two texts in a row in time that a step for each pair of characters would exceed by far. */
  const isQuick = (part: string, length: number): void => {
    const text = part.repeat(length / part.length);
    const began = performance.now();
    maskText(text, []);
    file(`[Service]\n#${text}\nExecStart=a ${text.slice(0, 100_000)}\n`);
    expect(performance.now() - began).toBeLessThan(20_000);
  };

  test.each(['a=', '"', '\\', '-', `${random(64)}/`])(
    'is ready in time for a megabyte of %j',
    { timeout: 30_000 },
    (part) => {
      isQuick(part, 1_000_000);
    },
  );

  test.each([
    ...[' ', '\n', 'key=', 'key:[', 'key=/a,', '"key":"x",', '"key', '\\"\'', '-u a:b ', '"-a" '],
    ...['x://a:b@', 'a:b@', '<a:', 'eyJ-', '["', 'sh -c "', 'Cookie: ', "-p'", '::key'],
    ...['-----BEGIN PRIVATE KEY-----\n', '-----END PRIVATE KEY-----\nabcd\n'],
  ])('is ready in time for much of %j', { timeout: 30_000 }, (part) => {
    isQuick(part, 100_000);
  });
});
