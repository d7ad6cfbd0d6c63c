/** Evidence from each place where it may be. */
import { visibleText } from '../../text/visible.ts';
import { diagnosisEvidenceTexts } from '../../texts/diagnosis/evidence.ts';
import { serviceSetting, type Case } from './case.ts';
import type { PlacedSetting } from './unit-settings.ts';
import type { Evidence } from '../cause.ts';
import type { SymptomLine } from '../symptoms.ts';

/** Longer lines are cut: the log has them whole. */
const lineMax = 400;

/** A line on one line, and not longer than a page is wide. */
export const oneLine = (text: string): string => {
  const first = visibleText(text.trim().split('\n')[0] ?? '');
  return first.length > lineMax ? `${first.slice(0, lineMax)}…` : first;
};

export const fromLine = ({ message, cursor }: SymptomLine): Evidence => ({
  text: oneLine(message),
  from: 'log',
  at: { kind: 'log', cursor },
});

/** None for none. */
export const fromLines = (...lines: readonly (SymptomLine | null | undefined)[]): Evidence[] =>
  lines.filter((line) => line !== null && line !== undefined).map(fromLine);

export const fromSetting = ({ key, value, path, line }: PlacedSetting): Evidence => ({
  text: oneLine(`${key}=${value}`),
  from: 'setting',
  at: { kind: 'setting', path, line },
});

export const fromSettings = (
  ...settings: readonly (PlacedSetting | null | undefined)[]
): Evidence[] => settings.filter((one) => one !== null && one !== undefined).map(fromSetting);

/** The setting of [Service] that counts, if it is set. */
export const fromKeys = (of: Case, ...keys: readonly string[]): Evidence[] =>
  fromSettings(...keys.map((key) => serviceSetting(of, key)));

/** @param text a value as systemd has it, or a sentence about it. */
export const fromSystemd = (text: string, unit?: string): Evidence => ({
  text,
  from: 'systemd',
  at: unit === undefined ? null : { kind: 'unit', unit },
});

/** What systemd calls the end of the run: `exit-code`, `timeout`, … */
export const fromResult = ({ unit }: Pick<Case, 'unit'>, result: string): Evidence =>
  fromSystemd(diagnosisEvidenceTexts.result(result), unit);

/** The state of another unit. */
export const fromUnitState = (unit: string, state: string): Evidence =>
  fromSystemd(diagnosisEvidenceTexts.unitState({ unit, state }), unit);

export const fromDisk = (text: string, path: string): Evidence => ({
  text,
  from: 'disk',
  at: { kind: 'path', path },
});

/** `0644` */
const modeText = (mode: number): string => mode.toString(8).padStart(4, '0');

export const fromMode = (path: string, { mode }: { mode: number }): Evidence =>
  fromDisk(diagnosisEvidenceTexts.mode({ path, mode: modeText(mode) }), path);

/** That a folder lets nobody through. */
export const fromClosed = (folder: string): Evidence =>
  fromDisk(diagnosisEvidenceTexts.closed(folder), folder);

/** That a folder is where a file should be. */
export const fromFolder = (path: string): Evidence =>
  fromDisk(diagnosisEvidenceTexts.folder(path), path);

/** That a path doesn’t exist, and how far its way does. */
export const fromMissing = (path: string, { nearest }: { nearest: string }): Evidence =>
  fromDisk(diagnosisEvidenceTexts.missing({ path, nearest }), nearest);

export const fromEnvironment = (text: string): Evidence => ({
  text,
  from: 'environment',
  at: null,
});

export const fromSystem = (text: string): Evidence => ({ text, from: 'system', at: null });
