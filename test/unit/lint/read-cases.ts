/** Reads the files of bad units and good units. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PathFact } from '../../../electron/core/lint/toolkit/disk-facts.ts';

export interface Case {
  code: string;
  /** null if the case doesn’t say. */
  severity: string | null;
  unit: string;
  text: string;
  /** Number of the marked line, counted from 1. */
  line: number;
  /** That line after the fix; '' if it is removed; null if there is no fix. */
  fixed: string | null;
  paths: Map<string, PathFact>;
  nowhere: string | null;
  units: Map<string, { user: boolean; system: boolean }>;
}

const executable = {
  kind: 'file',
  realPath: null,
  isExecutable: true,
  isOnNoexecMount: false,
} as const;

const factKinds: Record<string, PathFact> = {
  missing: { kind: 'missing' },
  silent: {
    kind: 'unknown',
    silent: { point: '/opt', type: 'nfs4', source: 'server:/opt', since: 0 },
  },
  folder: { kind: 'folder', isEnterable: true },
  plain: { ...executable, isExecutable: false, interpreter: { kind: 'not-needed' } },
  noexec: { ...executable, isOnNoexecMount: true, interpreter: { kind: 'not-needed' } },
  dash: { ...executable, realPath: '/usr/bin/dash', interpreter: { kind: 'not-needed' } },
  bash: { ...executable, realPath: '/usr/bin/bash', interpreter: { kind: 'not-needed' } },
  script: { ...executable, interpreter: { kind: 'none' } },
  env: {
    ...executable,
    interpreter: { kind: 'by-env', name: 'tool-language', hasCarriageReturn: false },
  },
  lost: {
    ...executable,
    interpreter: { kind: 'missing', name: '/usr/bin/python2', hasCarriageReturn: false },
  },
};

const readCase = (block: string): Case => {
  const [header = '', ...lines] = block.trimEnd().split('\n');
  const [code = '', ...words] = header.trim().split(/\s+/);
  const severities = ['error', 'warning', 'hint'];
  const facts = words.filter((word) => word.includes(':')).map((word) => word.split(':'));
  const fixed = lines.find((line) => line.startsWith('=>'));
  const body = lines.filter((line) => line !== fixed);
  const line = body.findIndex((one) => one.startsWith('>')) + 1;
  if (line === 0) throw new Error(`no marked line: ${header}`);
  return {
    code,
    severity: words.find((word) => severities.includes(word)) ?? null,
    unit: words.find((word) => word.includes('.') && !word.includes(':')) ?? 'bad.service',
    text: `${body.map((one) => one.replace(/^>/, '')).join('\n')}\n`,
    line,
    fixed: fixed === undefined ? null : fixed.slice(2).trim(),
    paths: new Map(
      facts.flatMap(([kind = '', of = '']) => {
        const fact = factKinds[kind];
        return fact === undefined ? [] : [[of, fact] as const];
      }),
    ),
    nowhere: facts.find(([kind]) => kind === 'nowhere')?.[1] ?? null,
    units: new Map(
      facts
        .filter(([kind = '']) => kind.endsWith('-unit'))
        .map(([kind, of = '']) => [
          of,
          { user: kind === 'user-unit', system: kind === 'system-unit' },
        ]),
    ),
  };
};

/** The blocks of a file, without the explanation and the template at its start. */
const blocksOf = (file: string): string[] =>
  readFileSync(path.join(import.meta.dirname, file), 'utf8')
    .split(/^=== /m)
    .slice(2);

export const readCases = (): Case[] =>
  [
    'bad-units.txt',
    'bad-habits.txt',
    'bad-starting.txt',
    'bad-relations.txt',
    'bad-proofs.txt',
  ].flatMap((file) => blocksOf(file).map(readCase));

export const readGoodUnits = (): { unit: string; text: string }[] =>
  ['good-units.txt', 'good-habits.txt', 'good-starting.txt'].flatMap(blocksOf).map((block) => {
    const end = block.indexOf('\n') + 1;
    return { unit: block.slice(0, end).trim(), text: block.slice(end) };
  });
