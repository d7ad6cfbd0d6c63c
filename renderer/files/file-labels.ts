/** Short names of files, and the order of findings. */
import type { Finding } from '../../electron/core/syntax/finding.ts';
import type { UnitFileRef } from '../../electron/core/files/unit-files.ts';

/** `override.conf`, or the unit itself. */
export const fileName = (unit: string, file: UnitFileRef): string =>
  file.kind === 'fragment' ? unit : file.name;

/** Home is `~`: paths are long, and this part is known. */
export const shortPath = (path: string, home: string): string =>
  path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;

/** Worst first. */
export const severities: readonly Finding['severity'][] = ['error', 'warning', 'hint'];

/** Worst first, because it is what shows if there is little room. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || a.line - b.line,
  );
