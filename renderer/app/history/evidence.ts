/** Where a piece of evidence is, as a page of the window. */
import type { Page } from '../../../electron/core/app/page.ts';
import type { EvidencePlace } from '../../../electron/core/diagnosis/cause.ts';

/** @param page the one that shows the cause. */
export const pageOfEvidence = (place: EvidencePlace, page: Page): Page => {
  if (place.kind === 'unit') return { kind: 'unit', unit: place.unit, section: 'overview' };
  if (page.kind !== 'unit' || place.kind === 'path') return page;
  return { ...page, section: place.kind === 'log' ? 'log' : 'edit' };
};
