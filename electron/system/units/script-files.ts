/** The scripts that a unit runs, read and written in their own folder only: a link there is never followed. */
import path from 'node:path';
import { fail, toProblem } from '../../core/problems/problem.ts';
import type { SourceFile } from '../../core/files/unit-files.ts';
import { parse } from '../../core/syntax/unit-file.ts';
import { filesOriginTexts } from '../../core/texts/files/origin.ts';
import { scriptFolderOf, scriptsOf } from '../../core/names/script-names.ts';
import {
  placeOfPerson,
  unitSpecifiers,
  type PersonFolders,
} from '../../core/units/unit-specifiers.ts';
import type { HostFiles } from '../../host/host-files.ts';

/** Larger unit files name no script that a person wrote, and would take long to parse. */
const parsedBytesMax = 256 * 1024;

/** What follows may be a specifier, or doubled slashes. */
const folderName = Buffer.from('.local/');

/** The names of the scripts that this unit, with these texts, runs. */
export const scriptsIn = (
  unit: string,
  texts: readonly Uint8Array[],
  place: PersonFolders,
): string[] => {
  const parsed = texts.filter(({ length }) => length <= parsedBytesMax);
  // Parsing takes longer than looking, and few units run a script.
  if (!parsed.some((bytes) => Buffer.from(bytes).includes(folderName))) return [];
  const assignments = parsed.flatMap((bytes) => parse(bytes).assignments);
  const folders = { home: place.home, runtime: place.runtimeFolder };
  return scriptsOf(assignments, folders, unitSpecifiers(unit, placeOfPerson(place)));
};

/** Where a script is, its folder’s links followed. @throws script-elsewhere for a link in its place. */
export const placeOfScript = async (
  files: Pick<HostFiles, 'realPaths'>,
  at: string,
): Promise<string> => {
  const folder = path.dirname(at);
  const [realFolder = folder, real = at] = await files.realPaths([folder, at]);
  const place = path.join(realFolder, path.basename(at));
  if (real !== place) throw fail('script-elsewhere', { path: at, to: real });
  return place;
};

const contentOf = async (
  files: Pick<HostFiles, 'read' | 'realPaths'>,
  at: string,
): Promise<Pick<SourceFile, 'realPath' | 'content'>> => {
  try {
    const realPath = await placeOfScript(files, at);
    const read = await files.read(at);
    if (read === null) throw fail('file-failed', { path: at, detail: filesOriginTexts.missing });
    const { bytes, version } = read;
    return { realPath, content: { kind: 'text', bytes, version } };
  } catch (thrown) {
    return { realPath: at, content: { kind: 'problem', problem: toProblem(thrown) } };
  }
};

/** @param texts of the unit’s own files, in the order in which they take effect. */
export const readScripts = (
  files: Pick<HostFiles, 'read' | 'realPaths'>,
  unit: string,
  texts: readonly Uint8Array[],
  place: PersonFolders,
): Promise<Omit<SourceFile, 'readOnly' | 'command'>[]> => {
  const folder = scriptFolderOf({ home: place.home, runtime: place.runtimeFolder });
  return Promise.all(
    scriptsIn(unit, texts, place).map(async (name) => {
      const at = path.join(folder, name);
      return {
        ref: { kind: 'script' as const, name },
        path: at,
        origin: 'mine' as const,
        changes: [],
        madeFrom: null,
        ...(await contentOf(files, at)),
      };
    }),
  );
};
