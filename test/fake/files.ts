/** The unit files on the fake's disk. Saving requires the version that was read; a history keeps the rest. */
import { encodeUtf8 } from '../../electron/core/text/utf8.ts';
import type {
  HistoryEntry,
  RestartNeed,
  SaveOutcome,
  SourceFile,
  UnitFileRef,
  UnitSource,
} from '../../electron/core/files/unit-files.ts';
import { person } from './makers.ts';
import type { Scene, SceneFile } from './scene.ts';

interface DiskFile {
  ref: UnitFileRef;
  path: string;
  bytes: Uint8Array;
  differs: Partial<SourceFile>;
}

const versionOf = async (bytes: Uint8Array): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

const sameRef = (one: UnitFileRef, other: UnitFileRef): boolean =>
  one.kind === 'fragment'
    ? other.kind === 'fragment'
    : other.kind === one.kind && one.name === other.name;

const plainText = (unit: string): string =>
  `[Unit]\nDescription=${unit.replace(/\.\w+$/, '')}\n\n[Service]\nExecStart=/usr/bin/${unit.replace(/\.\w+$/, '')}\nRestart=on-failure\n\n[Install]\nWantedBy=default.target\n`;

export const createDisk = (scene: Scene) => {
  const files = new Map<string, DiskFile[]>();
  const history: { entry: HistoryEntry; bytes: Uint8Array }[] = (scene.history ?? []).map(
    ({ text, ...entry }) => ({ entry, bytes: encodeUtf8(text) }),
  );
  let saves = 0;

  const ownPathOf = (unit: string, ref: UnitFileRef): string => {
    if (ref.kind === 'script') return `${person.home}/.local/bin/${ref.name}`;
    return ref.kind === 'fragment'
      ? `${person.unitFolder}/${unit}`
      : `${person.unitFolder}/${ref.of ?? unit}.d/${ref.name}`;
  };

  const placed = (unit: string, { dropIn, text, differs = {} }: SceneFile): DiskFile => {
    const ref: UnitFileRef =
      differs.ref ?? (dropIn === null ? { kind: 'fragment' } : { kind: 'drop-in', name: dropIn });
    const isOwn = scene.units.find(({ name }) => name === unit)?.own !== false || dropIn !== null;
    const usual = isOwn ? ownPathOf(unit, ref) : `/usr/lib/systemd/user/${unit}`;
    const origin = isOwn ? ({} as const) : ({ origin: 'distribution' } as const);
    return {
      ref,
      path: differs.path ?? usual,
      bytes: encodeUtf8(text),
      differs: { ...origin, ...differs },
    };
  };

  const filesOf = (unit: string): DiskFile[] => {
    const known = files.get(unit);
    if (known !== undefined) return known;
    const named = scene.files?.[unit] ?? [{ dropIn: null, text: plainText(unit) }];
    const all = named.map((file) => placed(unit, file));
    files.set(unit, all);
    return all;
  };

  const keep = async (unit: string, file: DiskFile, reason: HistoryEntry['reason']) => {
    saves += 1;
    const entry: HistoryEntry = {
      id: `kept-${String(saves)}`,
      unit,
      ref: file.ref,
      path: file.path,
      at: Date.now(),
      reason,
      sizeBytes: file.bytes.length,
      version: await versionOf(file.bytes),
    };
    history.unshift({ entry, bytes: file.bytes });
  };

  const saved = async (
    bytes: Uint8Array,
    restartFor: RestartNeed[] = [],
  ): Promise<SaveOutcome> => ({
    kind: 'saved',
    version: await versionOf(bytes),
    restartFor,
    reloadProblem: null,
  });

  /** A conflict unless the file still has this version; null if it does. */
  const conflictWith = async (
    there: DiskFile | undefined,
    version: string | null,
  ): Promise<SaveOutcome | null> => {
    const now = there === undefined ? null : await versionOf(there.bytes);
    if (now === version) return null;
    if (there === undefined || now === null) return { kind: 'conflict', theirs: null };
    return { kind: 'conflict', theirs: { bytes: there.bytes, version: now } };
  };

  const write = async (
    unit: string,
    ref: UnitFileRef,
    version: string | null,
    bytes: Uint8Array,
    reason: HistoryEntry['reason'],
  ): Promise<SaveOutcome> => {
    const path = ownPathOf(unit, ref);
    const there = filesOf(unit).find((file) => sameRef(file.ref, ref) && file.path === path);
    const conflict = await conflictWith(there, version);
    if (conflict !== null) return conflict;
    if (there !== undefined) await keep(unit, there, reason);
    const others = filesOf(unit).filter((file) => !sameRef(file.ref, ref));
    const { changes = [] } = there?.differs ?? {};
    const written = { ref, path, bytes, differs: { changes } };
    files.set(unit, ref.kind === 'fragment' ? [written, ...others] : [...others, written]);
    return saved(bytes, ref.kind === 'script' ? [{ unit, keys: [], scripts: [ref.name] }] : []);
  };

  return {
    text: (unit: string): string | null => {
      const fragment = filesOf(unit).find(({ ref }) => ref.kind === 'fragment');
      return fragment === undefined ? null : new TextDecoder().decode(fragment.bytes);
    },
    paths: (unit: string): string[] => filesOf(unit).map(({ path }) => path),
    source: async (unit: string): Promise<UnitSource> => ({
      unit,
      files: await Promise.all(
        filesOf(unit).map(async ({ ref, path, bytes, differs }): Promise<SourceFile> => ({
          ref,
          path,
          realPath: path,
          origin: 'mine',
          changes: [],
          madeFrom: null,
          content: { kind: 'text', bytes, version: await versionOf(bytes) },
          readOnly: null,
          command: null,
          ...differs,
        })),
      ),
      advice: scene.advice ?? { suits: 'full', why: 'This file is yours, and nothing updates it.' },
      ownFragment: `${person.unitFolder}/${unit}`,
      ownDropIns: `${person.unitFolder}/${unit}.d`,
      ownScripts: `${person.home}/.local/bin`,
    }),
    save: (
      unit: string,
      ref: UnitFileRef,
      version: string | null,
      bytes: Uint8Array,
    ): Promise<SaveOutcome> => write(unit, ref, version, bytes, 'saved'),
    removeDropIn: async (
      unit: string,
      name: string,
      version: string | null,
    ): Promise<SaveOutcome> => {
      const there = filesOf(unit).find(({ ref }) => ref.kind === 'drop-in' && ref.name === name);
      const conflict = await conflictWith(there, version);
      if (conflict !== null || there === undefined)
        return conflict ?? { kind: 'conflict', theirs: null };
      await keep(unit, there, 'drop-in-removed');
      files.set(
        unit,
        filesOf(unit).filter((file) => file !== there),
      );
      return saved(there.bytes);
    },
    /** Somebody else writes the file in the meantime. */
    changeElsewhere: (unit: string, text: string): void => {
      const [first, ...others] = filesOf(unit);
      if (first !== undefined) files.set(unit, [{ ...first, bytes: encodeUtf8(text) }, ...others]);
    },
    /** Somebody else removes the file in the meantime. */
    removeElsewhere: (unit: string): void => {
      files.set(unit, filesOf(unit).slice(1));
    },
    history: (unit: string): HistoryEntry[] =>
      history.map(({ entry }) => entry).filter((entry) => entry.unit === unit),
    deleted: (): HistoryEntry[] =>
      history.map(({ entry }) => entry).filter(({ reason }) => reason === 'deleted'),
    kept: (id: string) => history.find(({ entry }) => entry.id === id),
    restore: (id: string, version: string | null): Promise<SaveOutcome> | null => {
      const kept = history.find(({ entry }) => entry.id === id);
      if (kept === undefined) return null;
      return write(kept.entry.unit, kept.entry.ref, version, kept.bytes, 'restored');
    },
  };
};

export type Disk = ReturnType<typeof createDisk>;
