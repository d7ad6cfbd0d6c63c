/** One file open in the editor: its base, its text now, and what is on disk by now. */
import { Transaction, type EditorState, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { withEndings } from '../../electron/core/text/lines.ts';
import type { FileVersion, UnitFileRef } from '../../electron/core/files/unit-files.ts';
import { decodeUtf8, encodeUtf8 } from '../../electron/core/text/utf8.ts';
import type { PageClient } from '../client.svelte.ts';
import { createChecks, type Checks } from './text/checks.svelte.ts';
import { compareWith } from './text/comparison.ts';
import { changesBetween, docOf, linesOf, makeState } from './text/editor-state.ts';
import { rowKey } from './file-rows.ts';
import type { Knowledge } from './text/suggestions.ts';

/** A file as it was read; version null: it does not exist, and saving creates it. */
export interface Base {
  text: string;
  version: FileVersion | null;
}

export interface OpenFile {
  readonly key: string;
  readonly unit: string;
  readonly file: UnitFileRef;
  readonly path: string;
  readonly readOnly: boolean;
  readonly state: EditorState;
  readonly base: Base;
  readonly unsaved: boolean;
  /** What is on disk instead of the base; null: nothing is. Undefined while the base is current. */
  readonly theirs: Base | null | undefined;
  readonly checks: Checks;
  /** As it would be saved. */
  text(): string;
  /** Puts a text into the editor, as one step that can be undone. */
  setText(text: string): void;
  /** Changes count from this base on. */
  rebase(base: Base): void;
  /** Takes the file as it is on disk now: replaces the text if nothing was typed. */
  onDisk(now: Base | null): void;
  /** Shows your own text where it differs, to take lines from; null ends that. */
  compareWith(mine: string | null): void;
  dispatch(...specs: TransactionSpec[]): void;
  /** The view that shows it; null when none does. */
  show(view: EditorView | null): void;
  took(transactions: readonly Transaction[], state: EditorState): void;
  /** Ctrl+S in the editor. */
  onsave: () => void;
}

interface Options {
  hearth: Pick<PageClient['hearth'], 'checkUnitFile'>;
  knowledge: Knowledge;
  unit: string;
  file: UnitFileRef;
  path: string;
  readOnly: boolean;
  base: Base;
  /** What was typed before; the base if missing. */
  text?: string;
  /** After each change of text or base. */
  onchange: (open: OpenFile) => void;
}

const outside = [Transaction.addToHistory.of(false), Transaction.remote.of(true)];

export const openFile = (options: Options): OpenFile => {
  const { hearth, knowledge, unit, file, path, readOnly, onchange } = options;
  let view: EditorView | null = null;
  let base = $state.raw(options.base);
  let baseDoc = docOf(options.base.text);
  let theirs = $state.raw<Base | null | undefined>();
  let state = $state.raw(
    makeState(options.text ?? options.base.text, {
      label: path,
      readOnly,
      knowledge: file.kind === 'script' ? null : knowledge,
      onsave: () => {
        self.onsave();
      },
    }),
  );
  const isUnsaved = (): boolean =>
    !readOnly && (base.version === null ? state.doc.length > 0 : !state.doc.eq(baseDoc));
  let unsaved = $state.raw(isUnsaved());

  const took = (transactions: readonly Transaction[], next: EditorState): void => {
    state = next;
    if (!transactions.some((each) => each.docChanged)) return;
    unsaved = isUnsaved();
    for (const each of transactions) checks.changed(each.changes);
    onchange(self);
  };
  const dispatch = (...specs: TransactionSpec[]): void => {
    if (view !== null) {
      view.dispatch(...specs);
      return;
    }
    const transaction = state.update(...specs);
    took([transaction], transaction.state);
  };
  const setText = (text: string, annotations: TransactionSpec['annotations'] = []): void => {
    const changes = changesBetween(state.doc, docOf(text));
    if (changes.length > 0) dispatch({ changes, annotations, userEvent: 'input.replace' });
  };
  const text = (): string => withEndings(base.text, linesOf(state.doc));
  const rebase = (next: Base): void => {
    base = next;
    baseDoc = docOf(base.text);
    theirs = undefined;
    unsaved = isUnsaved();
    onchange(self);
  };
  const checks = createChecks({
    hearth,
    unit,
    file,
    text,
    dispatch,
    doc: () => state.doc,
    state: () => state,
  });

  const self: OpenFile = {
    key: rowKey(unit, path),
    unit,
    file,
    path,
    readOnly,
    checks,
    text,
    setText,
    rebase,
    dispatch,
    took,
    onsave: () => undefined,
    get state() {
      return state;
    },
    get base() {
      return base;
    },
    get unsaved() {
      return unsaved;
    },
    get theirs() {
      return theirs;
    },
    onDisk: (now) => {
      if ((now?.version ?? null) === base.version) {
        theirs = undefined;
      } else if (now !== null && (!unsaved || now.text === text())) {
        setText(now.text, outside);
        rebase(now);
      } else theirs = now;
    },
    compareWith: (mine) => {
      dispatch({ effects: compareWith(mine === null ? null : docOf(mine)) });
    },
    show: (next) => {
      view = next;
    },
  };
  return self;
};

export const baseOf = (bytes: Uint8Array, version: FileVersion | null): Base => ({
  text: decodeUtf8(bytes),
  version,
});

export const bytesOf = (open: OpenFile): Uint8Array<ArrayBuffer> => encodeUtf8(open.text());
