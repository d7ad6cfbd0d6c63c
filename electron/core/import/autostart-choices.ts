/**
 * Autostart entries → what a service needs for the same, or why they can’t have it. Source: Desktop Application Autostart
 * Specification; Desktop Entry Specification 1.5; systemd-xdg-autostart-generator(8).
 */
import { nameFromCommand, nameFromText } from '../create/suggested-name.ts';
import { escapeName } from '../names/unit-escape.ts';
import { createAutostartTexts } from '../texts/create/autostart.ts';
import { createImportTexts } from '../texts/create/import.ts';
import { allOf, anyOf } from '../texts/counting.ts';
import { code } from '../texts/marks.ts';
import {
  isTrue,
  stringsOf,
  localizedOf,
  readDesktopEntry,
  stringOf,
  type DesktopEntry,
} from './desktop-entry.ts';
import { readExec, type ExecReading } from './desktop-exec.ts';
import { createFreeNames } from './free-names.ts';

/** A file in the autostart folder. */
export interface FoundEntry {
  /** Such as `nextcloud.desktop`. */
  file: string;
  path: string;
  content: { kind: 'read'; bytes: Uint8Array } | { kind: 'fault'; why: string };
  /** The literal target of a link; null for a file. */
  link: string | null;
  /** The system’s entry of the same name, which it replaces; null if there is none. */
  overrides: string | null;
}

interface EntryConversion {
  kind: 'converted';
  /** The program, by its absolute path, and its arguments: exactly what the process gets. */
  words: readonly string[];
  /** Path=; null for the home folder. */
  folder: string | null;
  /** What must be a program when it starts; null for nothing. */
  tryExec: string | null;
  /** Seconds. */
  delay: number;
  /** Which desktops start it, and the program that checks that; null for any. */
  desktops: { check: string; only: readonly string[]; not: readonly string[] } | null;
  /** What is different from the entry, in sentences. */
  notes: readonly string[];
}

/** An entry that may be chosen if it has a name. */
export interface EntryChoice {
  file: string;
  /** Its Name=, in the person’s language. */
  label: string;
  /** Exec= as written. */
  exec: string;
  /** Hidden: no desktop starts it. */
  isOff: boolean;
  canSwitchOff: boolean;
  /** Of its service, without suffix; null if it can’t become one. */
  name: string | null;
  conversion: EntryConversion | { kind: 'refused'; why: string };
}

export interface AutostartView {
  /** Of all entries as read. */
  version: string;
  folder: string;
  choices: readonly EntryChoice[];
}

export interface EntrySurroundings {
  /** Whether a unit has this name. */
  hasUnit(unit: string): boolean;
  /** The absolute path of a program named by a path or a name; null if there is none. */
  find(program: string): string | null;
  /** Such as `de_DE.UTF-8`; '' if unknown. */
  locale: string;
  /** systemd-xdg-autostart-condition; null if it isn’t installed. */
  desktopCheck: string | null;
}

const stemOf = (file: string): string => file.replace(/\.desktop$/, '');

const readFound = ({ content }: FoundEntry): DesktopEntry | null =>
  content.kind === 'read' ? readDesktopEntry(content.bytes) : null;

const labelOf = (entry: DesktopEntry | null, file: string, locale: string): string => {
  const name = entry === null ? null : localizedOf(entry, 'Name', locale);
  return name === null || isUnwritable(name) ? stemOf(file) : name;
};

const execOf = (
  entry: DesktopEntry,
  { file, path }: FoundEntry,
  locale: string,
): ExecReading | null =>
  readExec(stringOf(entry, 'Exec') ?? '', {
    icon: localizedOf(entry, 'Icon', locale),
    name: labelOf(entry, file, locale),
    path,
  });

/** What `find` will be asked for. */
export const programsOf = (found: readonly FoundEntry[]): string[] => {
  const programs = found.flatMap((one) => {
    const entry = readFound(one);
    if (entry === null) return [];
    const [program] = execOf(entry, one, '')?.words ?? [];
    return [program, stringOf(entry, 'TryExec')].filter((name) => typeof name === 'string');
  });
  return [...new Set(programs)];
};

/** Bytes that aren’t UTF-8 (core/text/utf8.ts), and control characters. */
const isUnwritable = (text: string): boolean => /[\p{Surrogate}\u0000-\u001f\u007f]/u.test(text);

const isPlainPath = (path: string): boolean => path.startsWith('/') && !/[\\ \t]$/.test(path);

/** They have no counterpart, or say what only one desktop does. */
const lostKeys = [
  'AutostartCondition',
  'X-GNOME-Autostart-Phase',
  'X-GNOME-AutoRestart',
  'X-KDE-autostart-after',
  'X-KDE-autostart-condition',
  'X-KDE-autostart-phase',
];

const delayOf = (entry: DesktopEntry): number => {
  const [delay = '0'] = ['X-GNOME-Autostart-Delay', 'X-MATE-Autostart-Delay'].flatMap(
    (key) => entry.get(key) ?? [],
  );
  return /^\d{1,5}$/.test(delay) ? Number(delay) : 0;
};

const notesOf = (
  entry: DesktopEntry,
  { shellSigns }: ExecReading,
  { link, overrides, file }: FoundEntry,
  { hasUnit }: EntrySurroundings,
): string[] => {
  const notes = createAutostartTexts.notes;
  const delay = delayOf(entry);
  const lost = lostKeys.filter((key) => entry.has(key));
  const generated = `app-${escapeName(stemOf(file))}@autostart.service`;
  return [
    ...(isTrue(entry, 'Terminal') ? [notes.terminal] : []),
    ...(isTrue(entry, 'DBusActivatable') ? [notes.bus] : []),
    ...(entry.get('X-GNOME-Autostart-enabled') === 'false' ? [notes.offInGnome] : []),
    ...(delay === 0 ? [] : [notes.delay(delay)]),
    ...(lost.length === 0 ? [] : [notes.notKept(allOf(lost.map((key) => code(`${key}=`))))]),
    ...(shellSigns.length === 0 ? [] : [notes.shellSigns(allOf(shellSigns.map(code)))]),
    ...(hasUnit(generated) ? [notes.generated(generated)] : []),
    ...(link !== null && overrides !== null ? [notes.linkStays(overrides)] : []),
    ...(link !== null && overrides === null ? [notes.link(link)] : []),
    ...(link === null && overrides !== null ? [notes.overrides(overrides)] : []),
  ];
};

/** null for an entry that starts in any desktop. */
const desktopsOf = (
  entry: DesktopEntry,
  desktopCheck: string | null,
): { desktops: EntryConversion['desktops']; notes: string[] } => {
  const notes = createAutostartTexts.notes;
  const [only, not] = [stringsOf(entry, 'OnlyShowIn'), stringsOf(entry, 'NotShowIn')];
  if (only.length + not.length === 0) return { desktops: null, notes: [] };
  if (desktopCheck === null) return { desktops: null, notes: [notes.anyDesktop] };
  return {
    desktops: { check: desktopCheck, only, not },
    notes: [
      ...(only.length === 0 ? [] : [notes.onlyIn(anyOf(only.map(code)))]),
      ...(not.length === 0 ? [] : [notes.notIn(anyOf(not.map(code)))]),
    ],
  };
};

/** A program by its name must be there now; a path may also come later. */
const tryExecOf = (
  tried: string | null,
  { find }: EntrySurroundings,
): { path: string | null; notes: string[] } | { why: string } => {
  const faults = createAutostartTexts.faults;
  const notes = createAutostartTexts.notes;
  if (tried === null) return { path: null, notes: [] };
  const found = find(tried);
  if (found === null && !tried.startsWith('/')) return { why: faults.missing(tried) };
  const path = found ?? tried;
  return { path, notes: [found === null ? notes.noTryExec(path) : notes.tryExec(path)] };
};

const convert = (
  entry: DesktopEntry,
  found: FoundEntry,
  around: EntrySurroundings,
): EntryConversion | { why: string } => {
  const faults = createAutostartTexts.faults;
  if (entry.get('Exec') === undefined && isTrue(entry, 'Hidden') && found.overrides !== null)
    return { why: faults.onlyHides(found.overrides) };
  if (entry.get('Type') !== 'Application') return { why: faults.type };
  if ((entry.get('Exec') ?? '') === '')
    return { why: isTrue(entry, 'DBusActivatable') ? faults.onlyBus : faults.noExec };
  const exec = execOf(entry, found, around.locale);
  if (exec === null) return { why: faults.badExec };
  const [named = '', ...args] = exec.words;
  const folder = stringOf(entry, 'Path');
  const tried = stringOf(entry, 'TryExec');
  const { desktops, notes } = desktopsOf(entry, around.desktopCheck);
  const lists = [...(desktops?.only ?? []), ...(desktops?.not ?? [])];
  const all = [...exec.words, folder ?? '', tried ?? '', ...lists];
  if (all.some((text) => /\p{Surrogate}/u.test(text))) return { why: createImportTexts.otherBytes };
  if (
    [folder ?? '', tried ?? '', named, ...lists].some(isUnwritable) ||
    all.join('').includes('\0')
  )
    return { why: faults.control };
  const paths = [folder ?? '/', ...[named, tried ?? ''].filter((path) => path.includes('/'))];
  const wrong = paths.find((path) => !isPlainPath(path));
  if (wrong !== undefined) return { why: faults.relative(wrong) };
  const program = around.find(named);
  if (program === null) return { why: faults.missing(named) };
  const only = tryExecOf(tried, around);
  if ('why' in only) return only;
  return {
    kind: 'converted',
    words: [program, ...args],
    folder,
    tryExec: only.path,
    delay: delayOf(entry),
    desktops,
    notes: [...notes, ...only.notes, ...notesOf(entry, exec, found, around)],
  };
};

const usualName = 'autostart';

const nameOf = ([program = '', ...args]: readonly string[], file: string): string =>
  nameFromCommand(
    {
      kind: 'command',
      program,
      arguments: args,
      environment: [],
      folder: null,
      dropped: [],
      patterns: [],
      inShell: '',
    },
    '',
  ) ??
  nameFromText(stemOf(file)) ??
  usualName;

/** In the order of `found`. */
export const entryChoices = (
  found: readonly FoundEntry[],
  around: EntrySurroundings,
): EntryChoice[] => {
  const freeName = createFreeNames((name) =>
    [`${name}.service`, `${name}.timer`].some((unit) => around.hasUnit(unit)),
  );
  return found.map((one): EntryChoice => {
    const entry = readFound(one);
    const facts = {
      file: one.file,
      label: labelOf(entry, one.file, around.locale),
      exec: entry?.get('Exec') ?? '',
      isOff: entry !== null && isTrue(entry, 'Hidden'),
      canSwitchOff: one.link === null || one.overrides === null,
    };
    const refused = (why: string): EntryChoice => ({
      ...facts,
      name: null,
      conversion: { kind: 'refused', why },
    });
    if (one.content.kind === 'fault') return refused(one.content.why);
    if (entry === null) return refused(createAutostartTexts.faults.noGroup);
    const conversion = convert(entry, one, around);
    if ('why' in conversion) return refused(conversion.why);
    return { ...facts, name: freeName(nameOf(conversion.words, one.file)), conversion };
  });
};
