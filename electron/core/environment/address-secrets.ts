/** Passwords in addresses: `scheme://user:password@host`, and `user:password@host` without a scheme. */
import { shifted, type Span } from './text-spans.ts';
import { isReference } from './tokens.ts';

const scheme = /(?<![a-z\d])([a-z][a-z\d+.-]{0,20}):\/\//gi;

/** In these, digits behind a colon are a port, and an `@` behind a slash is part of a path. */
const hasPorts = /^(?:https?|wss?|docker|oci|ssh|git|file|s?ftp|rsync|svn|coap|tcp|udp)$/i;

/** No address is longer; else a text of nothing but schemes would take minutes. */
const longest = 1000;

/** A user name is shorter than a token. */
const shortestToken = 16;

/** Where the `@` before the host is; -1 for none. A password may hold slashes and `@` as they are, and a host may not. */
const hostSign = (name: string, rest: string): number => {
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? '';
  const inAuthority = authority.lastIndexOf('@');
  if (inAuthority >= 0) return inAuthority;
  const isPort = /:\d{0,5}$/.test(authority) && (hasPorts.test(name) || !/^[^?#]*@/.test(rest));
  const first = isPort || !authority.includes(':') ? -1 : rest.indexOf('@', authority.length);
  if (first < 0 || rest.startsWith('sha', first + 1)) return -1;
  const end = rest.slice(first).search(/[/?#]/);
  return rest.lastIndexOf('@', end < 0 ? rest.length : first + end);
};

/** What is secret in `user:password`; a token may be in either place. */
const secretsOfUser = (info: string): Span[] => {
  const colon = info.indexOf(':');
  const user = colon < 0 ? info : info.slice(0, colon);
  const spans: Span[] = [];
  if (user.length >= shortestToken && (colon < 0 || /\d/.test(user)))
    spans.push({ from: 0, to: user.length });
  if (colon >= 0 && info.length > colon + 1 && !isReference(info.slice(colon + 1)))
    spans.push({ from: colon + 1, to: info.length });
  return spans;
};

const withScheme = (line: string, endOf: (place: number) => number): Span[] => {
  const found = [...line.matchAll(scheme)];
  return found.flatMap(({ 0: whole, 1: name = '', index }, order) => {
    const from = index + whole.length;
    const end = Math.min(endOf(index), found[order + 1]?.index ?? line.length, from + longest);
    const rest = /^[^\s<>]*/.exec(line.slice(from, end))?.[0] ?? '';
    const sign = hostSign(name, rest);
    return secretsOfUser(rest.slice(0, Math.max(sign, 0))).map((span) => shifted(span, from));
  });
};

/** `root:secret@tcp(db:3306)/x`, as drivers of databases read it. */
const plainUser = /(?:^|[=("'[,{])([a-z_][\w.+-]{0,63}):(?!\/)/i;

/** What else may be before a colon and an `@`. */
const noUser =
  /^(?:mailto|sips?|xmpp|acct|npm|jsr|workspace|git|ssh|s?ftp|scp|rsync|image|from|to|cc|bcc|by|e?mail)$/i;

/** No version, no digest of an image, no unit. */
const plainHost =
  /^(?:(?:tcp|udp|unix)\d?\(|(?!sha\d+:|v?\d+(?:\.\d+){0,2}(?![\w.])|[^/]*\.(?:service|socket|timer|slice|scope)\b)[a-z\d/])/i;

const withoutScheme = (line: string, endOf: (place: number) => number): Span[] =>
  Array.from(line.matchAll(/\S+/g)).flatMap(({ 0: whole, index }) => {
    const sign = whole.lastIndexOf('@');
    const user = sign < 0 ? null : plainUser.exec(whole);
    if (user === null || noUser.test(user[1] ?? '')) return [];
    const from = index + user.index + user[0].length;
    const to = index + sign;
    const isPassword =
      from < to &&
      to <= endOf(from) &&
      plainHost.test(whole.slice(sign + 1)) &&
      !isReference(line.slice(from, to));
    return isPassword ? [{ from, to }] : [];
  });

/** In one line. @param endOf a place gives the end of the quotes that it is in. */
export const addressSecrets = (
  line: string,
  endOf: (place: number) => number = () => line.length,
): Span[] => [...withScheme(line, endOf), ...withoutScheme(line, endOf)];
