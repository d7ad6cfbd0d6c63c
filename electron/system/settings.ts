/**
 * What Hearth remembers of how a person likes it: $XDG_CONFIG_HOME/hearth/settings.ini, through `ini`.
 *
 * What ini 6 really does, pinned by a contract test: a key written as `pins[]` is read as a list, one value a line; a
 * backslash before a letter stays, as in `a\x2db.service`.
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ini from 'ini';
import { isUnitName } from '../core/unit-name.ts';
import { putInPlace } from './beside.ts';
import { writeProblem } from './file-problem.ts';

export interface Settings {
  /** The units that a person pinned, in their order. None where there is no file, or one that says nothing of use. */
  readPins(): Promise<string[]>;
  /** Everything else in the file stays. @throws disk-full, folder-not-writable, file-failed. */
  writePins(pins: readonly string[]): Promise<void>;
}

type Sections = Record<string, Record<string, unknown> | undefined>;

/** The names under `[list] pins[]=` in the text of the settings file. */
export const pinsIn = (text: string): string[] => {
  const sections: Sections = ini.parse(text);
  const pins = sections['list']?.['pins'];
  return Array.isArray(pins)
    ? [...new Set(pins.filter((one) => typeof one === 'string' && isUnitName(one)) as string[])]
    : [];
};

/** The text of the settings file with other pins. */
export const withPins = (text: string, pins: readonly string[]): string => {
  const sections: Sections = ini.parse(text);
  return ini.stringify({ ...sections, list: { ...sections['list'], pins } }, { platform: 'linux' });
};

/** @param configFolder $XDG_CONFIG_HOME or what stands for it. */
export const createSettings = (configFolder: string): Settings => {
  const folder = path.join(configFolder, 'hearth');
  const file = path.join(folder, 'settings.ini');
  const read = (): Promise<string> => readFile(file, 'utf8').catch(() => '');
  return {
    readPins: async () => pinsIn(await read()),
    writePins: async (pins) => {
      try {
        await mkdir(folder, { recursive: true });
        await putInPlace(file, withPins(await read(), pins), { mode: 0o644 });
      } catch (thrown) {
        throw writeProblem(thrown, file);
      }
    },
  };
};
