/** Old names that systemd 252 still takes, and what stands for them today. Source: load-fragment-gperf.gperf.in. */

interface Replacement {
  now: string;
  /** The new name where the value means the same; null where it must be thought over. */
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

const rethought: Record<string, string> = {
  CPUShares: 'CPUWeight=, where 100 is the usual weight and not 1024',
  StartupCPUShares: 'StartupCPUWeight=, where 100 is the usual weight and not 1024',
  BlockIOWeight: 'IOWeight=, where 100 is the usual weight and not 500',
  StartupBlockIOWeight: 'StartupIOWeight=, where 100 is the usual weight and not 500',
  BlockIODeviceWeight: 'IODeviceWeight=',
  BlockIOReadBandwidth: 'IOReadBandwidthMax=',
  BlockIOWriteBandwidth: 'IOWriteBandwidthMax=',
  OnFailureIsolate: 'OnFailureJobMode=isolate',
  PermissionsStartOnly: 'the prefix “+” of a single command',
};

/** Taken in [Service] as well, where they stood before systemd 229. */
const moved: Record<string, string> = {
  StartLimitInterval: 'StartLimitIntervalSec= in [Unit]',
  StartLimitBurst: 'StartLimitBurst= in [Unit]',
  StartLimitAction: 'StartLimitAction= in [Unit]',
};

const lookUp = (table: Record<string, string>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

export const replacedKeys = (section: string, key: string): Replacement | null => {
  const rename = lookUp(renamed, key);
  if (rename !== undefined) return { now: `${rename}=`, rename };
  if (section === 'Unit' && key === 'StartLimitInterval') {
    return { now: 'StartLimitIntervalSec=', rename: 'StartLimitIntervalSec' };
  }
  const now = (section === 'Service' ? lookUp(moved, key) : undefined) ?? lookUp(rethought, key);
  return now === undefined ? null : { now, rename: null };
};
