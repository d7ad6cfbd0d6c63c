/** How new the systemd at hand is, as far as rules differ. */
import type { KnownVersion } from '../syntax/enum-values.ts';

/** Whether the systemd at hand is at least this new. */
export type IsSince = (version: KnownVersion) => boolean;

/** @param systemd as the manager says it: `257.13-1~deb13u1`. An unknown one counts as old. */
export const isSinceIn =
  (systemd: string): IsSince =>
  (version) =>
    Number.parseInt(systemd, 10) >= version;

/** Whether it knows Upholds=, UpheldBy= in [Install], and `.upholds` folders. @param systemd as for `isSinceIn`. */
export const knowsUpholds = (systemd: string): boolean => isSinceIn(systemd)(254);
