/** Colours for unit files: sections, keys, values, comments, and what expands in a value. systemd.syntax(7). */
import {
  HighlightStyle,
  StreamLanguage,
  syntaxHighlighting,
  type StreamParser,
} from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { isContinued } from '../../../electron/core/text/lines.ts';
import { isComment } from './cursor-context.ts';

interface Where {
  /** This line continues the one above. */
  continued: boolean;
  part: 'start' | 'section' | 'key' | 'value';
  /** `$` has a meaning only in commands. */
  isCommand: boolean;
}

const specifier = /^%[A-Za-z]/;
const variable = /^\$(?:\{[^}]*\}|[A-Za-z_][A-Za-z0-9_]*)/;

const beginLine = (state: Where, line: string): void => {
  if (!state.continued) state.part = 'start';
  state.continued = isContinued(line);
};

const unitParser: StreamParser<Where> = {
  name: 'systemd unit',
  startState: () => ({ continued: false, part: 'start', isCommand: false }),
  copyState: (state) => ({ ...state }),
  blankLine: (state) => {
    beginLine(state, '');
  },
  token: (stream, state) => {
    if (stream.sol()) {
      if (isComment(stream.string)) {
        stream.skipToEnd();
        return 'comment';
      }
      beginLine(state, stream.string);
      if (stream.match('\ufeff')) return null;
    }
    if (stream.eatSpace()) return null;
    if (state.continued && stream.match(/^\\$/)) return 'equals';
    if (state.part === 'start') state.part = stream.peek() === '[' ? 'section' : 'key';
    if (state.part === 'section') {
      stream.next();
      stream.eatWhile(/[^\\]/);
      return 'section';
    }
    if (state.part === 'key') {
      if (stream.eat('=')) {
        state.part = 'value';
        return 'equals';
      }
      state.isCommand = stream.string.startsWith('Exec', stream.pos);
      stream.next();
      stream.eatWhile(/[^=\s\\]/);
      return 'key';
    }
    if (stream.match(specifier)) return 'specifier';
    if (state.isCommand && stream.match(variable)) return 'variable';
    if (stream.match(/^(?:%%|\$\$)/)) return 'value';
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

export const unitStream = StreamLanguage.define(unitParser);

export const unitLanguage = (): Extension => [unitStream, syntaxHighlighting(colours)];
