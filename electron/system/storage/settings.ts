/**
 * What Hearth remembers of how a person likes it: $XDG_CONFIG_HOME/hearth/settings.ini. A person may write there too, or
 * keep it among files of their own behind a link; so only the lines `pins[]=UNIT` of `[list]` are read and changed.
 */
import path from 'node:path';
import { isUnitName } from '../../core/names/unit-name.ts';
import { makeFolders } from '../fs/new-file.ts';
import { readVersioned, replaceFile } from '../fs/replace-file.ts';

export interface Settings {
  /** The units that a person pinned, in their order; none where there is no file. @throws as readVersioned. */
  readPins(): Promise<string[]>;
  /**
   * Writes what `change` makes of the pins that the file holds now, and answers them. Every other byte of the file stays,
   * and so does a link to it. @throws as replaceFile; then nothing was written.
   */
  changePins(change: (pins: readonly string[]) => readonly string[]): Promise<readonly string[]>;
}

/** The lines, each with its end: whether it begins the section [list], and which pin it is there. */
const linesOf = (text: string): { line: string; isHead: boolean; pin: string | null }[] => {
  let inList = false;
  return text.split(/(?<=\n)/).map((line) => {
    const [, section] = /^\s*\[([^\]]*)\]\s*$/.exec(line) ?? [];
    if (section !== undefined) inList = section.trim() === 'list';
    const [, pin] = /^\s*pins\[\]\s*=([^;#]*)/.exec(line) ?? [];
    const isHead = inList && section !== undefined;
    return { line, isHead, pin: inList && pin !== undefined ? pin.trim() : null };
  });
};

/** The names under `[list] pins[]=` in the text of the settings file. */
export const pinsIn = (text: string): string[] => [
  ...new Set(linesOf(text).flatMap(({ pin }) => (pin !== null && isUnitName(pin) ? [pin] : []))),
];

/** The text of the settings file with other pins: where the first one stood, else at the beginning of the section. */
export const withPins = (text: string, pins: readonly string[]): string => {
  const lines = linesOf(text);
  const others = lines.map(({ line, pin }) => (pin === null ? line : ''));
  if (pins.length === 0) return others.join('');
  const first = lines.findIndex(({ pin }) => pin !== null);
  const head = lines.findIndex(({ isHead }) => isHead);
  const isThere = first >= 0 || head >= 0;
  const at = first >= 0 ? first : isThere ? head + 1 : lines.length;
  const before = others.slice(0, at).join('');
  return [
    before,
    before === '' || before.endsWith('\n') ? '' : '\n',
    isThere ? '' : '[list]\n',
    ...pins.map((unit) => `pins[]=${unit}\n`),
    ...others.slice(at),
  ].join('');
};

/** Each byte as a character: names of units are ASCII, and what else stands there stays as it is. */
const encoding = 'latin1';

/** @param configFolder $XDG_CONFIG_HOME or what stands for it. */
export const createSettings = (configFolder: string): Settings => {
  const folder = path.join(configFolder, 'hearth');
  const file = path.join(folder, 'settings.ini');
  const read = async (): Promise<{ version: string | null; text: string }> => {
    const old = await readVersioned(file);
    if (old === null) return { version: null, text: '' };
    return { version: old.version, text: Buffer.from(old.bytes).toString(encoding) };
  };
  return {
    readPins: async () => pinsIn((await read()).text),
    changePins: async (change) => {
      await makeFolders([folder]);
      for (;;) {
        const { version, text } = await read();
        const pins = change(pinsIn(text));
        const bytes = Buffer.from(withPins(text, pins), encoding);
        const outcome = await replaceFile(file, { version, bytes });
        // Otherwise somebody else has written meanwhile.
        if (outcome.kind === 'saved') return pins;
      }
    },
  };
};
