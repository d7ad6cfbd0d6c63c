/** What is at a place in a unit file: asked at every keystroke, so it looks at few lines. Lines count from 0. */
import { isContinued } from '../../../electron/core/text/lines.ts';

export interface Lines {
  readonly count: number;
  line(at: number): string;
}

export type Place =
  | { kind: 'comment' }
  /** Within `[`…`]`; columns of the name, which may be unfinished. */
  | { kind: 'section'; from: number; to: number }
  /** The key, or where one would start. */
  | { kind: 'key'; section: string; from: number; to: number; hasEquals: boolean }
  /** `key` may be lines above; `from` is where the value starts in this line. */
  | { kind: 'value'; section: string; key: string; from: number };

/** After a byte order mark, systemd reads an assignment: unit-file.ts. */
export const isComment = (line: string): boolean => /^[ \t]*[#;]/.test(line);
const headerName = (line: string): string | null =>
  /^[ \t\ufeff]*\[([^\]]*)/.exec(line)?.[1] ?? null;

/** Where the logical line of this line starts; comments in between do not end it. */
const startOf = (lines: Lines, at: number): number => {
  let start = at;
  for (let above = at - 1; above >= 0; above -= 1) {
    const line = lines.line(above);
    if (isComment(line)) continue;
    if (!isContinued(line)) break;
    start = above;
  }
  return start;
};

const sectionAt = (lines: Lines, at: number): string => {
  for (let above = at; above >= 0; above -= 1) {
    const line = lines.line(above);
    const name = headerName(line);
    if (name !== null && startOf(lines, above) === above) return name;
  }
  return '';
};

export const placeAt = (lines: Lines, at: number, column: number): Place => {
  const line = lines.line(at);
  if (isComment(line)) return { kind: 'comment' };
  const start = startOf(lines, at);
  const section = sectionAt(lines, start);
  if (start < at) {
    const first = lines.line(start);
    const key = first.slice(0, Math.max(0, first.indexOf('='))).trim();
    return { kind: 'value', section, key, from: /^[ \t]*/.exec(line)?.[0].length ?? 0 };
  }
  const indent = /^[ \t\ufeff]*/.exec(line)?.[0].length ?? 0;
  if (line.charAt(indent) === '[') {
    const end = line.indexOf(']');
    return { kind: 'section', from: indent + 1, to: end < 0 ? line.length : end };
  }
  const equals = line.indexOf('=');
  if (equals >= 0 && column > equals) {
    const from = equals + 1 + (/^[ \t]*/.exec(line.slice(equals + 1))?.[0].length ?? 0);
    return { kind: 'value', section, key: line.slice(indent, equals).trimEnd(), from };
  }
  const keyEnd = equals < 0 ? line.length : equals;
  const to = indent + line.slice(indent, keyEnd).trimEnd().length;
  return { kind: 'key', section, from: indent, to, hasEquals: equals >= 0 };
};
