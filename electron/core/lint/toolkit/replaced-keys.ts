/**
 * Old names, and what replaces them. systemd 252 still accepts them all; 258 removed those of control groups version 1.
 * Source: load-fragment-gperf.gperf.in; tried on 252 and 262.
 */
import { lookUp } from '../../text/look-up.ts';
import { lintKeyTexts } from '../../texts/lint/key.ts';

export interface Replacement {
  /** A sentence. */
  instead: string;
  /** The new name if the value means the same; null if it must be changed. */
  rename: string | null;
  /** Only its section is old. */
  isMove?: true;
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
  if (rename !== undefined) return { instead: lintKeyTexts.useInstead(`${rename}=`), rename };
  const place = section === 'Service' ? lookUp(moved, key) : undefined;
  if (place !== undefined) {
    return { instead: lintKeyTexts.useInUnit(place), rename: null, isMove: true };
  }
  const weight = lookUp(weights, key);
  if (weight !== undefined) return { instead: lintKeyTexts.useWeight(weight), rename: null };
  const now = lookUp(changed, key);
  if (now !== undefined) return { instead: lintKeyTexts.useInstead(now), rename: null };
  return key === 'PermissionsStartOnly' ? { instead: lintKeyTexts.usePrefix, rename: null } : null;
};
