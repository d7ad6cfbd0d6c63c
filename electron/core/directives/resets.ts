/**
 * What an empty value does. Measured with systemd 252 by giving each key a value, and an empty one in a drop-in:
 * - It clears lists, and the values named here.
 * - Some keys share a list, which an empty value of any of them clears: systemd.timer(5), systemd.socket(5) and others.
 * - Dependencies stay: systemd.unit(5), Example 2. So do Sockets=, which systemd.service(5) denies, and Also=.
 * - systemd can't read an empty number, time, signal, mode or choice, and ignores it.
 */

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

/** null for a key with a value or a list of its own. */
export const sharedListOf = (key: string): SharedList | null =>
  (Object.keys(sharedLists) as SharedList[]).find((list) => sharedLists[list].test(key)) ?? null;

const cleared = new Set(
  `Description Documentation SourcePath RebootArgument JobTimeoutRebootArgument
  FailureActionExitStatus SuccessActionExitStatus
  Alias WantedBy RequiredBy UpheldBy DefaultInstance
  PIDFile TimeoutAbortSec RestartPreventExitStatus RestartForceExitStatus SuccessExitStatus
  USBFunctionDescriptors USBFunctionStrings OpenFile
  WorkingDirectory RootDirectory RootImage RootImageOptions RootHash RootHashSignature RootVerity
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
  AppArmorProfile SmackProcessLabel ImportCredential
  AllowedCPUs StartupAllowedCPUs AllowedMemoryNodes StartupAllowedMemoryNodes CPUQuota
  CPUQuotaPeriodSec TasksMax DeviceAllow DisableControllers IPAddressAllow IPAddressDeny
  IPIngressFilterPath IPEgressFilterPath BPFProgram SocketBindAllow SocketBindDeny NFTSet
  ManagedOOMMemoryPressureLimit KillMode
  BindToDevice SocketUser SocketGroup IPTOS TCPCongestion Symlinks FileDescriptorName SmackLabel
  SmackLabelIPIn SmackLabelIPOut`.split(/\s+/),
);

const commands = /^Exec(?:Condition|Reload(?:Post)?|(?:Start|Stop)(?:Pre|Post)?)$/;

const limits =
  /^(?:Startup|Default)?(?:CPU(?:Weight|Shares)|Memory(?:Min|Low|High|Max|SwapMax|ZSwapMax|Limit)|(?:Block)?IO(?:Weight|DeviceWeight|Read|Write|DeviceLatency).*|BlockIO.*)$/;

/** Whether an empty value clears the earlier ones, or those of its shared list; otherwise, systemd ignores it. */
export const isClearedByEmpty = (key: string): boolean =>
  sharedListOf(key) !== null || cleared.has(key) || commands.test(key) || limits.test(key);
