/** What the document itself tells (unit-file.ts), as findings. */
import type { Finding } from '../../syntax/finding.ts';
import type { UnitFile } from '../../syntax/unit-file.ts';
import { sameMax, shownOf } from '../toolkit/limit.ts';
import { textPlaces } from '../toolkit/positions.ts';

/** From the beginning of what is wrong to the end of its line. A line that ends systemd’s reading is an error. */
export const documentFindings = (file: UnitFile): Finding[] => {
  if (file.findings.length === 0) return [];
  const places = textPlaces(file);
  const stopsAt =
    file.readTo < file.bytes.length
      ? places.positionOf(places.offsetOf(file.readTo)).line
      : Infinity;
  // One more than is shown tells that there is more.
  const found = file.findings.slice(0, sameMax + 1).map(({ line, column, what, why }): Finding => {
    const from = places.lineOffset(line) + column - 1;
    const length = /^[^\r\n\0]*/.exec(places.text.slice(from, from + 4096))?.[0].trimEnd().length;
    return {
      source: 'document',
      code: 'unreadable-line',
      severity: line >= stopsAt ? 'error' : 'warning',
      line,
      column,
      endColumn: column + Math.max(1, length ?? 1),
      what,
      why,
      manual: 'systemd.syntax(7)',
      fix: null,
    };
  });
  return shownOf(found);
};
