/**
 * The user's preferences in $XDG_CONFIG_HOME/hearth/settings.ini. Users may edit the file or link it to their dotfiles,
 * so read and change only the `pins[]=UNIT` lines of `[list]`, and `zoom=PERCENT` and `tray-told=yes` of `[window]`, with
 * the unit file parser, which preserves every other byte.
 */
import path from 'node:path';
import { usualZoom, zoomOf } from '../../core/app/zoom.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import { fail } from '../../core/problems/problem.ts';
import { setAssignment } from '../../core/syntax/edit-file.ts';
import { parseText, type Assignment } from '../../core/syntax/unit-file.ts';
import { decodeUtf8 } from '../../core/text/utf8.ts';
import type { HostFiles } from '../../host/host-files.ts';

const isPin = ({ section, key }: Assignment): boolean =>
  section.trim() === 'list' && key === 'pins[]';

/** The units under `[list] pins[]=`. `;` and `#` start a comment. */
export const pinsIn = (text: string): string[] => [
  ...new Set(
    parseText(text)
      .assignments.filter(isPin)
      .map(({ value }) => (value.split(/[;#]/)[0] ?? '').trim())
      .filter(isUnitName),
  ),
];

/** The value under `[window]`; '' if there is none. */
const windowValue = (text: string, wanted: string): string => {
  const value = parseText(text).assignments.findLast(
    ({ section, key }) => section === 'window' && key === wanted,
  )?.value;
  return (value?.split(/[;#]/)[0] ?? '').trim();
};

const withWindowValue = (text: string, key: string, value: string): string =>
  decodeUtf8(setAssignment(parseText(text), { section: 'window', key, value }).bytes);

/** The percentage under `[window] zoom=`; the usual one if there is none. */
export const zoomIn = (text: string): number => zoomOf(windowValue(text, 'zoom')) ?? usualZoom;

/** Replaces the pins in the text: where the first pin was, else at the start of the section. */
export const withPins = (text: string, pins: readonly string[]): string => {
  const { bytes, assignments, sections } = parseText(text);
  const textOf = (from: number, to: number): string => decodeUtf8(bytes.subarray(from, to));
  const old = assignments.filter(isPin);
  const head = sections.find(({ name }) => name.trim() === 'list');
  const at = old[0]?.start ?? head?.end ?? bytes.length;
  /** This range without pins. */
  const others = (from: number, to: number): string => {
    let start = from;
    let kept = '';
    for (const pin of old.filter((line) => line.start >= from && line.end <= to)) {
      kept += textOf(start, pin.start);
      start = pin.end;
    }
    return kept + textOf(start, to);
  };
  if (pins.length === 0) return others(0, bytes.length);
  const before = others(0, at);
  return [
    before,
    before === '' || before.endsWith('\n') ? '' : '\n',
    old.length === 0 && head === undefined ? '[list]\n' : '',
    ...pins.map((unit) => `pins[]=${unit}\n`),
    others(at, bytes.length),
  ].join('');
};

/** One character per byte: unit names are ASCII, and everything else stays unchanged. */
const encoding = 'latin1';

/** A thousand pins have 30 KB. */
const bytesMax = 256 * 1024;

/** @param configFolder $XDG_CONFIG_HOME or its default. */
export const createSettings = (
  files: Pick<HostFiles, 'read' | 'put' | 'makeFolders'>,
  configFolder: string,
) => {
  const folder = path.join(configFolder, 'hearth');
  const file = path.join(folder, 'settings.ini');
  const read = async (): Promise<{ version: string | null; text: string }> => {
    const old = await files.read(file);
    if (old === null) return { version: null, text: '' };
    const sizeBytes = old.bytes.length;
    if (sizeBytes > bytesMax) {
      throw fail('file-too-large', { path: file, sizeBytes, maxBytes: bytesMax });
    }
    return { version: old.version, text: Buffer.from(old.bytes).toString(encoding) };
  };
  /** Writes what `edit` makes of the text now in the file; returns it. Keeps a link to the file. */
  const change = async (edit: (text: string) => string): Promise<string> => {
    await files.makeFolders([folder]);
    for (;;) {
      const { version, text } = await read();
      const edited = edit(text);
      const outcome = await files.put(file, Buffer.from(edited, encoding), { expect: version });
      // Otherwise somebody else wrote meanwhile, so try again.
      if (outcome.kind === 'saved') return edited;
    }
  };
  return {
    /** The user's pinned units, in order; empty without a file. @throws as the host's `read`. */
    readPins: async (): Promise<string[]> => pinsIn((await read()).text),
    /** In percent; the usual size without a file. @throws as the host's `read`. */
    readZoom: async (): Promise<number> => zoomIn((await read()).text),
    /** @throws as the host's `put`; then nothing was written. */
    changeZoom: async (percent: number): Promise<void> => {
      await change((text) => withWindowValue(text, 'zoom', String(percent)));
    },
    /** Whether people were told that Hearth stays in the tray. @throws as the host's `read`. */
    readTrayTold: async (): Promise<boolean> =>
      windowValue((await read()).text, 'tray-told') === 'yes',
    /** @throws as the host's `put`; then nothing was written. */
    noteTrayTold: async (): Promise<void> => {
      await change((text) => withWindowValue(text, 'tray-told', 'yes'));
    },
    /**
     * Applies `change` to the pins now in the file, and returns the result. Keeps every other byte, and a link to the
     * file. @throws as the host's `put`; then nothing was written.
     */
    changePins: async (
      changePins: (pins: readonly string[]) => readonly string[],
    ): Promise<readonly string[]> => {
      const text = await change((old) => withPins(old, changePins(pinsIn(old))));
      return pinsIn(text);
    },
  };
};

export type Settings = ReturnType<typeof createSettings>;
