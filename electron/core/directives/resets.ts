/**
 * What an empty value does. Measured with systemd 252, 257 and 262 by giving each key a value, and an empty one in a
 * drop-in, and by what systemd-analyze says about an empty value of each key that it knows:
 * - It clears lists, and the values named here.
 * - Some keys share a list, which an empty value of any of them clears: systemd.timer(5), systemd.socket(5) and others.
 * - Dependencies stay: systemd.unit(5), Example 2. So do Sockets=, which systemd.service(5) denies, and Also=.
 * - systemd can't read an empty number, time, signal, mode or choice, and ignores it.
 */
import { lookUp } from '../text/look-up.ts';
import type { KnownVersion } from '../syntax/enum-values.ts';
import type { Assignment } from '../syntax/unit-file.ts';
import type { IsSince } from './systemd-version.ts';

/** The keys of one list. */
export type SharedList =
  | 'times'
  | 'addresses'
  | 'watched'
  | 'conditions'
  | 'assertions'
  | 'binds'
  | 'input'
  | 'loaded'
  | 'set';

const sharedLists: Record<SharedList, RegExp> = {
  times: /^On(?:(?:Active|Boot|Startup|UnitActive|UnitInactive)Sec|Calendar)$/,
  addresses:
    /^Listen(?:Stream|Datagram|SequentialPacket|FIFO|Special|Netlink|MessageQueue|USBFunction)$/,
  watched: /^(?:Path(?:Exists(?:Glob)?|Changed|Modified)|DirectoryNotEmpty)$/,
  conditions: /^Condition[A-Z]/,
  assertions: /^Assert[A-Z]/,
  binds: /^Bind(?:ReadOnly)?Paths$/,
  input: /^StandardInput(?:Text|Data)$/,
  loaded: /^LoadCredential(?:Encrypted)?$/,
  set: /^SetCredential(?:Encrypted)?$/,
};

const lists = Object.keys(sharedLists) as SharedList[];

/** Rules out most keys at once: this is asked about every line. */
const maybeShared = /^(?:On|Listen|Path|Dir|Con|Ass|Bind|Sta|Load|Set)/;

/** null for a key with a value or a list of its own. */
export const sharedListOf = (key: string): SharedList | null =>
  maybeShared.test(key) ? (lists.find((list) => sharedLists[list].test(key)) ?? null) : null;

const cleared = new Set(
  `Description Documentation SourcePath RebootArgument JobTimeoutRebootArgument
  FailureActionExitStatus SuccessActionExitStatus
  Alias WantedBy RequiredBy UpheldBy DefaultInstance
  PIDFile TimeoutAbortSec RestartPreventExitStatus RestartForceExitStatus SuccessExitStatus
  USBFunctionDescriptors USBFunctionStrings OpenFile LUOSession RefreshOnReload
  WorkingDirectory RootDirectory RootImage RootImageOptions RootImagePolicy RootHash RootHashSignature
  RootVerity RootMStack MountImagePolicy ExtensionImagePolicy SetLoginEnvironment UserNamespacePath
  ExtensionDirectories ExtensionImages MountImages User Group SupplementaryGroups Nice
  OOMScoreAdjust IOSchedulingClass IOSchedulingPriority CPUSchedulingPolicy CPUAffinity NUMAPolicy
  NUMAMask CoredumpFilter Environment EnvironmentFile PassEnvironment UnsetEnvironment TTYPath
  SyslogIdentifier LogExtraFields LogFilterPatterns SecureBits CapabilityBoundingSet
  AmbientCapabilities SystemCallFilter SystemCallArchitectures SystemCallErrorNumber SystemCallLog
  RestrictNamespaces RestrictAddressFamilies RestrictFileSystems RestrictNetworkInterfaces
  ReadWriteDirectories ReadOnlyDirectories InaccessibleDirectories ReadWritePaths ReadOnlyPaths
  InaccessiblePaths ExecPaths NoExecPaths ExecSearchPath TemporaryFileSystem NetworkNamespacePath
  IPCNamespacePath LogNamespace MountFlags MountAPIVFS Personality RuntimeDirectory StateDirectory
  CacheDirectory LogsDirectory ConfigurationDirectory PAMName UtmpIdentifier SELinuxContext
  AppArmorProfile SmackProcessLabel ImportCredential TTYRows TTYColumns BindLogSockets MemoryKSM
  DelegateNamespaces BPFDelegateCommands BPFDelegateMaps BPFDelegatePrograms BPFDelegateAttachments
  StateDirectoryQuota CacheDirectoryQuota LogsDirectoryQuota
  AllowedCPUs StartupAllowedCPUs AllowedMemoryNodes StartupAllowedMemoryNodes CPUQuota
  CPUQuotaPeriodSec TasksMax DeviceAllow DisableControllers IPAddressAllow IPAddressDeny
  IPIngressFilterPath IPEgressFilterPath BPFProgram SocketBindAllow SocketBindDeny NFTSet
  ManagedOOMSwap ManagedOOMMemoryPressure ManagedOOMMemoryPressureLimit
  ManagedOOMMemoryPressureDurationSec OOMRules CPUSetPartition DelegateSubgroup BindNetworkInterface
  ConcurrencySoftMax ConcurrencyHardMax ActivatingConcurrencyMax KillMode
  BindToDevice SocketUser SocketGroup IPTOS TCPCongestion Symlinks FileDescriptorName SmackLabel
  SmackLabelIPIn SmackLabelIPOut XAttrEntryPoint XAttrListen XAttrAccept`.split(/\s+/),
);

/** Their namesakes in other sections take a choice or a number. */
const clearedIn: Readonly<Record<string, ReadonlySet<string>>> = {
  Mount: new Set(['What', 'Where', 'Type', 'Options']),
  Automount: new Set(['Where', 'ExtraOptions']),
  Swap: new Set(['What', 'Options', 'Priority']),
};

/** Yes or no in older versions, which ignore an empty value. Nothing is known of those between 257 and 262. */
const clearedSince: Readonly<Record<string, KnownVersion>> = {
  PrivateMounts: 257,
  ProtectHostname: 258,
};

const commands = /^Exec(?:Condition|Reload(?:Post)?|(?:Start|Stop)(?:Pre|Post)?)$/;

const limits =
  /^(?:Default)?(?:Startup)?(?:CPU(?:Weight|Shares)|Memory(?:Min|Low|High|Max|SwapMax|ZSwapMax|Limit)|IO(?:Weight|DeviceWeight|Read|Write|DeviceLatency).*|BlockIO(?!Accounting).*)$/;

const onlyAdded =
  /^(?:After|Before|Requi(?:res|site)(?:Overridable)?|Binds?To|Wants|Upholds|PartOf|Conflicts|OnFailure|OnSuccess|(?:Propagates?|JoinsNamespace)\w+|\w+PropagatedFrom|\w+MountsFor)$/;

/** Keys of [Unit]: config_parse_unit_deps(), config_parse_unit_requires_mounts_for(). */
export const isOnlyAdded = (key: string): boolean => onlyAdded.test(key);

/** An empty value of it keeps the whole unit from being loaded: tried on 252, 257 and 262. */
export const isRefusedEmpty = (key: string): boolean => key === 'DynamicUser';

/** Whether an empty value clears the earlier ones, or those of its shared list; otherwise, systemd ignores it. */
export const isClearedByEmpty = (
  { section, key }: Pick<Assignment, 'section' | 'key'>,
  isSince: IsSince,
): boolean => {
  const since = lookUp(clearedSince, key);
  return (
    sharedListOf(key) !== null ||
    cleared.has(key) ||
    lookUp(clearedIn, section)?.has(key) === true ||
    commands.test(key) ||
    limits.test(key) ||
    (since !== undefined && isSince(since))
  );
};
