/** Completion and hover of the editor, from suggestions.ts and cursor-context.ts. */
import {
  autocompletion,
  startCompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import {
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
  type Text,
} from '@codemirror/state';
import {
  hoverTooltip,
  keymap,
  showTooltip,
  type EditorView,
  type Tooltip,
  type TooltipView,
} from '@codemirror/view';
import type { ManualEntry } from '../../../electron/core/directives/types.ts';
import { filesEditorTexts } from '../../../electron/core/texts/files/editor.ts';
import { placeAt, type Lines, type Place } from './cursor-context.ts';
import { suggest, type Facts, type Knowledge } from './suggestions.ts';

const linesOf = (doc: Text): Lines => ({
  count: doc.lines,
  line: (at) => doc.line(at + 1).text,
});

const placeIn = (state: EditorState, position: number): Place => {
  const line = state.doc.lineAt(position);
  return placeAt(linesOf(state.doc), line.number - 1, position - line.from);
};

const completions =
  (knowledge: Knowledge) =>
  async (context: CompletionContext): Promise<CompletionResult | null> => {
    const line = context.state.doc.lineAt(context.pos);
    const text = line.text.slice(0, context.pos - line.from);
    const place = placeIn(context.state, context.pos);
    const found = suggest(place, text, await knowledge.facts());
    if (found === null || context.aborted) return null;
    const from = line.from + found.from;
    // Complete an empty word on request, after a new `=` or `[`, and after a `%`.
    if (from === context.pos && !context.explicit && !/[[=]$/.test(text)) return null;
    return {
      from,
      validFor: /^[\w%@.:\\-]*$/,
      options: found.suggestions.map((suggestion) => ({
        ...suggestion,
        apply: (view, _, start, end) => {
          const insert = suggestion.apply ?? suggestion.label;
          view.dispatch({
            changes: { from: start, to: end, insert },
            selection: { anchor: start + insert.length },
            userEvent: 'input.complete',
          });
          if (insert.endsWith('=')) startCompletion(view);
        },
      })),
    };
  };

const element = <Name extends 'div' | 'p' | 'pre' | 'button'>(
  name: Name,
  className: string,
  text: string,
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

/** What a directive does and, on request, its text in the manual page. */
const card = (knowledge: Knowledge, facts: Facts, section: string, key: string): HTMLElement => {
  const item = facts.known?.items.find((one) => one.section === section && one.key === key);
  const box = element('div', 'cm-hover', '');
  box.append(element('p', 'cm-hover-head', `${key}=`));
  const meaning = facts.meaningOf(section, key);
  if (meaning !== null) {
    box.append(element('p', '', meaning.meaning));
    box.append(element('p', 'cm-hover-aside', `${meaning.value} · ${meaning.page}`));
  } else if (item !== undefined && item.kind !== 'OTHER') {
    box.append(element('p', 'cm-hover-aside', item.kind));
  }
  if (item === undefined && facts.known !== null) {
    const unknown = filesEditorTexts.unknownKey[facts.known.source](section);
    box.append(element('p', 'cm-hover-aside', unknown));
  }
  const more = element('button', '', filesEditorTexts.readManual);
  more.type = 'button';
  more.addEventListener('click', () => {
    const show = (entry: ManualEntry | null): void => {
      const content = entry === null ? filesEditorTexts.noManual : `${entry.page}\n\n${entry.text}`;
      const text = element('pre', '', content);
      // Scrollable by keyboard: it takes over the focus of the button it replaces.
      text.tabIndex = 0;
      more.replaceWith(text);
      text.focus();
    };
    // Without a manual page the description alone is shown.
    knowledge.manual(section, key).then(show, () => {
      show(null);
    });
  });
  box.append(more);
  return box;
};

/** The key at a position; null if there is none. */
const directiveAt = (
  state: EditorState,
  position: number,
): { section: string; key: string; from: number; inKey: boolean } | null => {
  const place = placeIn(state, position);
  if (place.kind !== 'key' && place.kind !== 'value') return null;
  const line = state.doc.lineAt(position);
  const key = place.kind === 'value' ? place.key : line.text.slice(place.from, place.to);
  if (key === '' || place.section.startsWith('X-')) return null;
  const column = position - line.from;
  const inKey = place.kind === 'key' && column >= place.from && column <= place.to;
  return { section: place.section, key, from: line.from + place.from, inKey };
};

const hover =
  (knowledge: Knowledge) =>
  async (view: EditorView, position: number): Promise<Tooltip | null> => {
    const found = directiveAt(view.state, position);
    if (found?.inKey !== true) return null;
    const facts = await knowledge.facts();
    const { section, key, from } = found;
    return {
      pos: from,
      above: true,
      create: () => ({ dom: card(knowledge, facts, section, key) }),
    };
  };

const setHelp = StateEffect.define<Tooltip | null>();

/** The same by keyboard: it stays until Escape, an edit, or a move of the cursor. */
const help = StateField.define<Tooltip | null>({
  create: () => null,
  update: (shown, transaction) => {
    const effect = transaction.effects.find((each) => each.is(setHelp));
    if (effect !== undefined) return effect.value;
    return transaction.docChanged || transaction.selection !== undefined ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

const explain =
  (knowledge: Knowledge) =>
  (view: EditorView): boolean => {
    const found = directiveAt(view.state, view.state.selection.main.head);
    if (found === null) return true;
    const close = (): void => {
      view.dispatch({ effects: setHelp.of(null) });
      view.focus();
    };
    void knowledge.facts().then((facts) => {
      const create = (): TooltipView => {
        const dom = card(knowledge, facts, found.section, found.key);
        dom.addEventListener('keydown', (event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          close();
        });
        return { dom, mount: () => dom.querySelector('button')?.focus() };
      };
      view.dispatch({ effects: setHelp.of({ pos: found.from, above: true, create }) });
    });
    return true;
  };

const closeHelp = (view: EditorView): boolean => {
  if (view.state.field(help) === null) return false;
  view.dispatch({ effects: setHelp.of(null) });
  return true;
};

export const unitCompletion = (knowledge: Knowledge): Extension => [
  autocompletion({ override: [completions(knowledge)], icons: false, maxRenderedOptions: 200 }),
  hoverTooltip(hover(knowledge), { hoverTime: 350 }),
  help,
  keymap.of([
    { key: 'F1', run: explain(knowledge), preventDefault: true },
    { key: 'Escape', run: closeHelp },
  ]),
];
