/** How the editor calls things. */
import type { Finding } from '../../electron/core/syntax/finding.ts';
import type {
  FileOrigin,
  HistoryEntry,
  UnitFileRef,
} from '../../electron/core/files/unit-files.ts';

export const originWords: Record<FileOrigin, string> = {
  mine: 'yours',
  administrator: 'the administrator’s',
  distribution: 'from a package',
  runtime: 'until the next boot',
  generated: 'made by a generator',
  transient: 'made by a command',
  control: 'made by systemctl',
};

export const reasonWords: Record<HistoryEntry['reason'], string> = {
  saved: 'before it was saved anew',
  restored: 'before another version was restored',
  'drop-in-removed': 'when the drop-in was removed',
  deleted: 'when the service was deleted',
  undone: 'when the change was undone',
};

/** `override.conf`, or the unit itself. */
export const fileName = (unit: string, file: UnitFileRef): string =>
  file.kind === 'fragment' ? unit : file.name;

/** Home is `~`: paths are long, and this part of them is known. */
export const shortPath = (path: string, home: string): string =>
  path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;

export const plural = (count: number, word: string): string =>
  `${String(count)} ${word}${count === 1 ? '' : 's'}`;

/** The worst first. */
export const severities: readonly Finding['severity'][] = ['error', 'warning', 'hint'];

/** Where there is little room, the worst is what is seen. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || a.line - b.line,
  );
