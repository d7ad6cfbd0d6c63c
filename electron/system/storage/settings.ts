/**
 * What Hearth remembers of how a person likes it: $XDG_CONFIG_HOME/hearth/settings.ini. A person may write there too, or
 * keep it among files of their own behind a link; so only the lines `pins[]=UNIT` of `[list]` are read and changed, by the
 * reader of unit files, which loses no byte of the others.
 */
import path from 'node:path';
import { isUnitName } from '../../core/names/unit-name.ts';
import { parseText, type Assignment } from '../../core/syntax/unit-file.ts';
import { decodeUtf8 } from '../../core/text/utf8.ts';
import type { HostFiles } from '../../host/host-files.ts';

export interface Settings {
  /** The units that a person pinned, in their order; none where there is no file. @throws as `read` of the host. */
  readPins(): Promise<string[]>;
  /**
   * Writes what `change` makes of the pins that the file holds now, and answers them. Every other byte of the file stays,
   * and so does a link to it. @throws as `put` of the host; then nothing was written.
   */
  changePins(change: (pins: readonly string[]) => readonly string[]): Promise<readonly string[]>;
}

const isPin = ({ section, key }: Assignment): boolean =>
  section.trim() === 'list' && key === 'pins[]';

/** The names under `[list] pins[]=` in the text of the settings file. What follows `;` or `#` is a comment. */
export const pinsIn = (text: string): string[] => [
  ...new Set(
    parseText(text)
      .assignments.filter(isPin)
      .map(({ value }) => (value.split(/[;#]/)[0] ?? '').trim())
      .filter(isUnitName),
  ),
];

/** The text of the settings file with other pins: where the first one was, else at the beginning of the section. */
export const withPins = (text: string, pins: readonly string[]): string => {
  const { bytes, assignments, sections } = parseText(text);
  const textOf = (from: number, to: number): string => decodeUtf8(bytes.subarray(from, to));
  const old = assignments.filter(isPin);
  const head = sections.find(({ name }) => name.trim() === 'list');
  const at = old[0]?.start ?? head?.end ?? bytes.length;
  /** Without the pins. */
  const others = (from: number, to: number): string => {
    let start = from;
    let kept = '';
    for (const pin of old.filter((one) => one.start >= from && one.end <= to)) {
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

/** Each byte as a character: names of units are ASCII, and what else stands there stays as it is. */
const encoding = 'latin1';

/** @param configFolder $XDG_CONFIG_HOME or what stands for it. */
export const createSettings = (
  files: Pick<HostFiles, 'read' | 'put' | 'makeFolders'>,
  configFolder: string,
): Settings => {
  const folder = path.join(configFolder, 'hearth');
  const file = path.join(folder, 'settings.ini');
  const read = async (): Promise<{ version: string | null; text: string }> => {
    const old = await files.read(file);
    if (old === null) return { version: null, text: '' };
    return { version: old.version, text: Buffer.from(old.bytes).toString(encoding) };
  };
  return {
    readPins: async () => pinsIn((await read()).text),
    changePins: async (change) => {
      await files.makeFolders([folder]);
      for (;;) {
        const { version, text } = await read();
        const pins = change(pinsIn(text));
        const bytes = Buffer.from(withPins(text, pins), encoding);
        const outcome = await files.put(file, bytes, { expect: version });
        // Otherwise somebody else has written meanwhile.
        if (outcome.kind === 'saved') return pins;
      }
    },
  };
};
