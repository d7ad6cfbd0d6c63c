/** The values that must not be seen in a report, whoever wrote them into it. No file that is only read here becomes part of it. */
import path from 'node:path';
import {
  assignedValues,
  secretsAmong,
  valuesInCommand,
  valuesInFile,
  valuesInUnitFile,
  type KnownValue,
} from '../../core/environment/known-values.ts';
import type { SourceFile } from '../../core/files/unit-files.ts';
import { fail, type Problem } from '../../core/problems/problem.ts';
import { reportArchiveTexts } from '../../core/texts/report/archive.ts';
import type { Host } from '../../host/host.ts';
import type { Inventory } from '../units/inventory.ts';
import type { Bugs } from './bugs.ts';

export interface SecretValues {
  values: readonly KnownValue[];
  /** A sentence for each source that couldn’t be read: what it gives can only be masked by its looks. */
  unread: readonly string[];
}

/** Behind the `]` that ends a set of characters; -1 if none does. Source: glob(7). */
const endOfSet = (pattern: string, from: number): number => {
  let at = from + 1;
  if (/[!^]/.test(pattern.charAt(at))) at += 1;
  if (pattern.charAt(at) === ']') at += 1;
  while (at < pattern.length && pattern[at] !== ']') {
    const end = pattern.startsWith('[:', at) ? pattern.indexOf(':]', at + 2) : -1;
    at = end < 0 ? at + 1 : end + 2;
  }
  return at < pattern.length ? at + 1 : -1;
};

/** What each sign of a pattern stands for: a character, any character (null), or any number of them (`*`). */
type Sign = { is: string } | null | '*';

/** A set of characters counts as any character: to read more does no harm. */
const signsOf = (pattern: string): Sign[] => {
  const signs: Sign[] = [];
  for (let at = 0; at < pattern.length;) {
    const character = pattern.charAt(at);
    const end = character === '[' ? endOfSet(pattern, at) : -1;
    const isEscaped = character === '\\' && at + 1 < pattern.length;
    if (character === '*') signs.push('*');
    else if (character === '?' || end > 0) signs.push(null);
    else signs.push({ is: isEscaped ? pattern.charAt(at + 1) : character });
    at = end > 0 ? end : at + (isEscaped ? 2 : 1);
  }
  return signs;
};

const isWild = (signs: readonly Sign[]): boolean =>
  signs.some((sign) => sign === null || sign === '*');

/** The name that signs without wildcards stand for. */
const nameOf = (signs: readonly Sign[]): string =>
  signs.map((sign) => (sign === null || sign === '*' ? '' : sign.is)).join('');

/** In steps no more than the product of both lengths. */
const matches = (signs: readonly Sign[], name: string): boolean => {
  let [sign, at, star, retry] = [0, 0, -1, 0];
  while (at < name.length) {
    const wanted = signs[sign];
    if (wanted === '*') {
      [star, retry] = [sign, at];
      sign += 1;
    } else if (wanted === null || wanted?.is === name[at]) {
      sign += 1;
      at += 1;
    } else if (star >= 0) {
      retry += 1;
      [sign, at] = [star + 1, retry];
    } else return false;
  }
  return signs.slice(sign).every((rest) => rest === '*');
};

/** A service that reads more of them has its pattern wrong. */
const mostFiles = 200;

interface Deps {
  files: Pick<Host['files'], 'read' | 'readTree'>;
  inventory: Pick<Inventory, 'wholeDetails' | 'managerEnvironment'>;
  bugs: Pick<Bugs, 'toProblem'>;
}

const onlyValues = (values: readonly KnownValue[]): SecretValues => ({ values, unread: [] });

export const allOfThem = (all: readonly SecretValues[]): SecretValues => ({
  values: all.flatMap(({ values }) => values),
  unread: all.flatMap(({ unread }) => unread),
});

/** @param source a path, or words of `reportArchiveTexts`. */
export const notRead = (
  source: string,
  { what, why }: Pick<Problem, 'what' | 'why'>,
): SecretValues => ({
  values: [],
  unread: [reportArchiveTexts.notMasked(source, `${what} ${why}`.replace(/\s+/g, ' '))],
});

export const createSecretValues = ({ files, inventory, bugs }: Deps) => {
  /** Whatever fails is told, and keeps nothing else from being read. */
  const valuesOf = async (
    source: string,
    read: () => Promise<SecretValues>,
  ): Promise<SecretValues> => {
    try {
      return await read();
    } catch (thrown) {
      return notRead(source, bugs.toProblem(thrown));
    }
  };

  /** What is in folders and matches; as in glob(3), what is no folder or can’t be listed has nothing in it. */
  const matchesIn = async (folders: readonly string[], signs: readonly Sign[]) => {
    const tree = await files.readTree(
      folders.map((folder) => ({ path: folder, names: null })),
      { texts: [], below: {} },
    );
    return [...tree].flatMap(([folder, { entries, silent }]) => {
      if (silent !== null) throw fail('mount-silent', { path: folder, mount: silent });
      return Array.from(entries)
        .filter(([name]) => matches(signs, name))
        .map(([name, { kind }]) => ({ at: path.join(folder, name), kind }));
    });
  };

  /** The files that a path of EnvironmentFile= names, which may have wildcards in every part. */
  const filesNamed = async (pattern: string): Promise<string[]> => {
    let places = ['/'];
    const parts = pattern.split('/').filter((part) => part !== '');
    for (const [index, part] of parts.entries()) {
      const signs = signsOf(part);
      if (isWild(signs)) {
        const isLast = index === parts.length - 1;
        const found = await matchesIn(places, signs);
        const wanted = isLast ? ['file', 'link', 'special'] : ['folder', 'link'];
        places = found.filter(({ kind }) => wanted.includes(kind)).map(({ at }) => at);
      } else places = places.map((place) => path.join(place, nameOf(signs)));
      if (places.length > mostFiles) {
        const detail = reportArchiveTexts.tooMany(mostFiles);
        throw fail('file-failed', { path: pattern, detail });
      }
    }
    return places;
  };

  const ofFile = (file: string): Promise<SecretValues> =>
    valuesOf(file, async () => {
      const read = await files.read(file);
      return onlyValues(read === null ? [] : valuesInFile(Buffer.from(read.bytes).toString()));
    });

  const ofPattern = (pattern: string): Promise<SecretValues> =>
    valuesOf(pattern, async () =>
      allOfThem(await Promise.all((await filesNamed(pattern)).map(ofFile))),
    );

  /** What systemd has in memory, and in the files that this names. */
  const ofLoaded = (unit: string): Promise<SecretValues> =>
    valuesOf(reportArchiveTexts.loaded(unit), async () => {
      const { service } = (await inventory.wholeDetails(unit)).symptoms;
      if (service === null) return onlyValues([]);
      const read = service.environmentFiles.map((file) => ofPattern(file.path));
      const own = [
        ...assignedValues(service.environment),
        ...service.commands.flatMap(({ argv }) => valuesInCommand(argv)),
      ];
      return allOfThem([onlyValues(own), ...(await Promise.all(read))]);
    });

  const ofUnitFile = ({ content, path: at }: SourceFile): SecretValues => {
    if (content.kind === 'problem') return notRead(at, content.problem);
    return onlyValues(content.kind === 'text' ? valuesInUnitFile(content.bytes) : []);
  };

  return {
    /** What the manager passes to every service, as far as it looks like a secret. */
    ofManager: (): Promise<SecretValues> =>
      valuesOf(reportArchiveTexts.manager, async () =>
        onlyValues(secretsAmong(assignedValues(await inventory.managerEnvironment()))),
      ),
    /** @param own its files. */
    ofUnit: async (unit: string, own: readonly SourceFile[]): Promise<SecretValues> =>
      allOfThem([await ofLoaded(unit), ...own.map(ofUnitFile)]),
  };
};
