/** `~` and `$HOME`, which a shell expands and systemd does not. */

const tilde = /^~(?=\/|$)/;
const variable = /^\$(?:HOME(?=\/|$)|\{HOME\})/;

/** A path that starts with the home folder as in a shell → the same with `%h`; null for any other. */
export const homePath = (text: string): string | null => {
  if (tilde.test(text)) return text.replace(tilde, '%h');
  return variable.test(text) ? text.replace(variable, '%h') : null;
};

/** `~name/…` */
export const isOthersHome = (text: string): boolean => /^~[a-z_][a-z0-9_-]*(?:\/|$)/i.test(text);
