/** All findings about unsaved text: of a unit’s file from the document, the linter and systemd-analyze verify. */
import path from 'node:path';
import type { ConfigurationItems } from '../../core/directives/types.ts';
import { fileKey } from '../../core/files/draft.ts';
import { loadedPath } from '../../core/files/file-place.ts';
import { instanceOf } from '../../core/names/unit-name.ts';
import { ProblemError } from '../../core/problems/problem.ts';
import type { FileCheck, Finding } from '../../core/syntax/finding.ts';
import { documentFindings } from '../../core/lint/rules/document.ts';
import { factsWanted, lintUnit, mayLack } from '../../core/lint/lint.ts';
import type { LintSubject } from '../../core/lint/toolkit/subject.ts';
import type { ManagerScope } from '../../core/commands.ts';
import type { Person } from '../../core/app/state.ts';
import {
  placeOfPerson,
  placeOfSystem,
  unitSpecifiers,
  type SpecifierPlace,
} from '../../core/units/unit-specifiers.ts';
import { scriptFolderOf } from '../../core/names/script-names.ts';
import { verifyFindings } from '../../core/lint/verify-findings.ts';
import { filesCheckTexts } from '../../core/texts/files/check.ts';
import { parse, parseText, type UnitFile } from '../../core/syntax/unit-file.ts';
import { encodeUtf8 } from '../../core/text/utf8.ts';
import type { UnitFileRef } from '../../core/files/unit-files.ts';
import type { Analyze } from '../../system/manager/analyze.ts';
import { readLintFacts } from '../../system/lint/disk-facts.ts';
import type { LintSurroundings } from '../../system/lint/surroundings.ts';
import { checkScript } from './check-script.ts';
import { createTurns } from '../../host/async/keyed-mutex.ts';
import { once } from '../../host/async/once.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';

interface AnyFileToCheck {
  unit: string;
  file: UnitFileRef;
  bytes: Uint8Array;
}

interface FileToCheck extends AnyFileToCheck {
  file: Exclude<UnitFileRef, { kind: 'script' }>;
}

/** Anything larger is data: reading the worst text of this size blocks the process for about 100 ms, as linting does. */
const checkedBytesMax = 128 * 1024;
const checkedLinesMax = 10_000;

const isTooLong = (bytes: Uint8Array): boolean => {
  if (bytes.length > checkedBytesMax) return true;
  let lines = 0;
  for (const byte of bytes) if (byte === 0x0a) lines += 1;
  return lines > checkedLinesMax;
};

const hint = (code: string, what: string, why: string): Finding => ({
  source: 'verify',
  code,
  severity: 'hint',
  line: 1,
  column: 1,
  endColumn: 2,
  what,
  why,
  manual: null,
  fix: null,
});

const notVerified = (why: string): Finding =>
  hint('not-verified', filesCheckTexts.notVerified, why);

const inOrder = (findings: Finding[]): Finding[] =>
  findings.sort((a, b) => a.line - b.line || a.column - b.column);

const reasonOf = (thrown: unknown): string => {
  if (thrown instanceof ProblemError) return `${thrown.problem.what} ${thrown.problem.why}`;
  return thrown instanceof Error ? `${thrown.message}.` : String(thrown);
};

interface Others {
  /** The unit’s own name: the checked one may be an alias. */
  unit: string;
  before: UnitFile[];
  after: UnitFile[];
  isPartial: boolean;
}

/** The unit on disk; null if it isn’t there, or can’t be read. */
type Saved = Awaited<ReturnType<UnitStore['read']>> | null;

/** The unit's name and its other files, before and after the edited one in the order they apply. */
const othersOf = async (
  files: Pick<HostFiles, 'realPaths'>,
  { unit: asked, file }: FileToCheck,
  read: Saved,
): Promise<Others> => {
  // A unit not on disk yet has no other files.
  if (read === null) {
    return { unit: asked, before: [], after: [], isPartial: file.kind === 'drop-in' };
  }
  const [real] = await files.realPaths([read.path]);
  const loaded = path.basename(loadedPath(read.path, real ?? read.path));
  const unit = instanceOf(asked) === null ? loaded : asked;
  const texts = (wanted: (name: string) => boolean): UnitFile[] =>
    read.dropIns
      .filter((dropIn) => wanted(path.basename(dropIn.path)))
      .map(({ text }) => parseText(text));
  if (file.kind === 'fragment')
    return { unit, before: [], after: texts(() => true), isPartial: false };
  const { name } = file;
  return {
    unit,
    before: [parseText(read.text), ...texts((one) => one < name)],
    after: texts((one) => one > name),
    isPartial: false,
  };
};

/** The fallback, which every distribution has. */
const usualFolders = (scope: ManagerScope, { unitFolder }: Pick<Person, 'unitFolder'>): string[] =>
  scope === 'user'
    ? [unitFolder, '/etc/systemd/user', '/usr/lib/systemd/user']
    : ['/etc/systemd/system', '/usr/lib/systemd/system'];

/** Where systemd looks for units, first match wins. Never rejects: while systemd can’t say, the usual folders. */
export const searchPathOf = (
  analyze: Pick<Analyze, 'unitPaths'>,
  scope: ManagerScope,
  person: Pick<Person, 'unitFolder'>,
): (() => Promise<string[]>) => {
  const ask = once(() => analyze.unitPaths());
  // The usual folders do for now; the next call asks again.
  return () => ask().catch(() => usualFolders(scope, person));
};

/** environment.d(5); the person’s is beside the folder of the manager’s units. */
const environmentFolders = ({ unitFolder }: Pick<Person, 'unitFolder'>): string[] =>
  [path.resolve(unitFolder, '../..'), '/etc', '/run', '/usr/local/lib', '/usr/lib'].map((folder) =>
    path.join(folder, 'environment.d'),
  );

/**
 * @param deps.scope whose manager would load the files: the person’s own by default.
 * @param deps.isEnabled whether links start a unit automatically.
 */
export const createFileCheck = (deps: {
  files: HostFiles;
  person: Person;
  scope?: ManagerScope;
  isEnabled: (unit: string) => boolean | Promise<boolean>;
  analyze: Pick<Analyze, 'verifyIn' | 'unitPaths'>;
  unitStore: Pick<UnitStore, 'read'>;
  configurationItems: () => Promise<ConfigurationItems>;
  surroundings: LintSurroundings;
}) => {
  const { analyze, unitStore, surroundings, person, scope = 'user' } = deps;
  const running = new Map<string, AbortController>();
  /** One check at a time: each starts a program. */
  const turns = createTurns();
  const searchPath = searchPathOf(analyze, scope, person);
  const place: SpecifierPlace = scope === 'user' ? placeOfPerson(person) : placeOfSystem;

  const subjectOf = async (
    { file: ref }: FileToCheck,
    file: UnitFile,
    others: Others,
  ): Promise<LintSubject> => ({
    ...others,
    file,
    isDropIn: ref.kind === 'drop-in',
    scope,
    items: await deps.configurationItems(),
    specifiers: unitSpecifiers(others.unit, place),
    groups: await surroundings.groups(),
    // Its links start it automatically, whether or not [Install] names them.
    isEnabled: await deps.isEnabled(others.unit),
  });

  const lint = async (
    asked: FileToCheck,
    file: UnitFile,
    others: Others,
  ): Promise<{ found: Finding[]; mayLack: (path: string) => boolean }> => {
    const subject = await subjectOf(asked, file, others);
    const folders = await searchPath();
    const facts = await readLintFacts(factsWanted(subject), {
      userFolders: scope === 'user' ? folders : [],
      ...(scope === 'system' ? { systemFolders: folders } : {}),
      files: deps.files,
      environmentFolders: scope === 'user' ? environmentFolders(person) : [],
      managerPath: scope === 'user' ? surroundings.managerPath : () => Promise.resolve(null),
    });
    return { found: lintUnit(subject, facts), mayLack: mayLack(subject, facts) };
  };

  /** systemd-analyze runs no generators: a drop-in of a generated unit needs the unit's file beside it. */
  const generated = ({ file }: FileToCheck, saved: Saved): [string, Uint8Array][] =>
    file.kind === 'drop-in' && saved?.path.startsWith(`${person.runtimeFolder}/systemd/`) === true
      ? [[path.basename(saved.path), encodeUtf8(saved.text)]]
      : [];

  /** Runs verify with the text in place of the file. */
  const verify = async (
    asked: FileToCheck,
    saved: Saved,
    signal: AbortSignal,
  ): Promise<{ path: string; lines: string[] }> => {
    const { unit, file } = asked;
    const name = file.kind === 'fragment' ? unit : `${file.of ?? unit}.d/${file.name}`;
    const folder = await deps.files.makeScratch(
      new Map([...generated(asked, saved), [name, asked.bytes]]),
    );
    try {
      const lines = await analyze.verifyIn([folder], unit, signal);
      return { path: path.join(folder, name), lines };
    } finally {
      await deps.files.discardScratch(folder);
    }
  };

  /** In the surroundings of the unit as it is on disk. */
  const checkOfScript = async (
    unit: string,
    script: { path: string; bytes: Uint8Array },
    signal: AbortSignal,
  ): Promise<FileCheck> => {
    // A unit whose file can’t be read says nothing of its PATH.
    const saved = await unitStore.read(unit).catch(() => null);
    const own: FileToCheck = { unit, file: { kind: 'fragment' }, bytes: new Uint8Array() };
    const text = parseText(saved?.text ?? '');
    const subject = await subjectOf(own, text, await othersOf(deps.files, own, saved));
    const searchPath = saved === null ? null : factsWanted(subject).searchPath;
    const { files } = deps;
    const findings = await checkScript(script, searchPath, signal, { files, surroundings });
    return { findings: inOrder(findings), others: [] };
  };

  const check = async (
    { unit, file: ref, bytes }: AnyFileToCheck,
    signal: AbortSignal,
  ): Promise<FileCheck> => {
    if (ref.kind !== 'script') return checkOfUnit({ unit, file: ref, bytes }, signal);
    const folder = scriptFolderOf({ home: person.home, runtime: person.runtimeFolder });
    return checkOfScript(unit, { path: path.join(folder, ref.name), bytes }, signal);
  };

  const checkOfUnit = async (asked: FileToCheck, signal: AbortSignal): Promise<FileCheck> => {
    const isLong = isTooLong(asked.bytes);
    // systemd-analyze reads it elsewhere; its findings need no more than their line.
    const file = parse(isLong ? new Uint8Array() : asked.bytes);
    // A unit whose file can’t be read is checked without it.
    const saved = await unitStore.read(asked.unit).catch(() => null);
    const others = await othersOf(deps.files, asked, saved);
    // systemd doesn’t read the drop-ins of a unit that it can’t find.
    const nothing = Promise.resolve({ path: '', lines: [] });
    const verifying = (others.isPartial ? nothing : verify(asked, saved, signal)).catch(
      (thrown: unknown) => ({ reason: reasonOf(thrown) }),
    );
    const linted = isLong ? null : await lint(asked, file, others);
    const own =
      linted === null
        ? [hint('not-linted', filesCheckTexts.tooLong, filesCheckTexts.tooLongWhy)]
        : [...documentFindings(file), ...linted.found];
    const verified = await verifying;
    if (signal.aborted) return { findings: inOrder(own), others: [] };
    if ('reason' in verified)
      return { findings: inOrder([...own, notVerified(verified.reason)]), others: [] };
    const result = verifyFindings(
      { ...verified, unit: asked.unit, file, mayLack: linted?.mayLack ?? (() => false) },
      own,
    );
    const failed = result.failed === null ? [] : [notVerified(result.failed)];
    return { findings: inOrder([...own, ...result.findings, ...failed]), others: result.others };
  };

  return {
    /**
     * Never rejects because of what is wrong with a file. A newer check with the same key stops the older
     * verification, and the older check then returns what it has.
     * @param key the same file of the same unit, as in an editor, unless told otherwise.
     */
    check: async (asked: AnyFileToCheck, key = fileKey(asked)): Promise<FileCheck> => {
      running.get(key)?.abort();
      const controller = new AbortController();
      const { signal } = controller;
      running.set(key, controller);
      try {
        return await turns.take('', async () =>
          signal.aborted ? { findings: [], others: [] } : check(asked, signal),
        );
      } finally {
        if (running.get(key) === controller) running.delete(key);
      }
    },
  };
};

export type FileChecks = ReturnType<typeof createFileCheck>;
