/**
 * Which changes to a unit's file reach a running unit only after a restart, once the manager has reloaded.
 *
 * Measured with systemd 252, each by changing a running unit and reloading the manager:
 * - At once, or when needed: Restart=, RestartSec=, TimeoutStopSec=, ExecStop=, ExecStopPost=, KillMode=, KillSignal=,
 *   RuntimeMaxSec=, RemainAfterExit=, PartOf=, BindsTo=, Upholds=, Description=, and all keys of a timer and of a path.
 * - At the next start: ExecStart=, everything its process gets (Environment=, Nice=, LimitNOFILE=, UMask=,
 *   WorkingDirectory=, StandardOutput=), WatchdogSec=, Slice=, Wants=, Conflicts=, and what a socket listens on.
 * Not measured: unit_deserialize() in systemd's unit-serialize.c sets cgroup limits (MemoryMax=, CPUQuota=) again after
 * a reload; keys not listed here count as those of a process.
 */
import { isClearedByEmpty, sharedListOf } from '../directives/resets.ts';
import type { IsSince } from '../directives/systemd-version.ts';
import { parse } from '../syntax/unit-file.ts';

/** Keys of [Unit] that act at the start itself: what it pulls in, stops, or shares from then on. */
const atStart = new Set(['Wants', 'Requires', 'Requisite', 'Conflicts', 'JoinsNamespaceOf']);

const live = new Set([
  ...['Restart', 'RestartSec', 'RestartSteps', 'RestartMaxDelaySec', 'RestartMode'],
  ...['RestartPreventExitStatus', 'RestartForceExitStatus', 'SuccessExitStatus'],
  ...['TimeoutSec', 'TimeoutStartSec', 'TimeoutStopSec', 'TimeoutAbortSec'],
  ...['TimeoutStartFailureMode', 'TimeoutStopFailureMode'],
  ...['RuntimeMaxSec', 'RuntimeRandomizedExtraSec', 'RemainAfterExit', 'OOMPolicy'],
  ...['ExecStop', 'ExecStopPost', 'ExecReload', 'NotifyAccess'],
  ...['KillMode', 'KillSignal', 'RestartKillSignal', 'SendSIGHUP', 'SendSIGKILL'],
  ...['FinalKillSignal', 'WatchdogSignal'],
]);

/**
 * systemd.resource-control(5), without Slice=, Delegate= and DisableControllers=, which shape the cgroup itself, and
 * MemoryPressure…=, which the process gets. Keys that only start alike belong to the process or the socket.
 */
const cgroupLimit =
  /^(?:Startup)?(?:CPU(?!Scheduling|Affinity)|Memory(?!DenyWrite|KSM|THP|Pressure)|IO(?!Scheduling)|BlockIO|Tasks|IP(?:Acc|Addr|In|Eg)|Allowed|Device|ManagedOOM)/;

const needsRestart = (section: string, key: string): boolean => {
  if (section === 'Unit') return atStart.has(key);
  if (['Install', 'Timer', 'Path'].includes(section) || section.startsWith('X-')) return false;
  return !live.has(key) && !cgroupLimit.test(key);
};

/** All values in effect, in order, by section and key: an empty value may reset those before it. */
const valuesByKey = (files: readonly Uint8Array[], isSince: IsSince): Map<string, string[]> => {
  const values = new Map<string, string[]>();
  for (const assignment of files.flatMap((file) => parse(file).assignments)) {
    const { section, key, value } = assignment;
    const name = `${section}\n${key}`;
    const list = sharedListOf(key);
    if (value !== '') values.set(name, [...(values.get(name) ?? []), value]);
    else if (list !== null) {
      for (const other of values.keys()) {
        if (sharedListOf(other.split('\n')[1] ?? '') === list) values.set(other, []);
      }
    } else if (isClearedByEmpty(assignment, isSince)) values.set(name, []);
  }
  return values;
};

/**
 * The changed keys that reach a running unit only after a restart, in the order of the new texts.
 * @param before, after the bytes of all files of the unit, in the order in which they take effect.
 */
export const restartKeys = (
  before: readonly Uint8Array[],
  after: readonly Uint8Array[],
  isSince: IsSince,
): string[] => {
  const [old, next] = [valuesByKey(before, isSince), valuesByKey(after, isSince)];
  const changed = [...new Set([...next.keys(), ...old.keys()])].filter((name) => {
    const [was = [], is = []] = [old.get(name), next.get(name)];
    const [section = '', key = ''] = name.split('\n');
    return was.join('\n') !== is.join('\n') && needsRestart(section, key);
  });
  return [...new Set(changed.map((name) => name.split('\n')[1] ?? ''))];
};
