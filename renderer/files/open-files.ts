/** The open files of all units. They outlive their pages; unsaved changes also outlive the window. */
import { SvelteMap } from 'svelte/reactivity';
import { fileKey, type Draft } from '../../electron/core/files/draft.ts';
import {
  ownPath,
  type SourceFile,
  type UnitFileRef,
  type UnitSource,
} from '../../electron/core/files/unit-files.ts';
import { decodeUtf8, encodeUtf8 } from '../../electron/core/text/utf8.ts';
import type { PageClient } from '../client.svelte.ts';
import { rowKey } from './file-rows.ts';
import type { Knowledge } from './text/suggestions.ts';
import type { Unsaved } from './unsaved.ts';
import { baseOf, bytesOf, openFile, type Base, type OpenFile } from './open-file.svelte.ts';

/** Long enough not to write at every keystroke. */
const keepPauseMs = 250;

const fileAt = ({ files: all }: UnitSource, path: string): SourceFile | undefined =>
  all.find((file) => file.path === path);

const diskOf = (source: SourceFile | undefined): Base | null =>
  source?.content.kind === 'text' ? baseOf(source.content.bytes, source.content.version) : null;

interface Deps {
  client: Pick<PageClient, 'hearth' | 'attempt'>;
  unsaved: Unsaved;
  knowledgeOf: (unit: string) => Knowledge;
}

export const createDesk = ({ client, unsaved, knowledgeOf }: Deps) => {
  const { hearth, attempt } = client;
  const tools = (unit: string) => ({ hearth, knowledge: knowledgeOf(unit) });
  const files = new SvelteMap<string, OpenFile>();

  const due = new Map<string, { timer: ReturnType<typeof setTimeout>; open: OpenFile }>();
  /** Files with a draft in the main process, by fileKey(). */
  const kept = new Set<string>();

  const keepNow = async (open: OpenFile): Promise<void> => {
    due.delete(open.key);
    const { unit, file, base } = open;
    const isOpen = files.get(open.key) === open;
    if (isOpen && open.unsaved) {
      kept.add(fileKey(open));
      const draft = { version: base.version, base: encodeUtf8(base.text), bytes: bytesOf(open) };
      await attempt(hearth.keepDraft({ unit, file, ...draft }));
    } else if (kept.delete(fileKey(open))) await attempt(hearth.dropDraft({ unit, file }));
  };

  const keepSoon = (open: OpenFile): void => {
    // A draft with this name, if any, belongs to your own file.
    if (open.readOnly) return;
    unsaved.mark(fileKey(open), open.unit, files.get(open.key) === open && open.unsaved);
    clearTimeout(due.get(open.key)?.timer);
    due.set(open.key, { open, timer: setTimeout(() => void keepNow(open), keepPauseMs) });
  };

  /** When the window closes, sends what was just typed before it is lost. */
  const keepAll = (): void => {
    for (const { open, timer } of [...due.values()]) {
      clearTimeout(timer);
      void keepNow(open);
    }
  };

  const put = (open: OpenFile): OpenFile => {
    files.set(open.key, open);
    return open;
  };

  const desk = {
    /** The open or kept files of a unit, unordered. */
    filesOf: (unit: string): OpenFile[] => [...files.values()].filter((open) => open.unit === unit),
    find: (unit: string, path: string): OpenFile | undefined => files.get(rowKey(unit, path)),
    /** Opens a file as it is on disk, with what was typed before. Undefined if it is not text. */
    open(source: UnitSource, { ref, path, readOnly, content }: SourceFile): OpenFile | undefined {
      const { unit } = source;
      const there = desk.find(unit, path);
      if (there !== undefined) return there;
      const isOwn = path === ownPath(source, ref);
      const draft = isOwn ? unsaved.take(fileKey({ unit, file: ref })) : undefined;
      if (draft !== undefined) return desk.openDraft(source, draft);
      if (content.kind !== 'text') return undefined;
      const base = baseOf(content.bytes, content.version);
      return put(
        openFile({
          ...tools(unit),
          unit,
          file: ref,
          path,
          readOnly: readOnly !== null,
          base,
          onchange: keepSoon,
        }),
      );
    },
    openDraft(source: UnitSource, draft: Draft): OpenFile {
      const { unit, file } = draft;
      const path = ownPath(source, file);
      const base = baseOf(draft.base, draft.version);
      const text = decodeUtf8(draft.bytes);
      kept.add(fileKey(draft));
      const open = openFile({
        ...tools(unit),
        unit,
        file,
        path,
        readOnly: false,
        base,
        text,
        onchange: keepSoon,
      });
      open.onDisk(diskOf(fileAt(source, path)));
      return put(open);
    },
    /** A new file; `base` is what it is compared with. */
    openNew(
      source: UnitSource,
      file: UnitFileRef,
      { base, text }: { base: string; text: string },
    ): OpenFile {
      const path = ownPath(source, file);
      const open = openFile({
        ...tools(source.unit),
        unit: source.unit,
        file,
        path,
        readOnly: false,
        text,
        onchange: keepSoon,
        base: { text: base, version: null },
      });
      put(open);
      keepSoon(open);
      return open;
    },
    /** Forgets a file, and what was typed in it. */
    close(open: OpenFile): void {
      open.checks.close();
      files.delete(open.key);
      keepSoon(open);
    },
    /** Compares open files with what is on disk now. */
    sync(source: UnitSource): void {
      for (const open of desk.filesOf(source.unit)) {
        const file = fileAt(source, open.path);
        const now = diskOf(file);
        const isOther = now === null || open.readOnly !== (file?.readOnly !== null);
        // Nothing typed is lost; a file without changes is reopened when it is shown.
        if (isOther && open.base.version !== null && !open.unsaved) desk.close(open);
        else open.onDisk(now);
      }
      for (const draft of unsaved.waiting()) {
        if (draft.unit !== source.unit) continue;
        const isThere = fileAt(source, ownPath(source, draft.file)) !== undefined;
        // The list lacks the draft of a missing file, which must not be lost because of that.
        if (!isThere && unsaved.take(fileKey(draft)) !== undefined) desk.openDraft(source, draft);
      }
    },
  };

  addEventListener('beforeunload', keepAll);
  addEventListener('pagehide', keepAll);
  return desk;
};

export type Desk = ReturnType<typeof createDesk>;
