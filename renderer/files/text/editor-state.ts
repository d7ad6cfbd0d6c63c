/** The state of CodeMirror for one file: its extensions, and texts put into it without touching unchanged lines. */
import { acceptCompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { EditorState, Text, type ChangeSpec, type Extension } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { filesEditorTexts } from '../../../electron/core/texts/files/editor.ts';
import { diffLines } from '../../../electron/core/text/diff.ts';
import { textLines } from '../../../electron/core/text/lines.ts';
import { invisible, signOf } from '../../../electron/core/text/visible.ts';
import { comparison } from './comparison.ts';
import { unitCompletion } from './completion.ts';
import type { Knowledge } from './suggestions.ts';
import { theme } from './theme.ts';
import { unitLanguage } from './unit-language.ts';

interface Options {
  /** Its accessible name. */
  label: string;
  readOnly: boolean;
  /** Of a unit’s files; null for any other text. */
  knowledge: Knowledge | null;
  onsave: () => void;
}

/** Bytes that are not UTF-8 are lone surrogates; see core/text/utf8.ts. CodeMirror itself knows only some of the others. */
const special = new RegExp(`[\\udc80-\\udcff]|${invisible}`, 'gu');

const specialChar = (
  code: number,
  description: string | null,
  placeholder: string,
): HTMLElement => {
  const made = document.createElement('span');
  made.className = 'cm-specialChar';
  const isByte = code >= 0xdc80 && code <= 0xdcff;
  made.textContent = isByte ? placeholder : signOf(String.fromCodePoint(code));
  made.title = description ?? '';
  return made;
};

const extensions = ({ label, readOnly, knowledge, onsave }: Options): Extension => [
  lineNumbers(),
  lintGutter(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSpecialChars({ addSpecialChars: special, render: specialChar }),
  history(),
  search({ top: true }),
  ...(knowledge === null ? [] : [unitLanguage(), unitCompletion(knowledge)]),
  theme(),
  comparison.of([]),
  EditorState.readOnly.of(readOnly),
  EditorState.phrases.of(filesEditorTexts.phrases),
  EditorView.contentAttributes.of({
    'aria-label': label,
    'aria-description': knowledge === null ? filesEditorTexts.plainKeys : filesEditorTexts.keys,
    'aria-readonly': String(readOnly),
  }),
  keymap.of([
    // Tab accepts a completion; otherwise it moves to the next control, as everywhere.
    { key: 'Tab', run: acceptCompletion },
    {
      key: 'Mod-s',
      preventDefault: true,
      run: () => {
        onsave();
        return true;
      },
    },
    { key: 'Mod-f', run: openSearchPanel, preventDefault: true },
    ...completionKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...lintKeymap,
    ...defaultKeymap,
  ]),
];

/** The text of a file as the editor holds it: lines without endings, which withEndings() restores. */
export const docOf = (text: string): Text => Text.of(textLines(text).map((line) => line.text));

export const linesOf = (doc: Text): string[] => [...doc.iterLines()];

export const makeState = (text: string, options: Options): EditorState =>
  EditorState.create({ doc: docOf(text), extensions: extensions(options) });

/** The changes from one document to the other, by lines: unchanged lines keep cursor and marks. */
export const changesBetween = (from: Text, to: Text): ChangeSpec[] => {
  const lines = linesOf(to);
  return diffLines(linesOf(from), lines).map((hunk): ChangeSpec => {
    const insert = lines.slice(hunk.otherFrom, hunk.otherTo).join('\n');
    const start = hunk.from < from.lines ? from.line(hunk.from + 1).from : from.length;
    if (hunk.from === hunk.to)
      return hunk.from < from.lines
        ? { from: start, insert: `${insert}\n` }
        : { from: from.length, insert: `\n${insert}` };
    if (hunk.otherFrom < hunk.otherTo) return { from: start, to: from.line(hunk.to).to, insert };
    return hunk.to < from.lines
      ? { from: start, to: from.line(hunk.to + 1).from }
      : { from: hunk.from > 0 ? from.line(hunk.from).to : 0, to: from.length };
  });
};
