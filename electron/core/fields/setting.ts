/** A setting that both forms show as a field: the form of a new service, and that of an existing one. */

export const settingGroups = [
  'limits',
  'order',
  'hooks',
  'restart',
  'environment',
  'output',
  'protection',
] as const;
export type SettingGroup = (typeof settingGroups)[number];

/** What systemd needs of the kernel to apply it. */
export type Controller = 'cpu' | 'memory' | 'pids' | 'io';

/** How the lines of one key count. */
type Lines =
  /** The last one counts. */
  | 'one'
  /** Each is an item. */
  | 'items'
  /** Each has several items, separated by blanks. */
  | 'words';

/** What the text of a setting is; each has its fault in `faults.ts`. */
export const kinds = {
  memory: 'one',
  tasks: 'one',
  quota: 'one',
  weight: 'one',
  nice: 'one',
  files: 'one',
  span: 'one',
  count: 'one',
  output: 'one',
  flag: 'one',
  statuses: 'words',
  units: 'words',
  paths: 'words',
  commands: 'items',
  environmentFiles: 'items',
  credentialFiles: 'items',
  credentials: 'items',
} as const satisfies Record<string, Lines>;
export type SettingKind = keyof typeof kinds;

export interface SettingOf<Key extends string> {
  key: Key;
  section: 'Unit' | 'Service' | 'Install';
  kind: SettingKind;
  /** The version of systemd that brought it; user managers may have got it later than others. */
  since: number;
  controller?: Controller;
}
