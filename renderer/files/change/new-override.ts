/** Starts a file of your own, or opens the one that exists or was started. Each returns its key. */
import {
  ownPath,
  type SourceFile,
  type UnitFileRef,
  type UnitSource,
} from '../../../electron/core/files/unit-files.ts';
import { decodeUtf8 } from '../../../electron/core/text/utf8.ts';
import type { Desk } from '../open-files.ts';
import { rowKey } from '../file-rows.ts';
import { sectionsFor } from '../text/suggestions.ts';

const begin = (
  desk: Desk,
  source: UnitSource,
  file: UnitFileRef,
  texts: { base: string; text: string },
): string => {
  const path = ownPath(source, file);
  const isThere = source.files.some((one) => one.path === path);
  if (!isThere && desk.find(source.unit, path) === undefined) desk.openNew(source, file, texts);
  return rowKey(source.unit, path);
};

const textOf = (file: SourceFile | null | undefined): string =>
  file?.content.kind === 'text' ? decodeUtf8(file.content.bytes) : '';

/** @param from the file to copy the text from; null for none. */
export const beginOverride = (
  desk: Desk,
  source: UnitSource,
  name: string,
  from: SourceFile | null,
): string => {
  const text = from === null ? `[${sectionsFor(source.unit)[1] ?? 'Service'}]\n` : textOf(from);
  return begin(desk, source, { kind: 'drop-in', name }, { base: from === null ? '' : text, text });
};

export const beginFullEdit = (desk: Desk, source: UnitSource): string => {
  const text = textOf(source.files.find(({ ref }) => ref.kind === 'fragment'));
  return begin(desk, source, { kind: 'fragment' }, { base: text, text });
};
