import { expect, test } from 'vitest';
import {
  hasSecretName,
  isNamedSecret,
  looksSecret,
} from '../../../electron/core/environment/secrets.ts';

test.each([
  ...['authkey', 'secretkey', 'accesskey', 'privatekey', 'APIKey', 'sslKey', 'AUTH_KEYS'],
  ...['TOKEN2', 'PASSWORD1', 'psk', 'WIFI_PSK', 'creds', 'otp', 'sid', 'sessionid', 'PHPSESSID'],
  ...['session_id', 'sig', 'X-Amz-Signature', 'Authorization', '--db-password', 'dbpass'],
  ...['spring.redis.password', 'npm_config_authToken'],
])('%s names a secret', (name) => {
  expect(hasSecretName(name)).toBe(true);
});

test.each([
  ...[
    'monkey',
    'hotkey',
    'keyboard',
    'KEYBOARD_LAYOUT',
    'compass',
    'bypass',
    'pubkey',
    'public_key',
  ],
  ...['KeyError', 'TokenExpiredError', 'AuthException', 'token-refresh.service', 'api-key.timer'],
  ...['token_type', '--password-stdin', 'XDG_SESSION_ID', 'PassEnvironment', 'LoadCredential'],
  ...['AWS_ACCESS_KEY_ID', 'SSH_ASKPASS', 'KEYTIMEOUT'],
])('%s names none', (name) => {
  expect(hasSecretName(name)).toBe(false);
});

test.each([
  ['PASSWORD_FILE', 'hunter2', true],
  ['PASSWORD_FILE', '/run/db.pw', false],
  ['keyFile', '~/x', false],
  ['password_dir', './x', false],
  ['PASSWORD', '/run/db', true],
  ['SSL_KEY', '/etc/ssl/app.pem', false],
  ['API_KEY', '/aB3dE6gH9jK2/x', true],
  ['TOKEN', 'expired', false],
  ['TOKEN', '${OTHER}', false],
  ['TOKEN', '$ecret', true],
  ['max_tokens', '4096', false],
  ['PIN_TOKEN', '4096', true],
])('%s=%s is one: %s', (name, value, is) => {
  expect(isNamedSecret(name, value)).toBe(is);
  expect(looksSecret(name, value)).toBe(is);
});
