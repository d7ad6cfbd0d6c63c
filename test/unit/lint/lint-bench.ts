/** The linter with made-up facts: what isn’t given exists. Scripts that env(1) runs are in `tool-language`. */
import type { ConfigurationItems } from '../../../electron/core/directives/types.ts';
import type { Finding } from '../../../electron/core/syntax/finding.ts';
import { factsWanted, lintUnit } from '../../../electron/core/lint/lint.ts';
import type { LintFacts, PathFact } from '../../../electron/core/lint/toolkit/disk-facts.ts';
import type { LintSubject } from '../../../electron/core/lint/toolkit/subject.ts';
import {
  unitSpecifiers,
  type SpecifierPlace,
} from '../../../electron/core/units/unit-specifiers.ts';
import { recordedItems } from '../../../electron/core/directives/recorded-items.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';

export const items: ConfigurationItems = { source: 'systemd', items: recordedItems() };

const person = {
  account: 'me',
  uid: 1000,
  home: '/home/me',
  runtime: '/run/user/1000',
  config: '/home/me/.config',
};

export interface Given {
  unit?: string;
  scope?: 'user' | 'system';
  before?: string[];
  after?: string[];
  isDropIn?: boolean;
  isPartial?: boolean;
  /** Another account than `me`. */
  place?: Partial<SpecifierPlace>;
  groups?: LintSubject['groups'];
  /** The manager's PATH; null if unknown. */
  searchPath?: readonly string[] | null;
  isEnabled?: boolean;
  items?: ConfigurationItems;
  paths?: ReadonlyMap<string, PathFact>;
  /** What environment.d sets. */
  environment?: readonly string[];
  /** A program that isn't in any of the folders. */
  nowhere?: string | null;
  units?: LintFacts['units'];
  now?: number;
}

const subjectOf = (text: string, given: Given = {}): LintSubject => {
  const { unit = 'bad.service', scope = 'user' } = given;
  return {
    unit,
    file: parseText(text),
    isDropIn: given.isDropIn ?? false,
    before: (given.before ?? []).map(parseText),
    after: (given.after ?? []).map(parseText),
    scope,
    items: given.items ?? items,
    specifiers: unitSpecifiers(unit, { scope, ...person, ...given.place }),
    isPartial: given.isPartial ?? false,
    groups: given.groups ?? { primary: ['me', '1000'], all: ['me', '1000', 'audio', '29'] },
    isEnabled: given.isEnabled ?? false,
  };
};

export const lint = (text: string, given: Given = {}): Finding[] => {
  const subject = subjectOf(text, given);
  const wanted = factsWanted(subject);
  const factOf = (path: string): [string, PathFact] => {
    const isNowhere = given.nowhere != null && path.endsWith(`/${given.nowhere}`);
    return [path, given.paths?.get(path) ?? { kind: isNowhere ? 'missing' : 'unknown' }];
  };
  const paths = wanted.paths.map(factOf);
  const searchPath =
    wanted.searchPath === 'manager' ? (given.searchPath ?? null) : wanted.searchPath;
  const isForEnv = paths.some(
    ([, fact]) => fact.kind === 'file' && fact.interpreter.kind === 'by-env',
  );
  const interpreters = isForEnv
    ? (searchPath ?? []).map((folder) => `${folder}/tool-language`)
    : [];
  return lintUnit(subject, {
    paths: new Map([...paths, ...interpreters.map(factOf)]),
    units: given.units ?? new Map(),
    searchPath,
    environment: new Set(given.environment),
    now: given.now ?? Date.UTC(2026, 10, 29),
  });
};

/** The text with the fix of a finding applied. */
export const applied = (text: string, { fix }: Finding): string =>
  [...(fix?.edits ?? [])]
    .sort((a, b) => b.from - a.from)
    .reduce((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), text);
