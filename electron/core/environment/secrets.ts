/** Which variables look like secrets: by their names, and by values of well-known shapes. */

const secretWords = new Set(
  'token tokens secret secrets password passwd passphrase pass pwd apikey key keys credential credentials auth cookie cookies private salt jwt pat bearer'.split(
    ' ',
  ),
);

/** These have such a word in their name, and hold none. */
const harmless =
  /^(?:PWD|OLDPWD|SSH_AUTH_SOCK|XAUTHORITY|GPG_AGENT_INFO|SSH_ASKPASS|SUDO_ASKPASS|GIT_ASKPASS|KEYTIMEOUT|KEYBOARD\w*|XKB_\w+|\w*_KEY_?(?:FILE|PATH|DIR|ID)|\w*_(?:FILE|PATH|DIR))$/;

/** `GITHUB_TOKEN`, `dbPassword`, `PGPASSWORD`, `OPENAI_API_KEY`; not `MONKEY` or `COMPASS`. */
export const hasSecretName = (name: string): boolean =>
  !harmless.test(name) &&
  name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .some((word) => secretWords.has(word) || /(?:password|passwd|secret|token|apikey)$/.test(word));

/** Tokens that say what they are, by their beginnings. */
export const secretShapes: readonly RegExp[] = [
  /\b(?:ghp|gho|ghu|ghs|ghr)_\w{20}/,
  /\bgithub_pat_\w{20}/,
  /\bglpat-[\w-]{15}/,
  /\bxox[abeoprs]-[\w-]{10}/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bAIza[\w-]{30}/,
  /\bsk-[\w-]{16}/,
  /\b[rs]k_(?:live|test)_\w{10}/,
  /\bnpm_\w{30}/,
  /\bpypi-\w{16}/,
  /\bhf_\w{20}/,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\./,
  /\bAGE-SECRET-KEY-/,
];

/** Those, keys, and passwords in addresses. */
const secretValues: readonly RegExp[] = [
  ...secretShapes,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s/:@]{0,100}:[^\s/@]{1,200}@/i,
];

/** As long and as mixed as only a key is. */
export const looksRandom = (value: string): boolean =>
  /^[\w+/=.-]{40,400}$/.test(value) &&
  !/^[/.~]/.test(value) &&
  /\d/.test(value) &&
  /[a-z]/.test(value) &&
  /[A-Z]/.test(value) &&
  !/[/.-].*[/.-].*[/.-]/.test(value);

/** The values’ beginnings say enough. */
const lookedAt = 10_000;

export const looksSecret = (name: string, value: string): boolean => {
  if (value === '') return false;
  const start = value.slice(0, lookedAt);
  return (
    hasSecretName(name) ||
    secretValues.some((shape) => shape.test(start)) ||
    (!harmless.test(name) && looksRandom(start))
  );
};
