/** A page of the window, and the section of a unit's page: what tray, panel and window may ask for. */

export const sections = ['status', 'proof', 'logs', 'file', 'commands'] as const;
export type Section = (typeof sections)[number];

export type Page =
  | { kind: 'list' }
  | { kind: 'unit'; unit: string; section: Section }
  | { kind: 'create' }
  /** The whole log of the person. */
  | { kind: 'journal' }
  | { kind: 'settings' };
