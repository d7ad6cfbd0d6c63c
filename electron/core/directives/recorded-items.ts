/**
 * What systemd 252 (Debian 12, every feature built in) accepts in unit files, for machines where systemd can’t be
 * asked. Recorded from `systemd --dump-configuration-items`; kinds of values in systemd's own words.
 */
import type { ConfigurationItem } from './types.ts';

/** Keys that several sections share, by man page: systemd.exec(5), systemd.kill(5), systemd.resource-control(5). */
const groups = {
  execution: `
OTHER: WorkingDirectory RootImageOptions RootHash RootHashSignature ExtensionImages MountImages
  User Group SupplementaryGroups CoredumpFilter NUMAPolicy NUMAMask PassEnvironment
  UnsetEnvironment StandardInputText StandardInputData TTYRows TTYColumns LogExtraFields
  KeyringMode ProtectProc ProcSubset TemporaryFileSystem LogNamespace ProtectSystem ProtectHome
  MountAPIVFS RuntimeDirectoryPreserve RuntimeDirectory StateDirectory CacheDirectory
  LogsDirectory ConfigurationDirectory SetCredential SetCredentialEncrypted LoadCredential
  LoadCredentialEncrypted UtmpMode AppArmorProfile SmackProcessLabel
PATH: RootDirectory RootImage RootVerity TTYPath ExecSearchPath NetworkNamespacePath
  IPCNamespacePath
PATH [...]: ExtensionDirectories ReadWriteDirectories ReadOnlyDirectories
  InaccessibleDirectories ReadWritePaths ReadOnlyPaths InaccessiblePaths ExecPaths NoExecPaths
NICE: Nice
OOMSCOREADJUST: OOMScoreAdjust
IOCLASS: IOSchedulingClass
IOPRIORITY: IOSchedulingPriority
CPUSCHEDPOLICY: CPUSchedulingPolicy
CPUSCHEDPRIO: CPUSchedulingPriority
BOOLEAN: CPUSchedulingResetOnFork DynamicUser RemoveIPC TTYReset TTYVHangup TTYVTDisallocate
  SyslogLevelPrefix NoNewPrivileges MemoryDenyWriteExecute RestrictRealtime RestrictSUIDSGID
  LockPersonality PrivateTmp PrivateDevices ProtectKernelTunables ProtectKernelModules
  ProtectKernelLogs ProtectClock ProtectControlGroups PrivateNetwork PrivateUsers PrivateMounts
  PrivateIPC IgnoreSIGPIPE ProtectHostname
CPUAFFINITY: CPUAffinity
MODE: UMask RuntimeDirectoryMode StateDirectoryMode CacheDirectoryMode LogsDirectoryMode
  ConfigurationDirectoryMode
ENVIRON: Environment
FILE: EnvironmentFile
INPUT: StandardInput
OUTPUT: StandardOutput StandardError
STRING: SyslogIdentifier PAMName UtmpIdentifier
FACILITY: SyslogFacility
LEVEL: SyslogLevel LogLevelMax
SECONDS: LogRateLimitIntervalSec TimeoutCleanSec
UNSIGNED: LogRateLimitBurst
SECUREBITS: SecureBits
BOUNDINGSET: CapabilityBoundingSet AmbientCapabilities
NANOSECONDS: TimerSlackNSec
SYSCALLS: SystemCallFilter SystemCallLog
ARCHS: SystemCallArchitectures
ERRNO: SystemCallErrorNumber
NAMESPACES: RestrictNamespaces
FAMILIES: RestrictAddressFamilies
FILESYSTEMS: RestrictFileSystems
LIMIT: LimitCPU LimitFSIZE LimitDATA LimitSTACK LimitCORE LimitRSS LimitNOFILE LimitAS
  LimitNPROC LimitMEMLOCK LimitLOCKS LimitSIGPENDING LimitMSGQUEUE LimitNICE LimitRTPRIO
  LimitRTTIME
PATH[:PATH[:OPTIONS]] [...]: BindPaths BindReadOnlyPaths
MOUNTFLAG [...]: MountFlags
PERSONALITY: Personality
LABEL: SELinuxContext`,
  killing: `
BOOLEAN: SendSIGKILL SendSIGHUP
KILLMODE: KillMode
SIGNAL: KillSignal RestartKillSignal FinalKillSignal WatchdogSignal`,
  resources: `
SLICE: Slice
OTHER: AllowedCPUs StartupAllowedCPUs AllowedMemoryNodes StartupAllowedMemoryNodes CPUQuota
  CPUQuotaPeriodSec TasksMax Delegate DisableControllers IPAddressAllow IPAddressDeny
  IPIngressFilterPath IPEgressFilterPath ManagedOOMSwap ManagedOOMMemoryPressure
  ManagedOOMMemoryPressureLimit ManagedOOMPreference BPFProgram SocketBindAllow SocketBindDeny
  RestrictNetworkInterfaces
BOOLEAN: CPUAccounting MemoryAccounting IOAccounting BlockIOAccounting TasksAccounting
  IPAccounting
CPUWEIGHT: CPUWeight StartupCPUWeight
SHARES: CPUShares StartupCPUShares
LIMIT: MemoryMin DefaultMemoryMin DefaultMemoryLow MemoryLow MemoryHigh MemoryMax MemorySwapMax
  MemoryLimit IOReadBandwidthMax IOWriteBandwidthMax IOReadIOPSMax IOWriteIOPSMax
DEVICE: DeviceAllow
POLICY: DevicePolicy
WEIGHT: IOWeight StartupIOWeight BlockIOWeight StartupBlockIOWeight
DEVICEWEIGHT: IODeviceWeight BlockIODeviceWeight
DEVICELATENCY: IODeviceLatencyTargetSec
BANDWIDTH: BlockIOReadBandwidth BlockIOWriteBandwidth`,
} as const;

/** `KIND: Key Key …`, continued on lines that start with a blank. */
const sections: Record<string, { groups: (keyof typeof groups)[]; own: string }> = {
  Unit: {
    groups: [],
    own: `
STRING: Description
URL: Documentation
PATH: SourcePath
UNIT [...]: Requires Requisite Wants BindsTo BindTo Upholds Conflicts Before After OnSuccess
  OnFailure PropagatesReloadTo PropagateReloadTo ReloadPropagatedFrom PropagateReloadFrom
  PropagatesStopTo StopPropagatedFrom PartOf JoinsNamespaceOf
OTHER: RequiresOverridable RequisiteOverridable JobTimeoutSec JobRunningTimeoutSec
  JobTimeoutRebootArgument FailureActionExitStatus SuccessActionExitStatus RebootArgument
  CollectMode
PATH [...]: RequiresMountsFor
BOOLEAN: StopWhenUnneeded RefuseManualStart RefuseManualStop AllowIsolate DefaultDependencies
  OnFailureIsolate IgnoreOnIsolate
MODE: OnSuccessJobMode OnFailureJobMode
ACTION: JobTimeoutAction StartLimitAction FailureAction SuccessAction
SECONDS: StartLimitIntervalSec StartLimitInterval
UNSIGNED: StartLimitBurst
CONDITION: ConditionPathExists ConditionPathExistsGlob ConditionPathIsDirectory
  ConditionPathIsSymbolicLink ConditionPathIsMountPoint ConditionPathIsReadWrite
  ConditionPathIsEncrypted ConditionDirectoryNotEmpty ConditionFileNotEmpty
  ConditionFileIsExecutable ConditionNeedsUpdate ConditionFirstBoot ConditionArchitecture
  ConditionFirmware ConditionVirtualization ConditionHost ConditionKernelCommandLine
  ConditionKernelVersion ConditionCredential ConditionSecurity ConditionCapability
  ConditionACPower ConditionMemory ConditionCPUFeature ConditionCPUs ConditionEnvironment
  ConditionUser ConditionGroup ConditionControlGroupController ConditionOSRelease
  ConditionMemoryPressure ConditionCPUPressure ConditionIOPressure AssertPathExists
  AssertPathExistsGlob AssertPathIsDirectory AssertPathIsSymbolicLink AssertPathIsMountPoint
  AssertPathIsReadWrite AssertPathIsEncrypted AssertDirectoryNotEmpty AssertFileNotEmpty
  AssertFileIsExecutable AssertNeedsUpdate AssertFirstBoot AssertArchitecture
  AssertVirtualization AssertHost AssertKernelCommandLine AssertKernelVersion AssertCredential
  AssertSecurity AssertCapability AssertACPower AssertMemory AssertCPUFeature AssertCPUs
  AssertEnvironment AssertUser AssertGroup AssertControlGroupController AssertOSRelease
  AssertMemoryPressure AssertCPUPressure AssertIOPressure`,
  },
  Service: {
    groups: ['execution', 'killing', 'resources'],
    own: `
OTHER: PIDFile TimeoutStopSec TimeoutAbortSec BusName OOMPolicy
PATH [ARGUMENT [...]]: ExecCondition ExecStartPre ExecStart ExecStartPost ExecReload ExecStop
  ExecStopPost
SECONDS: RestartSec TimeoutSec TimeoutStartSec RuntimeMaxSec RuntimeRandomizedExtraSec
  WatchdogSec StartLimitInterval
TIMEOUTMODE: TimeoutStartFailureMode TimeoutStopFailureMode
UNSIGNED: StartLimitBurst FileDescriptorStoreMax
ACTION: StartLimitAction FailureAction
STRING: RebootArgument
SERVICETYPE: Type
SERVICEEXITTYPE: ExitType
SERVICERESTART: Restart
BOOLEAN: PermissionsStartOnly RootDirectoryStartOnly RemainAfterExit GuessMainPID NonBlocking
STATUS: RestartPreventExitStatus RestartForceExitStatus SuccessExitStatus
ACCESS: NotifyAccess
SOCKETS: Sockets
PATH: USBFunctionDescriptors USBFunctionStrings`,
  },
  Socket: {
    groups: ['execution', 'killing', 'resources'],
    own: `
SOCKET [...]: ListenStream ListenDatagram ListenSequentialPacket ListenFIFO ListenNetlink
  ListenSpecial ListenMessageQueue ListenUSBFunction
OTHER: SocketProtocol TimeoutSec SocketUser SocketGroup Timestamping Symlinks FileDescriptorName
SOCKETBIND: BindIPv6Only
UNSIGNED: Backlog MaxConnections MaxConnectionsPerSource KeepAliveProbes TriggerLimitBurst
NETWORKINTERFACE: BindToDevice
PATH [ARGUMENT [...]]: ExecStartPre ExecStartPost ExecStopPre ExecStopPost
MODE: SocketMode DirectoryMode
BOOLEAN: Accept FlushPending Writable KeepAlive NoDelay FreeBind Transparent Broadcast
  PassCredentials PassSecurity PassPacketInfo ReusePort RemoveOnStop SELinuxContextFromNet
SECONDS: KeepAliveTimeSec KeepAliveIntervalSec DeferAcceptSec TriggerLimitIntervalSec
INTEGER: Priority IPTTL Mark
SIZE: ReceiveBuffer SendBuffer PipeSize
TOS: IPTOS
STRING: TCPCongestion SmackLabel SmackLabelIPIn SmackLabelIPOut
LONG: MessageQueueMaxMessages MessageQueueMessageSize
SERVICE: Service`,
  },
  Mount: {
    groups: ['execution', 'killing', 'resources'],
    own: `
STRING: What Options Type
PATH: Where
OTHER: TimeoutSec
MODE: DirectoryMode
BOOLEAN: SloppyOptions LazyUnmount ForceUnmount ReadWriteOnly`,
  },
  Automount: {
    groups: [],
    own: `
PATH: Where
STRING: ExtraOptions
MODE: DirectoryMode
OTHER: TimeoutIdleSec`,
  },
  Swap: {
    groups: ['execution', 'killing', 'resources'],
    own: `
PATH: What
OTHER: Priority TimeoutSec
STRING: Options`,
  },
  Timer: {
    groups: [],
    own: `
TIMER: OnCalendar OnActiveSec OnBootSec OnStartupSec OnUnitActiveSec OnUnitInactiveSec
BOOLEAN: OnClockChange OnTimezoneChange Persistent WakeSystem RemainAfterElapse FixedRandomDelay
SECONDS: AccuracySec RandomizedDelaySec
UNIT: Unit`,
  },
  Path: {
    groups: [],
    own: `
PATH: PathExists PathExistsGlob PathChanged PathModified DirectoryNotEmpty
UNIT: Unit
BOOLEAN: MakeDirectory
MODE: DirectoryMode
SECONDS: TriggerLimitIntervalSec
UNSIGNED: TriggerLimitBurst`,
  },
  Slice: {
    groups: ['resources'],
    own: `
`,
  },
  Scope: {
    groups: ['killing', 'resources'],
    own: `
SECONDS: RuntimeMaxSec RuntimeRandomizedExtraSec TimeoutStopSec
OTHER: OOMPolicy`,
  },
  Install: {
    groups: [],
    own: `
OTHER: Alias WantedBy RequiredBy Also DefaultInstance`,
  },
};

const itemsIn = (section: string, text: string): ConfigurationItem[] =>
  text
    .replace(/\n +/g, ' ')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const colon = line.lastIndexOf(': ');
      const kind = line.slice(0, colon);
      return line
        .slice(colon + 2)
        .split(' ')
        .map((key) => ({ section, key, kind }));
    });

export const recordedItems = (): ConfigurationItem[] =>
  Object.entries(sections).flatMap(([section, one]) =>
    [...one.groups.map((group) => groups[group]), one.own].flatMap((text) =>
      itemsIn(section, text),
    ),
  );
