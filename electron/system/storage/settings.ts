/**
 * The user's preferences in $XDG_CONFIG_HOME/hearth/settings.ini. Users may edit the file or link it to their dotfiles,
 * so read and change only what is Hearth's, with the unit file parser, which preserves every other byte: `pins[]=UNIT`
 * of `[list]`; `zoom=PERCENT` and `tray-told=yes` of `[window]`; and of `[notices]`, `yes` or `no` for each kind, for
 * `system` and for `quiet`, `quiet-hours=22:00-07:00`, and `muted[]=UNIT`. The rest is in preferences-text.ts.
 */
import path from 'node:path';
import { usualZoom, zoomOf } from '../../core/app/zoom.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import {
  hoursOf,
  hoursText,
  noticeKinds,
  usualNotices,
  type NoticeSettings,
} from '../../core/notices/notice-settings.ts';
import { fail } from '../../core/problems/problem.ts';
import { parseText, type Assignment } from '../../core/syntax/unit-file.ts';
import { decodeUtf8 } from '../../core/text/utf8.ts';
import type { Preferences } from '../../core/app/preferences.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { preferencesIn, withPreferences } from './preferences-text.ts';
import { valueIn, withValue, withoutComment } from './settings-text.ts';

/** A key with a unit on each of its lines. */
interface UnitList {
  section: 'list' | 'notices';
  key: 'pins[]' | 'muted[]';
}
const pinList: UnitList = { section: 'list', key: 'pins[]' };
const mutedList: UnitList = { section: 'notices', key: 'muted[]' };

const isIn =
  (list: UnitList) =>
  ({ section, key }: Assignment): boolean =>
    section.trim() === list.section && key === list.key;

const unitsIn = (assignments: readonly Assignment[], list: UnitList): string[] => [
  ...new Set(
    assignments
      .filter(isIn(list))
      .map(({ value }) => withoutComment(value))
      .filter(isUnitName),
  ),
];

/** The units under `[list] pins[]=`. */
export const pinsIn = (text: string): string[] => unitsIn(parseText(text).assignments, pinList);

/** The percentage under `[window] zoom=`; the usual one if there is none. */
export const zoomIn = (text: string): number =>
  zoomOf(valueIn(parseText(text).assignments, 'window', 'zoom')) ?? usualZoom;

/** Replaces the units of a list: where the first was, else at the start of the section, else where reading ends. */
const withUnits = (text: string, list: UnitList, units: readonly string[]): string => {
  const { bytes, assignments, sections, readTo, open } = parseText(text);
  const textOf = (from: number, to: number): string => decodeUtf8(bytes.subarray(from, to));
  const old = assignments.filter(isIn(list));
  const head = sections.find(({ name }) => name.trim() === list.section);
  const at = old[0]?.start ?? head?.end ?? readTo;
  /** This range without the list. */
  const others = (from: number, to: number): string => {
    let start = from;
    let kept = '';
    for (const line of old.filter((one) => one.start >= from && one.end <= to)) {
      kept += textOf(start, line.start);
      start = line.end;
    }
    return kept + textOf(start, to);
  };
  if (units.length === 0) return others(0, bytes.length);
  const before = others(0, at);
  return [
    before,
    before === '' || before.endsWith('\n') ? '' : '\n',
    // An empty line ends the continued line that only the end of the file has ended so far.
    open && at === bytes.length ? '\n' : '',
    old.length === 0 && head === undefined ? `[${list.section}]\n` : '',
    ...units.map((unit) => `${list.key}=${unit}\n`),
    others(at, bytes.length),
  ].join('');
};

/** Replaces the pins in the text. */
export const withPins = (text: string, pins: readonly string[]): string =>
  withUnits(text, pinList, pins);

const isYes = (value: string, usual: boolean): boolean =>
  value === 'yes' || (value !== 'no' && usual);

/** What the person wants of notifications; the usual where the text doesn't say. */
export const noticesIn = (text: string): NoticeSettings => {
  const { assignments } = parseText(text);
  const flag = (key: string, usual: boolean): boolean =>
    isYes(valueIn(assignments, 'notices', key), usual);
  const { kinds, system, quiet, hours } = usualNotices;
  return {
    kinds: {
      failed: flag('failed', kinds.failed),
      crashing: flag('crashing', kinds.crashing),
      'proof-lost': flag('proof-lost', kinds['proof-lost']),
      recovered: flag('recovered', kinds.recovered),
    },
    system: flag('system', system),
    quiet: flag('quiet', quiet),
    hours: hoursOf(valueIn(assignments, 'notices', 'quiet-hours')) ?? hours,
    muted: unitsIn(assignments, mutedList),
  };
};

/** Writes only what differs from the text. */
export const withNotices = (text: string, wanted: NoticeSettings): string => {
  const now = noticesIn(text);
  const values: Record<string, string> = {};
  const set = (key: string, value: boolean, old: boolean): void => {
    if (value !== old) values[key] = value ? 'yes' : 'no';
  };
  for (const kind of noticeKinds) set(kind, wanted.kinds[kind], now.kinds[kind]);
  set('system', wanted.system, now.system);
  set('quiet', wanted.quiet, now.quiet);
  const hours = hoursText(wanted.hours);
  if (hours !== hoursText(now.hours)) values['quiet-hours'] = hours;
  const valued = Object.entries(values).reduce(
    (before, [key, value]) => withValue(before, 'notices', key, value),
    text,
  );
  return wanted.muted.join() === now.muted.join()
    ? valued
    : withUnits(valued, mutedList, wanted.muted);
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
      await change((text) => withValue(text, 'window', 'zoom', String(percent)));
    },
    /** Whether people were told that Hearth stays in the tray. @throws as the host's `read`. */
    readTrayTold: async (): Promise<boolean> =>
      valueIn(parseText((await read()).text).assignments, 'window', 'tray-told') === 'yes',
    /** @throws as the host's `put`; then nothing was written. */
    noteTrayTold: async (): Promise<void> => {
      await change((text) => withValue(text, 'window', 'tray-told', 'yes'));
    },
    /** The usual ones without a file. @throws as the host's `read`. */
    readPreferences: async (): Promise<Preferences> => preferencesIn((await read()).text),
    /** Changes some of those now in the file; returns all. @throws as the host's `put`; then nothing was written. */
    changePreferences: async (some: Partial<Preferences>): Promise<Preferences> =>
      preferencesIn(await change((text) => withPreferences(text, some))),
    /** The usual ones without a file. @throws as the host's `read`. */
    readNotices: async (): Promise<NoticeSettings> => noticesIn((await read()).text),
    /** Changes those now in the file; returns them. @throws as the host's `put`; then nothing was written. */
    changeNotices: async (
      edit: (settings: NoticeSettings) => NoticeSettings,
    ): Promise<NoticeSettings> =>
      noticesIn(await change((text) => withNotices(text, edit(noticesIn(text))))),
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
