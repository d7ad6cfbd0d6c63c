/** Old names that systemd 252 still accepts, and what replaces them. Source: load-fragment-gperf.gperf.in. */
import { lookUp } from '../../text/look-up.ts';
import { lintKeyTexts } from '../../texts/lint/key.ts';

interface Replacement {
  what: string;
  /** The new name if the value means the same; null if it must be changed. */
  rename: string | null;
}

const renamed: Record<string, string> = {
  BindTo: 'BindsTo',
  PropagateReloadTo: 'PropagatesReloadTo',
  PropagateReloadFrom: 'ReloadPropagatedFrom',
  MemoryLimit: 'MemoryMax',
  BlockIOAccounting: 'IOAccounting',
  ReadWriteDirectories: 'ReadWritePaths',
  ReadOnlyDirectories: 'ReadOnlyPaths',
  InaccessibleDirectories: 'InaccessiblePaths',
};

/** Their values mean something else. */
const changed: Record<string, string> = {
  BlockIODeviceWeight: 'IODeviceWeight=',
  BlockIOReadBandwidth: 'IOReadBandwidthMax=',
  BlockIOWriteBandwidth: 'IOWriteBandwidthMax=',
  OnFailureIsolate: 'OnFailureJobMode=isolate',
};

/** Weights with another default; `was` is the old one. */
const weights: Record<string, { now: string; was: number }> = {
  CPUShares: { now: 'CPUWeight=', was: 1024 },
  StartupCPUShares: { now: 'StartupCPUWeight=', was: 1024 },
  BlockIOWeight: { now: 'IOWeight=', was: 500 },
  StartupBlockIOWeight: { now: 'StartupIOWeight=', was: 500 },
};

/** Also accepted in [Service], where they were before systemd 229. */
const moved: Record<string, string> = {
  StartLimitInterval: 'StartLimitIntervalSec=',
  StartLimitBurst: 'StartLimitBurst=',
  StartLimitAction: 'StartLimitAction=',
};

const renameOf = (section: string, key: string): string | undefined =>
  section === 'Unit' && key === 'StartLimitInterval'
    ? 'StartLimitIntervalSec'
    : lookUp(renamed, key);

/** null for a key that isn’t deprecated. */
export const replacementOf = (section: string, key: string): Replacement | null => {
  const rename = renameOf(section, key);
  if (rename !== undefined) return { what: lintKeyTexts.deprecated(key, `${rename}=`), rename };
  const place = section === 'Service' ? lookUp(moved, key) : undefined;
  if (place !== undefined) return { what: lintKeyTexts.deprecatedHere(key, place), rename: null };
  const weight = lookUp(weights, key);
  if (weight !== undefined) {
    return { what: lintKeyTexts.deprecatedWeight({ key, ...weight }), rename: null };
  }
  const now = lookUp(changed, key);
  if (now !== undefined) return { what: lintKeyTexts.deprecated(key, now), rename: null };
  return key === 'PermissionsStartOnly'
    ? { what: lintKeyTexts.deprecatedForPrefix(key), rename: null }
    : null;
};
