/** 1 yes y true t on, in any case: parse_boolean() in systemd's parse-util.c. null for what is none. */
export const readBoolean = (value: string): boolean | null => {
  if (/^(?:1|yes|y|true|t|on)$/i.test(value)) return true;
  return /^(?:0|no|n|false|f|off)$/i.test(value) ? false : null;
};
