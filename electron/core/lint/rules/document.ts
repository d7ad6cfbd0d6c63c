/** The lines that systemd can’t read (unit-file.ts), as findings. */
import type { Finding } from '../../syntax/finding.ts';
import type { UnitFile } from '../../syntax/unit-file.ts';
import { syntaxTexts } from '../../texts/syntax.ts';
import { sameMax, shownOf } from '../toolkit/limit.ts';
import { textPlaces } from '../toolkit/positions.ts';

/** Each from the wrong part to the end of its line. A line where systemd stops reading is an error. */
export const documentFindings = (file: UnitFile): Finding[] => {
  if (file.findings.length === 0) return [];
  const places = textPlaces(file);
  const stopsAt =
    file.readTo < file.bytes.length
      ? places.positionOf(places.offsetOf(file.readTo)).line
      : Infinity;
  // One more than is shown, so that “more” is reported.
  const found = file.findings.slice(0, sameMax + 1).map(({ line, column, fault }): Finding => {
    const from = places.lineOffset(line) + column - 1;
    const length = /^[^\r\n\0]*/.exec(places.text.slice(from, from + 4096))?.[0].trimEnd().length;
    return {
      source: 'document',
      code: 'unreadable-line',
      severity: line >= stopsAt ? 'error' : 'warning',
      line,
      column,
      endColumn: column + Math.max(1, length ?? 1),
      ...syntaxTexts.lines[fault],
      manual: 'systemd.syntax(7)',
      fix: null,
    };
  });
  return shownOf(found);
};
