/** Who a unit belongs to: the groups of the list. */
import { isOfAdministrator, type SearchFolder } from './search-path.ts';
import { factsOfType } from './types.ts';

/** Who a unit belongs to, by the place of its file; in the order people look for them. */
export const origins = [
  'mine',
  'application',
  'administrator',
  'distribution',
  'generated',
  'transient',
] as const;
export type Origin = (typeof origins)[number];

/** Names that desktops and package managers give to units they start for applications. */
const ofApplications = /^(?:app-|dbus-:|flatpak-|snap[.-])/;

/** Folders of packages in the home folder, and of Flatpak. Source: systemd.unit(5), "User Unit Search Path". */
const applicationFolder = /^\/(?:home|var\/lib\/flatpak)\/|\/\.local\/share\//;

/** @param folder of its file; null without a file: the unit is only in systemd's memory. */
export const originOf = (name: string, folder: SearchFolder | null): Origin => {
  if (folder?.kind === 'config' || folder?.kind === 'runtime-config') return 'mine';
  if (ofApplications.test(name)) return 'application';
  if (folder === null) {
    // Mounts, swaps and devices follow the kernel, slices the units in them.
    return factsOfType(name).transient ? 'transient' : 'generated';
  }
  if (folder.kind === 'transient') return 'transient';
  if (folder.kind === 'generator') return 'generated';
  if (folder.kind === 'control' || folder.kind === 'runtime-control') return 'mine';
  if (applicationFolder.test(folder.path)) return 'application';
  return isOfAdministrator(folder.path) ? 'administrator' : 'distribution';
};
