/** What is wrong with what is in a field, before systemd sees it. */
import { isUnitName, templateOf, unitNameKind } from '../names/unit-name.ts';
import { readCommands } from '../syntax/exec-parser.ts';
import { valueFault } from '../syntax/edit-file.ts';
import { isSignal, wordsFor } from '../syntax/enum-values.ts';
import { isFullPath } from '../syntax/exec-writer.ts';
import { isSpecifier } from '../syntax/specifiers.ts';
import { fieldsFaultsTexts } from '../texts/fields/faults.ts';
import { isStatusName } from '../units/exit-status.ts';
import { numberFaults, octalIn, readWhole, type ItemFault } from './number-faults.ts';
import type { SettingKind } from './setting.ts';
import { formSetting, type SettingKey } from './registry.ts';

export interface SettingFault {
  /** As typed, without blanks around it. */
  item: string;
  level: 'error' | 'warning';
  text: string;
}

/** What is known of the account's units; empty while nothing is. */
export type KnownUnits = ReadonlySet<string>;

export const knownUnits = (units: Readonly<Record<string, unknown>>): KnownUnits =>
  new Set(Object.keys(units));

const hasSpecifier = (text: string): boolean =>
  [...text.matchAll(/%(.)/g)].some(([, letter = '']) => isSpecifier(letter));

const pathFault: ItemFault = (path) => {
  if (!isFullPath(path) && !/^%[A-Za-z]/.test(path)) return fieldsFaultsTexts.path;
  return path.split('/').includes('..') ? fieldsFaultsTexts.dots : null;
};

const units: ItemFault = (name) => {
  if (hasSpecifier(name)) return null;
  if (!isUnitName(name)) return fieldsFaultsTexts.unitName(name);
  return null;
};

const statuses: ItemFault = (text) => {
  const number = readWhole(text);
  const isCode = number !== null && number >= 0 && number <= 255;
  const isName = /^\D/.test(text) && (isSignal(text) || isStatusName(text));
  return isCode || isName ? null : fieldsFaultsTexts.status(text);
};

const commands: ItemFault = (text) => {
  const { commands: read, findings } = readCommands(text);
  const [first] = findings;
  if (first !== undefined) return `${first.what} ${first.why}`.trim();
  return read.length === 0 ? fieldsFaultsTexts.command : null;
};

const credential = (text: string): { id: string; rest: string } | null => {
  const at = text.indexOf(':');
  return at < 0 ? null : { id: text.slice(0, at), rest: text.slice(at + 1) };
};

const isCredentialName = (id: string): boolean =>
  hasSpecifier(id) || (/^[\x21-\x7e]{1,255}$/.test(id) && !/[/:]|^\.{1,2}$/.test(id));

const credentialFiles: ItemFault = (text) => {
  const read = credential(text);
  if (read === null && isCredentialName(text)) return null;
  if (read === null || read.rest === '') return fieldsFaultsTexts.credentialFile;
  if (!isCredentialName(read.id)) return fieldsFaultsTexts.credentialName;
  return read.rest.includes('/') || read.rest.startsWith('%') || read.rest.startsWith('~')
    ? pathFault(read.rest)
    : null;
};

const credentials: ItemFault = (text) => {
  const read = credential(text);
  if (read === null || read.rest === '') return fieldsFaultsTexts.credential;
  return isCredentialName(read.id) ? null : fieldsFaultsTexts.credentialName;
};

const output: ItemFault = (text) => {
  const [, path] = /^(?:file|append|truncate):(.*)$/s.exec(text) ?? [];
  if (path !== undefined) return path === '' ? fieldsFaultsTexts.noFile : pathFault(path);
  if (text.startsWith('fd:')) return null;
  return wordsFor('StandardOutput')?.includes(text) === true ? null : fieldsFaultsTexts.output;
};

const itemFaults: Record<SettingKind, ItemFault> = {
  ...numberFaults,
  output,
  flag: () => null,
  statuses,
  units,
  paths: pathFault,
  commands,
  environmentFiles: (text) => pathFault(text.replace(/^-/, '')),
  credentialFiles,
  credentials,
};

/** systemd passes an empty item over, and so do the forms. */
const filled = (items: readonly string[]): string[] =>
  items.map((item) => item.trim()).filter((item) => item !== '');

const isKnown = (name: string, known: KnownUnits): boolean =>
  known.size === 0 ||
  known.has(name) ||
  hasSpecifier(name) ||
  known.has(templateOf(name) ?? name) ||
  // systemd makes these itself, out of what it finds mounted and plugged in.
  /\.(?:device|mount|slice|scope|swap|automount)$/.test(name);

const isNetworkTarget = (item: string): boolean => /^network(?:-online)?\.target$/.test(item);

/** Whose numbers may be octal; sizes and times are always decimal. */
const wholeKinds: readonly SettingKind[] = [
  ...(['tasks', 'quota', 'weight', 'nice', 'files', 'count', 'statuses'] as const),
];

const warningsOf = (key: SettingKey, item: string, known: KnownUnits): string[] => {
  const { kind } = formSetting(key);
  const octal = wholeKinds.includes(kind) || /[%‰‱]$/.test(item) ? octalIn(item) : null;
  if (octal !== null) return [fieldsFaultsTexts.octal(octal)];
  if (kind === 'nice' && item.startsWith('-')) return [fieldsFaultsTexts.lowNice];
  if (kind === 'credentialFiles' && !item.includes(':'))
    return [fieldsFaultsTexts.managersOwn(item)];
  if (kind !== 'units') return [];
  if (unitNameKind(item) === 'template') return [fieldsFaultsTexts.template(item)];
  if (isNetworkTarget(item)) return [fieldsFaultsTexts.network(item)];
  return isKnown(item, known) ? [] : [fieldsFaultsTexts.unknownUnit(item)];
};

/** @param known the names of units that exist; without any, none is called unknown. */
export const settingFaults = (
  key: SettingKey,
  items: readonly string[],
  known: KnownUnits = new Set(),
): SettingFault[] =>
  filled(items).flatMap((item): SettingFault[] => {
    const fault = valueFault(item) ?? itemFaults[formSetting(key).kind](item);
    if (fault !== null) return [{ item, level: 'error', text: fault }];
    return warningsOf(key, item, known).map((text) => ({ item, level: 'warning', text }));
  });

/** Whether one of the items waits for a network that user managers know nothing of. */
export const waitsForNetwork = (items: readonly string[]): boolean =>
  filled(items).some(isNetworkTarget);
