/** [X-Hearth] of a unit's files → its proofs, and what is wrong with them. */
import { readCommands } from '../syntax/exec-parser.ts';
import { expandSpecifiers, type Specifiers } from '../syntax/specifiers.ts';
import { readTimeSpan } from '../syntax/time-span.ts';
import { readSocketAddress, readWebAddress, type AddressFault } from './loopback.ts';
import {
  isAsked,
  proofKeys,
  proofOptions,
  proofRestartKey,
  proofSection,
  shortestPeriodMs,
  usualPeriodMs,
  type Proof,
  type ProofCommand,
  type ProofKind,
  type ProofOption,
  type ProofTarget,
} from './proof.ts';

/** An assignment of a unit file, or what is left of one. */
export interface ProofItem {
  section: string;
  key: string;
  value: string;
}

/** Why a setting doesn't count. */
export type ProofFaultKind =
  | 'unknown-key'
  /** An option with no proof above it that could have it. */
  | 'no-proof'
  | 'relative-path'
  | 'bad-address'
  | 'elsewhere'
  | 'not-http'
  | 'bad-url'
  | 'bad-command'
  | 'bad-bus-name'
  | 'bad-pattern'
  | 'bad-time'
  | 'short-period'
  | 'bad-status'
  | 'bad-count'
  | 'too-many';

interface ProofFault<Item> {
  item: Item;
  fault: ProofFaultKind;
}

export interface ProofSettings<Item> {
  proofs: Proof[];
  /** Restart the service once its proof was missed this often; null for never. */
  restartAfter: number | null;
  faults: ProofFault<Item>[];
}

/** More of one unit than anybody names. */
const proofsMax = 100;

/** Longer ones are a mistake, and cost time with every line. */
const patternMax = 1000;

/** null for a pattern that JavaScript can't read. */
const readPattern = (text: string): RegExp | null => {
  if (text === '' || text.length > patternMax) return null;
  try {
    return new RegExp(text);
  } catch {
    // The answer: it isn't a regular expression.
    return null;
  }
};

/** D-Bus Specification, "Bus names"; a unique name (`:1.5`) would be another one after each start. */
const isBusName = (name: string): boolean =>
  name.length <= 255 && /^[A-Za-z_-][A-Za-z0-9_-]*(?:\.[A-Za-z_-][A-Za-z0-9_-]*)+$/.test(name);

/** The only command of a value, as the process gets it; null if there is another number, or anything unknown in it. */
const readCommand = (value: string, specifiers: Specifiers): ProofCommand | null => {
  const { commands, findings } = readCommands(value, specifiers);
  const [command] = commands;
  if (command === undefined || commands.length > 1 || findings.length > 0) return null;
  const [, ...args] = command.argv;
  const program = expandSpecifiers(command.program.text, specifiers);
  if (command.prefixes !== '' || !program.startsWith('/')) return null;
  return {
    program,
    words: args.map(({ text }) => expandSpecifiers(text, specifiers)),
  };
};

const readStatuses = (value: string): number[] | null => {
  const words = value.split(/\s+/);
  return words.every((word) => /^[1-5]\d\d$/.test(word)) ? words.map(Number) : null;
};

const milliseconds = (value: string): number | null => {
  const span = readTimeSpan(value);
  return span === null ? null : span / 1000;
};

interface Options {
  periodMs: number | null;
  graceMs: number | null;
}

const noOptions: Options = { periodMs: null, graceMs: null };

/** A proof under construction: options may follow. */
interface Draft extends Options {
  order: number;
  target: ProofTarget;
  written: string;
  writtenPeriod: string;
}

const proofOf = (draft: Draft, all: Options): Proof => {
  const own = draft.periodMs ?? all.periodMs;
  // “Never due” is what a file has without a period.
  const given = own === Infinity ? null : own;
  const periodMs = given ?? (isAsked(draft.target) ? usualPeriodMs : null);
  const graceMs = draft.graceMs ?? all.graceMs ?? periodMs ?? 0;
  const { target, written, writtenPeriod } = draft;
  return { target, written, periodMs, graceMs, writtenPeriod };
};

const addressFaults: Record<AddressFault, ProofFaultKind> = {
  malformed: 'bad-address',
  elsewhere: 'elsewhere',
};

/** The target of a value; a fault if it is none. */
const targetOf = (
  kind: ProofKind,
  value: string,
  specifiers: Specifiers,
): ProofTarget | ProofFaultKind => {
  const text = expandSpecifiers(value, specifiers);
  switch (kind) {
    case 'file':
      return text.startsWith('/') ? { kind, path: text, match: null } : 'relative-path';
    case 'socket': {
      const socket = readSocketAddress(text);
      return typeof socket === 'string' ? addressFaults[socket] : { kind, socket };
    }
    case 'http': {
      const read = readWebAddress(text);
      if (read === 'malformed') return 'bad-url';
      return typeof read === 'string' ? read : { kind, url: text, statuses: [] };
    }
    case 'exec': {
      const command = readCommand(value, specifiers);
      return command === null ? 'bad-command' : { kind, command };
    }
    case 'bus-name':
      return isBusName(text) ? { kind, name: text } : 'bad-bus-name';
    case 'log':
      return readPattern(text) === null ? 'bad-pattern' : { kind, match: text };
  }
};

const kindOfKey = new Map(
  Object.entries(proofKeys).map(([kind, key]) => [key, kind as ProofKind] as const),
);

const isOption = (key: string): key is ProofOption =>
  (proofOptions as readonly string[]).includes(key);

/**
 * @param items the assignments of a unit's file and drop-ins in order, of any section.
 * @param specifiers what they mean for this unit; others stay as they are.
 */
export const readProofSettings = <Item extends ProofItem>(
  items: readonly Item[],
  specifiers: Specifiers,
): ProofSettings<Item> => {
  /** By kind and value: a file may have many thousands of lines. */
  const drafts = new Map<ProofKind, Map<string, Draft>>();
  let order = 0;
  const faults: ProofFault<Item>[] = [];
  const all = { ...noOptions };
  /** The proof that an option belongs to; null: to all proofs; undefined: to one that doesn't count. */
  let current: Draft | null | undefined = null;
  let restartAfter: number | null = null;

  const allDrafts = (): Draft[] =>
    [...drafts.values()].flatMap((some) => [...some.values()]).sort((a, b) => a.order - b.order);

  const takeProof = (item: Item, kind: ProofKind): void => {
    if (item.value === '') {
      drafts.delete(kind);
      current = allDrafts().at(-1) ?? null;
      return;
    }
    const target = targetOf(kind, item.value, specifiers);
    current = undefined;
    if (typeof target === 'string') {
      faults.push({ item, fault: target });
      return;
    }
    const ofKind = drafts.get(kind) ?? new Map<string, Draft>();
    if (ofKind.size >= proofsMax) {
      faults.push({ item, fault: 'too-many' });
      return;
    }
    order += 1;
    const draft: Draft = { order, target, written: item.value, writtenPeriod: '', ...noOptions };
    current = draft;
    // Named again, as in a drop-in, it replaces itself with its options.
    drafts.set(kind, ofKind.set(item.value, draft));
  };

  /** @returns what is wrong with an option; null if nothing is. */
  const takeOption = (key: ProofOption, value: string): ProofFaultKind | null => {
    // What it belongs to is reported already.
    if (current === undefined) return null;
    const target = current?.target;
    switch (key) {
      case 'ProofPeriodSec': {
        const periodMs = value === '' ? null : milliseconds(value);
        if (value !== '' && periodMs === null) return 'bad-time';
        if (periodMs !== null && periodMs < shortestPeriodMs) return 'short-period';
        (current ?? all).periodMs = periodMs;
        if (current !== null) current.writtenPeriod = value;
        return null;
      }
      case 'ProofGraceSec': {
        const graceMs = value === '' ? null : milliseconds(value);
        if (graceMs === Infinity || (value !== '' && graceMs === null)) return 'bad-time';
        (current ?? all).graceMs = graceMs;
        return null;
      }
      case 'ProofMatch': {
        if (target?.kind !== 'file') return 'no-proof';
        const match = expandSpecifiers(value, specifiers);
        if (value !== '' && readPattern(match) === null) return 'bad-pattern';
        target.match = value === '' ? null : match;
        return null;
      }
      case 'ProofStatus': {
        if (target?.kind !== 'http') return 'no-proof';
        const statuses = value === '' ? [] : readStatuses(value);
        if (statuses === null) return 'bad-status';
        target.statuses = statuses;
        return null;
      }
    }
  };

  for (const item of items) {
    if (item.section !== proofSection) continue;
    const { key, value } = item;
    const kind = kindOfKey.get(key);
    if (kind !== undefined) takeProof(item, kind);
    else if (isOption(key)) {
      const fault = takeOption(key, value);
      if (fault !== null) faults.push({ item, fault });
    } else if (key === proofRestartKey) {
      const isCount = /^[1-9]\d{0,3}$/.test(value);
      if (isCount || value === '' || value === '0') restartAfter = isCount ? Number(value) : null;
      else faults.push({ item, fault: 'bad-count' });
    } else if (!key.startsWith('X-')) faults.push({ item, fault: 'unknown-key' });
  }
  return { proofs: allDrafts().map((draft) => proofOf(draft, all)), restartAfter, faults };
};

/** The files that a unit names as proofs. */
export const proofFilesOf = (items: readonly ProofItem[], specifiers: Specifiers): string[] =>
  readProofSettings(items, specifiers).proofs.flatMap(({ target }) =>
    target.kind === 'file' ? [target.path] : [],
  );
