/** A unit as it stands on disk: every file of it, told for what it is, and what suits to change it. */
import { constants, lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { editLine, listItself, onUnit, removeFile, shellLine } from '../../core/commands.ts';
import { problem, toProblem } from '../../core/problems/problem.ts';
import type {
  FileContent,
  FileOrigin,
  SourceFile,
  UnitSource,
} from '../../core/files/unit-files.ts';
import { may } from '../fs/paths.ts';
import { findDropIns } from './drop-ins.ts';
import { readVersioned } from '../fs/replace-file.ts';
import { findUnit, type KnownUnit } from './names.ts';
import { barrierOf, fileOriginOf } from './file-origin.ts';

interface Place {
  unitFolder: string;
  runtimeFolder: string;
  searchPath: readonly string[];
}

const contentOf = async (
  file: string,
  realPath: string,
  isFragment: boolean,
): Promise<FileContent> => {
  if (realPath === '/dev/null') return { kind: 'masked' };
  try {
    const read = await readVersioned(file);
    if (read === null) {
      const detail = 'Nothing is there: it went meanwhile, or it is a link that leads nowhere.';
      return { kind: 'problem', problem: problem('file-failed', { path: file, detail }) };
    }
    // systemd.unit(5): an empty unit file masks the unit; an empty drop-in only hides those of its name.
    if (isFragment && read.bytes.length === 0) return { kind: 'masked' };
    return { kind: 'text', bytes: read.bytes, version: read.version };
  } catch (thrown) {
    return { kind: 'problem', problem: toProblem(thrown) };
  }
};

type Barrier = Pick<SourceFile, 'readOnly' | 'command'>;
const open: Barrier = { readOnly: null, command: null };

/** After what the folder of a drop-in is named. */
const holderOf = (file: string): string => path.basename(path.dirname(file)).replace(/\.d$/, '');

/** What keeps a file in the person's own folder from being edited there. */
const ownBarrier = async (
  unit: KnownUnit,
  { path: file, realPath, content, ref, shared }: Omit<SourceFile, keyof Barrier>,
): Promise<Barrier> => {
  if (shared) {
    const holder = holderOf(file);
    const of = holder.includes('.') ? holder : `every ${holder}`;
    return {
      readOnly: `It belongs to ${of} and changes all units that share it.`,
      command: content.kind === 'masked' ? shellLine(removeFile(file)) : editLine(file),
    };
  }
  if (content.kind === 'masked') {
    const isLink = realPath === '/dev/null';
    return {
      readOnly: isLink
        ? 'It is a mask: a link to /dev/null, without text.'
        : 'It is a mask: an empty file.',
      command:
        isLink && ref.kind === 'fragment'
          ? shellLine(onUnit('unmask', unit.id))
          : shellLine(removeFile(file)),
    };
  }
  if (content.kind === 'problem') {
    return { readOnly: content.problem.why, command: content.problem.command };
  }
  const folder = path.dirname(realPath);
  return (await may(folder, constants.W_OK))
    ? open
    : {
        readOnly: `Nothing can be written in ${folder}.`,
        command: shellLine(listItself(folder)),
      };
};

const readFile = async (
  unit: KnownUnit,
  file: string,
  kind: 'fragment' | 'drop-in',
  place: Place,
): Promise<SourceFile> => {
  const ref: SourceFile['ref'] =
    kind === 'fragment' ? { kind } : { kind, name: path.basename(file) };
  const folder = path.dirname(kind === 'fragment' ? file : path.dirname(file));
  const origin = fileOriginOf(folder, place);
  const realPath = await realpath(file).catch(() => file);
  const content = await contentOf(file, realPath, kind === 'fragment');
  const shared = kind === 'drop-in' && !unit.names.includes(holderOf(file));
  const facts = { ref, path: file, realPath, origin, shared, content };
  const barrier = barrierOf(origin, { unit: unit.id, ...facts }, place);
  return {
    ...facts,
    ...(barrier === null
      ? await ownBarrier(unit, facts)
      : { readOnly: barrier.why, command: barrier.command }),
  };
};

const whyOverride: Record<Exclude<FileOrigin, 'mine'>, string> = {
  administrator:
    'The file is an administrator’s. An override is yours, and leaves theirs as it is.',
  distribution: 'The file came with a package. An override keeps what its updates bring.',
  runtime: 'The file lies below /run and will be gone. An override stays.',
  generated: 'The file is made anew at each reload. An override stays.',
  transient:
    'The unit was made for one run and is gone when it stops; an override would outlive it.',
  control: 'systemctl set-property wrote it. An override stands beside it.',
};

const adviceFor = (
  unit: KnownUnit,
  fragment: SourceFile | undefined,
  shadowed: string | undefined,
): UnitSource['advice'] => {
  if (fragment === undefined) {
    const why = 'systemd has no file for it: an override is the only way to change it.';
    return { suits: 'override', why };
  }
  if (fragment.content.kind === 'masked') {
    return {
      suits: 'override',
      why: 'It is masked: unmask it first, until then nothing of it is read.',
    };
  }
  if (fragment.content.kind === 'problem') {
    return { suits: 'override', why: fragment.content.problem.what };
  }
  if (fragment.origin !== 'mine') return { suits: 'override', why: whyOverride[fragment.origin] };
  if (path.basename(fragment.path) !== unit.id) {
    const why =
      'The file is the template of all its instances. An override changes this one alone.';
    return { suits: 'override', why };
  }
  const copied = `The file is your own and stands in place of ${shadowed ?? ''}, whose updates do not reach you.`;
  return { suits: 'full', why: shadowed === undefined ? 'The file is your own.' : copied };
};

/** Where the same file name lies in a later folder of the search path. */
const shadowedBy = async (fragment: string, searchPath: readonly string[]): Promise<string[]> => {
  const at = searchPath.indexOf(path.dirname(fragment));
  const later = searchPath
    .slice(at + 1)
    .map((folder) => path.join(folder, path.basename(fragment)));
  const there = await Promise.all(later.map((file) => realpath(file).catch(() => null)));
  return later.filter((_, index) => there[index] !== null);
};

/** A folder or a FIFO in place of the person's own file: systemd passes it over, a person should know. */
const inTheWay = (file: string): Promise<string | null> =>
  lstat(file).then(
    () => file,
    () => null,
  );

/**
 * Reads every file that makes up a unit, under whichever of its names it is asked for. What cannot be read is told
 * in its place; nothing of it is thrown.
 */
export const readUnitSource = async (unit: string, place: Place): Promise<UnitSource> => {
  const { unitFolder, searchPath } = place;
  const known = await findUnit(unit, searchPath);
  const dropIns = await findDropIns(known.names, searchPath);
  const fragment = known.fragment ?? (await inTheWay(path.join(unitFolder, known.id)));
  const files = await Promise.all([
    ...(fragment === null ? [] : [readFile(known, fragment, 'fragment', place)]),
    ...dropIns.map((file) => readFile(known, file, 'drop-in', place)),
  ]);
  const [shadowed] = fragment === null ? [] : await shadowedBy(fragment, searchPath);
  return {
    unit: known.id,
    files,
    advice: adviceFor(known, fragment === null ? undefined : files[0], shadowed),
    ownFragment: path.join(unitFolder, path.basename(fragment ?? known.id)),
    ownDropIns: path.join(unitFolder, `${known.id}.d`),
  };
};
