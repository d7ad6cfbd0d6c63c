/** The pages of the window, and the sections of a unit's page, that tray, panel and window may open. */

export const sections = ['status', 'proof', 'logs', 'file', 'commands'] as const;
export type Section = (typeof sections)[number];

export type Page =
  | { kind: 'list' }
  | { kind: 'unit'; unit: string; section: Section }
  | { kind: 'create' }
  /** The person's whole log. */
  | { kind: 'journal' }
  | { kind: 'settings' };

/** The same page, whichever section of it is open. */
export const isSamePage = (a: Page, b: Page): boolean =>
  a.kind === 'unit' && b.kind === 'unit' ? a.unit === b.unit : a.kind === b.kind;
