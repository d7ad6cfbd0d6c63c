/** The values that must not be seen in a report, whatever wrote them into it. Files that are only read here are not part of it. */
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
import { globExpression, isGlob, plainName } from '../../core/text/glob.ts';
import type { Host } from '../../host/host.ts';
import type { Inventory } from '../units/inventory.ts';
import type { Bugs } from './bugs.ts';

export interface SecretValues {
  values: readonly KnownValue[];
  /** A sentence for each source that couldn’t be read: what it gives can only be masked by its looks. */
  unread: readonly string[];
}

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
  /** A failure is reported, and keeps nothing else from being read. */
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
  const matchesIn = async (folders: readonly string[], pattern: string) => {
    const fits = globExpression(pattern);
    const tree = await files.readTree(
      folders.map((folder) => ({ path: folder, names: null })),
      { texts: [], below: {} },
    );
    return [...tree].flatMap(([folder, { entries, silent }]) => {
      if (silent !== null) throw fail('mount-silent', { path: folder, mount: silent });
      return Array.from(entries)
        .filter(([name]) => fits.test(name))
        .map(([name, { kind }]) => ({ at: path.join(folder, name), kind }));
    });
  };

  /** The files that a path of EnvironmentFile= names, which may have wildcards in every part. */
  const filesNamed = async (pattern: string): Promise<string[]> => {
    let places = ['/'];
    const parts = pattern.split('/').filter((part) => part !== '');
    for (const [index, part] of parts.entries()) {
      if (isGlob(part)) {
        const isLast = index === parts.length - 1;
        const found = await matchesIn(places, part);
        const wanted = isLast ? ['file', 'link', 'special'] : ['folder', 'link'];
        places = found.filter(({ kind }) => wanted.includes(kind)).map(({ at }) => at);
      } else places = places.map((place) => path.join(place, plainName(part)));
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
