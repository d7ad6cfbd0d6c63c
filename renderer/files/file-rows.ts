/** The files of a unit as rows, in the order in which they take effect, then the scripts that it runs. */
import { dropInWords } from '../../electron/core/files/drop-in-summary.ts';
import type { IsSince } from '../../electron/core/directives/systemd-version.ts';
import { parse } from '../../electron/core/syntax/unit-file.ts';
import { isServiceName, isTimerName } from '../../electron/core/names/unit-name.ts';
import {
  ownPath,
  type SourceFile,
  type UnitFileRef,
  type UnitSource,
} from '../../electron/core/files/unit-files.ts';
import { filesListTexts } from '../../electron/core/texts/files/list.ts';
import { fileName, shortPath } from './file-labels.ts';
import { folderOf } from '../../electron/core/text/path.ts';

/** How a file is shown. */
export type FileView = 'text' | 'form' | 'history' | 'conflict';

/** How a file can be shown now. */
export const viewsOf = (
  unit: string,
  open: { file: UnitFileRef; readOnly: boolean; theirs: unknown } | undefined,
): FileView[] => {
  const isOfKind = isServiceName(unit) || isTimerName(unit);
  const hasForm = isOfKind && open?.readOnly === false && open.file.kind === 'fragment';
  return [
    'text',
    ...(hasForm ? ['form' as const] : []),
    'history',
    ...(open?.theirs === undefined ? [] : ['conflict' as const]),
  ];
};

export interface FileRow {
  key: string;
  ref: UnitFileRef;
  name: string;
  path: string;
  /** The folder it is in, short. */
  folder: string;
  /** Its origin, and what it changes. */
  about: string;
  /** Why it cannot be edited. */
  readOnly: string | null;
  unsaved: boolean;
  removable: boolean;
  /** Where it is on disk; null if it does not exist yet. */
  source: SourceFile | null;
}

/** Unique among the files of all units, even for two with one name: one may hide the other once it is saved. */
export const rowKey = (unit: string, path: string): string => `${unit} ${path}`;

interface Open {
  key: string;
  path: string;
  file: UnitFileRef;
  unsaved: boolean;
}

const contentWords = ({ ref, content }: SourceFile, isSince: IsSince): string[] => {
  if (content.kind === 'masked')
    return [ref.kind === 'fragment' ? filesListTexts.masked : filesListTexts.hidesOthers];
  if (content.kind === 'problem') return [content.problem.what];
  return ref.kind === 'drop-in' ? [dropInWords(parse(content.bytes).assignments, isSince)] : [];
};

const isShared = ({ ref }: SourceFile): boolean => ref.kind === 'drop-in' && ref.of !== undefined;

const shownFolder = (path: string, home: string): string => shortPath(folderOf(path), home);

/** @param files the open ones, also those not on disk yet. */
export const fileRows = (
  source: UnitSource,
  files: readonly Open[],
  { home, isSince }: { home: string; isSince: IsSince },
): FileRow[] => {
  const { unit } = source;
  const unsaved = (key: string): boolean => files.some((open) => open.key === key && open.unsaved);
  const rows = source.files.map((file): FileRow => {
    const key = rowKey(unit, file.path);
    const isLink = file.realPath !== file.path && file.content.kind !== 'masked';
    const link = isLink ? [filesListTexts.link(shortPath(file.realPath, home))] : [];
    return {
      key,
      ref: file.ref,
      path: file.path,
      readOnly: file.readOnly,
      source: file,
      name: fileName(unit, file.ref),
      folder: shownFolder(file.path, home),
      about: [
        file.ref.kind === 'script' ? filesListTexts.script : filesListTexts.origins[file.origin],
        ...(isShared(file) ? [filesListTexts.forUnits(file.changes.length)] : []),
        ...contentWords(file, isSince),
        ...link,
      ].join(' · '),
      unsaved: unsaved(key),
      removable:
        file.ref.kind === 'drop-in' &&
        file.path === ownPath(source, file.ref) &&
        file.content.kind !== 'problem',
    };
  });
  const fresh = files
    .filter(({ key }) => !rows.some((row) => row.key === key))
    .map(({ key, path, file }): FileRow => {
      const name = fileName(unit, file);
      const isTaken = rows.some((row) => row.name === name);
      return {
        key,
        name,
        path,
        ref: file,
        readOnly: null,
        unsaved: true,
        removable: false,
        folder: shownFolder(path, home),
        about: isTaken ? filesListTexts.freshInPlace : filesListTexts.fresh,
        source: null,
      };
    });
  const ofName = (name: string): FileRow[] => fresh.filter((row) => row.name === name);
  const others = fresh.filter(({ name }) => !rows.some((row) => row.name === name));
  return [...rows.flatMap((row) => [row, ...ofName(row.name)]), ...others];
};
