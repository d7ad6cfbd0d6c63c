/** The pages of the window, and the sections of a unit's page, that tray, panel and window may open. */

export const sections = ['overview', 'log', 'edit'] as const;
export type Section = (typeof sections)[number];

export type Page =
  /** What needs attention, else how everything is. */
  | { kind: 'home' }
  | { kind: 'unit'; unit: string; section: Section }
  | { kind: 'create' }
  /** Jobs from a crontab, or services from autostart entries. */
  | { kind: 'import'; from?: 'autostart' }
  /** The person's whole log. */
  | { kind: 'journal' }
  /** What ran and what comes, of all jobs. */
  | { kind: 'calendar' }
  /** What the terminal has and services lack. */
  | { kind: 'environment' }
  | { kind: 'settings' }
  /** What may be passed on to those who help; of a unit, or null for Hearth itself. */
  | { kind: 'report'; unit: string | null };

/** The same page, whichever section of it is open. */
export const isSamePage = (a: Page, b: Page): boolean =>
  a.kind === 'unit' && b.kind === 'unit' ? a.unit === b.unit : a.kind === b.kind;
