/** Colours for unit files: sections, keys, values, comments, and what expands in a value. systemd.syntax(7). */
import {
  HighlightStyle,
  StreamLanguage,
  syntaxHighlighting,
  type StreamParser,
} from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

interface Where {
  /** This line goes on with the value of the one above. */
  continued: boolean;
  part: 'start' | 'key' | 'equals' | 'value';
  /** `$` means something in commands alone. */
  isCommand: boolean;
}

const specifier = /^%[A-Za-z]/;
const variable = /^\$(?:\{[^}]*\}|[A-Za-z_][A-Za-z0-9_]*)/;

const isContinued = (line: string): boolean => (/\\*$/.exec(line)?.[0].length ?? 0) % 2 === 1;

const unitParser: StreamParser<Where> = {
  name: 'systemd unit',
  startState: () => ({ continued: false, part: 'start', isCommand: false }),
  copyState: (state) => ({ ...state }),
  token: (stream, state) => {
    if (stream.sol()) {
      if (stream.match(/^[ \t\ufeff]*[#;]/)) {
        stream.skipToEnd();
        return 'comment';
      }
      state.part = state.continued ? 'value' : 'start';
      state.continued = isContinued(stream.string);
    }
    if (state.part !== 'value' && stream.eatSpace()) return null;
    if (state.part === 'start') {
      if (stream.peek() === '[') {
        stream.skipToEnd();
        return 'section';
      }
      const key = stream.match(/^[^=]*[^=\s]/) as RegExpMatchArray | null;
      state.isCommand = /^\ufeff?Exec/.test(key?.[0] ?? '');
      state.part = 'key';
      if (key === null) stream.next();
      return key === null ? 'equals' : 'key';
    }
    if (state.part === 'key') {
      stream.next();
      state.part = 'value';
      return 'equals';
    }
    if (stream.match(specifier)) return 'specifier';
    if (state.isCommand && stream.match(variable)) return 'variable';
    if (stream.match(/^(?:%%|\$\$)/)) return 'value';
    if (stream.match(/^\\$/)) return 'equals';
    stream.next();
    stream.eatWhile(/[^%$\\]/);
    return 'value';
  },
  tokenTable: {
    comment: tags.lineComment,
    section: tags.heading,
    key: tags.propertyName,
    equals: tags.operator,
    value: tags.string,
    specifier: tags.special(tags.string),
    variable: tags.variableName,
  },
};

const colours = HighlightStyle.define([
  { tag: tags.lineComment, color: 'var(--muted)', fontStyle: 'italic' },
  { tag: tags.heading, color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.propertyName, color: 'var(--good)' },
  { tag: tags.operator, color: 'var(--muted)' },
  { tag: tags.string, color: 'var(--text)' },
  { tag: tags.special(tags.string), color: 'var(--busy)', fontWeight: '600' },
  { tag: tags.variableName, color: 'var(--busy)', fontWeight: '600' },
]);

export const unitLanguage = (): Extension => [
  StreamLanguage.define(unitParser),
  syntaxHighlighting(colours),
];
