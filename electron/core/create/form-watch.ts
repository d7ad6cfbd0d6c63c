/** A new service that runs when a file or folder changes, and the path unit that starts it. */
import { escapePath, isFullPath } from '../syntax/exec-writer.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { lintStartingWatchedTexts } from '../texts/lint/starting/watched.ts';
import { triggersFaultsTexts } from '../texts/triggers/faults.ts';
import {
  hasPattern,
  isStanding,
  watchesFolder,
  watchKeys,
  type WatchKind,
} from '../triggers/watch-kinds.ts';

/** Of the form of a new service. */
export interface WatchFields {
  watchKind: WatchKind;
  /** Paths of the form, one per line. */
  watchPaths: string;
  /** Only what is a folder can be created. */
  watchMakesFolder: boolean;
}

export const emptyWatch = (): WatchFields => ({
  watchKind: 'filled',
  watchPaths: '',
  watchMakesFolder: true,
});

/** As typed, each once, without empty lines. */
export const watchedPaths = ({ watchPaths }: Pick<WatchFields, 'watchPaths'>): string[] => {
  const lines = watchPaths.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
};

export const makesFolder = (form: WatchFields): boolean =>
  form.watchMakesFolder && watchesFolder(form.watchKind);

/** The lines of [Path]. */
export const watchSettings = (form: WatchFields): string[] => [
  ...watchedPaths(form).map((path) => `${watchKeys[form.watchKind]}=${escapePath(path)}`),
  ...(makesFolder(form) ? ['MakeDirectory=yes'] : []),
];

/** More than anybody types; systemd follows each with several watches. */
const pathsMax = 100;
/** PATH_MAX, without the null byte at its end. */
const pathMax = 4095;

/** Commands and functions that remove or move what they are given. A guess, which blocks nothing. */
const removing =
  /\b(?:rm|rmdir|mv|unlink|shred|trash|truncate|os\.(?:remove|unlink|rename|replace)|rmtree|(?:unlink|rm|rename)Sync|move)\b|-delete\b|--remove-source-files\b/;

export interface WatchFinding {
  field: 'watchPaths';
  level: 'error' | 'warning';
  text: string;
}

const error = (text: string): WatchFinding[] => [{ field: 'watchPaths', level: 'error', text }];
const warning = (text: string): WatchFinding[] => [{ field: 'watchPaths', level: 'warning', text }];

const pathFindings = (path: string, kind: WatchKind): WatchFinding[] => {
  if (path.includes('\0')) return error(triggersFaultsTexts.nullByte);
  if (!isFullPath(path)) return error(triggersFaultsTexts.notAbsolute(path));
  if (path.endsWith('\\')) return error(triggersFaultsTexts.endsInBackslash);
  if (encodeUtf8(path).length > pathMax) return error(triggersFaultsTexts.longPath);
  if (kind === 'matches')
    return hasPattern(path) ? [] : warning(triggersFaultsTexts.noPattern(path));
  if (!hasPattern(path)) return [];
  const { what, why } = lintStartingWatchedTexts.watchFolder({ key: watchKeys[kind], path });
  return warning(`${what} ${why}`);
};

/** @param runs what the service runs, as typed. */
export const watchFindings = (form: WatchFields, runs: string): WatchFinding[] => {
  const paths = watchedPaths(form);
  if (paths.length === 0) return error(triggersFaultsTexts.noPath[form.watchKind]);
  if (paths.length > pathsMax) return error(triggersFaultsTexts.tooManyPaths(pathsMax));
  return [
    ...paths.flatMap((path) => pathFindings(path, form.watchKind)),
    ...(isStanding(form.watchKind) && runs.trim() !== '' && !removing.test(runs)
      ? warning(triggersFaultsTexts.loop)
      : []),
  ];
};
