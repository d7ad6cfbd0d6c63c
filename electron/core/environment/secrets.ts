/** Which variables, options and fields look like secrets: by their names, and by values of well-known shapes. */
import { addressSecrets } from './address-secrets.ts';
import { hasTokenShape, isMixed, isReference, looksRandom } from './tokens.ts';

const secretWords = new Set(
  (
    'token tokens secret secrets password passwords passwd passphrase passcode pass pwd apikey key keys credential credentials cred creds ' +
    'auth authorization cookie cookies private salt jwt pat bearer psk otp totp sid sig signature'
  ).split(' '),
);

/** At the end of a word: `PGPASSWORD`, `PHPSESSID`, `authkey`. */
const secretEnd =
  /(?:password|passwd|passphrase|pwd|secret|token|cookie|sess(?:ion)?id|[a-z\d]keys?|[a-z\d]pass)$/;

/** These end so, too. */
const harmlessWord =
  /^(?:(?:mon|hot|tur|don|whis|joc|hoc|lac|pub|short|mod)keys?|(?:com|by|tres|sur|over|under|en|ask)pass)$/;

/** Keys that everybody may know, and settings of systemd that only sound like secrets. */
const harmlessPhrase =
  /(?:^|_)(?:(?:public|primary|foreign|cache|sort|partition|routing|hot)_?keys?|pass_(?:environment|security|packet_info|file_descriptors_to_exec)|(?:load|import)_credential|key_?timeout|key_?id)(?=_|$)/g;

/** Variables that have such a word in their name, and hold none. */
const harmlessName =
  /^(?:PWD|OLDPWD|SSH_AUTH_SOCK|XAUTHORITY|GPG_AGENT_INFO|KEYBOARD\w*|XKB_\w+|[A-Z]+_SESSION_ID)$/;

/** Not the secret, but something about it: `token_type`, `KeyError`, `--password-stdin`. */
const aboutIt =
  /_(?:errors?|exceptions?|failures?|warnings?|status|reason|type|kind|method|mode|scheme|provider|backend|plugin|policy|alg|algorithm|format|enabled|host|port|domain|issuer|ttl|timeout|expiry|expires|length|size|count|limit|stdin|prompt|command|fd)$/;

/** `token-refresh.service`. */
const unitName = /\.(?:service|socket|timer|path|target|mount|automount|swap|slice|scope|device)$/;

/** `OPENAI_API_KEY`, `dbPassword`, `--db-password`, `spring.redis.password` → words with `_` between them. */
const inWords = (name: string): string =>
  name
    .replace(/^-+/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[.-]+/g, '_')
    .toLowerCase();

/** `TOKEN2` is a second token. */
const isSecretWord = (numbered: string): boolean => {
  const word = numbered.replace(/(?<!\d)\d+$/, '');
  return secretWords.has(word) || (secretEnd.test(word) && !harmlessWord.test(word));
};

/** `GITHUB_TOKEN`, `dbPassword`, `--auth-key`, `PGPASSWORD`, `TOKEN2`; not `MONKEY` or `COMPASS`. */
export const hasSecretName = (name: string): boolean => {
  const words = inWords(name);
  return (
    !harmlessName.test(name) &&
    !unitName.test(name) &&
    !aboutIt.test(words) &&
    (words.replace(harmlessPhrase, '').split('_').some(isSecretWord) ||
      /(?:^|_)session_id$/.test(words))
  );
};

/** They say what is wrong with a secret, or how something is. Nobody’s secret is one of these. */
const tellingWords = new Set(
  (
    'true false yes no on off null none nil undefined unset empty missing invalid incorrect wrong bad expired revoked required optional ' +
    'rejected refused denied failed failure error mismatch unknown unauthorized forbidden not is are was has have must can cannot could should ' +
    'unbound parameter permission connection timeout timed unable already and or for in of option flag argument ' +
    'open read stat load parse decode decrypt dial lookup expected unexpected unsupported malformed eof signature protocol ' +
    'enabled disabled loaded active inactive running dead exited success'
  ).split(' '),
);

/** What closes a sentence or a list behind a value. */
const withoutClosing = (value: string): string => value.replace(/[.,;:!)\]}]{1,3}$/, '');

export const isTelling = (value: string): boolean =>
  tellingWords.has(withoutClosing(value).toLowerCase());

/** A path may be what is wrong, too; of a name that may also stand for the secret itself, only if it can’t be one. */
const namesFile = /(?:files?|path|dir|directory|folder)$/;
const mayNameFile = /(?:keys?|credentials?|creds|cookies?|(?:^|_)pwd)$/;

const isPath = (value: string): boolean =>
  /^(?:[~.]|\.\.|%\w|\$\w+|\$\{\w+\})?\/[\w.@%~/-]*$/.test(value);

const isFile = (name: string, value: string): boolean => {
  const words = inWords(name);
  if (namesFile.test(words)) return isPath(value) || /\.\w{1,6}$/.test(value);
  return mayNameFile.test(words) && isPath(value) && !value.split('/').some(isMixed);
};

/** `max_tokens=4096`, `sig=15`. */
const isNumber = (name: string, value: string): boolean =>
  (/(?:tokens|keys|secrets|cookies|credentials)$/.test(inWords(name)) && /^\d{1,6}$/.test(value)) ||
  (/^sig$/i.test(name) && /^(?:\d{1,2}|SIG[A-Z]+)$/.test(value));

/** Whether a value that was given to this name is a secret. */
export const isNamedSecret = (name: string, given: string): boolean => {
  const value = withoutClosing(given);
  return (
    value !== '' &&
    hasSecretName(name) &&
    !isTelling(value) &&
    !isReference(given) &&
    !isFile(name, value) &&
    !isNumber(name, value)
  );
};

/** The values’ beginnings say enough. */
const lookedAt = 10_000;

export const looksSecret = (name: string, value: string): boolean => {
  const start = value.slice(0, lookedAt);
  return (
    isNamedSecret(name, start) ||
    hasTokenShape(start) ||
    /-----BEGIN [A-Z ]*PRIVATE KEY/.test(start) ||
    addressSecrets(start).length > 0 ||
    (!harmlessName.test(name) && looksRandom(start))
  );
};
