/**
 * By section, keys by a value that changes a property. Left out are those whose empty value is neither the old one
 * nor the usual one: OOMScoreAdjust=, CapabilityBoundingSet=, RestrictNetworkInterfaces=, Delegate=; and those that go
 * with another: CPUSchedulingPriority=, RuntimeDirectoryMode= and its like; or without: UserNamespacePath=, PrivatePIDs=.
 */
export const samples: Record<string, { type: string; needs: string; keys: string }> = {
  Unit: {
    type: 'service',
    needs: '[Service]\nExecStart=/bin/true\n',
    keys: `
abc: Description RebootArgument JobTimeoutRebootArgument
man:foo(1): Documentation
/tmp: SourcePath RequiresMountsFor
other.service: Requires Requisite Wants BindsTo Upholds Conflicts Before After OnSuccess OnFailure
other.service: PropagatesReloadTo ReloadPropagatedFrom PropagatesStopTo StopPropagatedFrom PartOf JoinsNamespaceOf
yes: StopWhenUnneeded RefuseManualStart RefuseManualStop AllowIsolate OnFailureIsolate IgnoreOnIsolate
no: DefaultDependencies
replace: OnSuccessJobMode
fail: OnFailureJobMode
7: JobTimeoutSec JobRunningTimeoutSec StartLimitBurst StartLimitIntervalSec
exit: JobTimeoutAction StartLimitAction FailureAction SuccessAction`,
  },
  Service: {
    type: 'service',
    needs: '[Service]\nExecStart=/bin/true\n',
    keys: `
yes: PIDFile RootDirectoryStartOnly RemainAfterExit NonBlocking RootImageOptions User Group SupplementaryGroups
yes: CPUSchedulingResetOnFork RemoveIPC TTYReset TTYVHangup TTYVTDisallocate NoNewPrivileges RestrictRealtime
yes: RestrictSUIDSGID LockPersonality PrivateTmp PrivateDevices ProtectKernelTunables ProtectKernelModules
yes: ProtectKernelLogs ProtectClock ProtectControlGroups PrivateNetwork PrivateUsers PrivateMounts PrivateIPC
yes: ProtectSystem ProtectHome MountAPIVFS RuntimeDirectoryPreserve ProtectHostname IOAccounting IPAccounting
/bin/true x: ExecCondition ExecStartPre ExecStartPost ExecReload ExecStop ExecStopPost
7: RestartSec TimeoutStartSec RuntimeMaxSec RuntimeRandomizedExtraSec WatchdogSec LogRateLimitIntervalSec
7: TimeoutCleanSec TimeoutStopSec TimeoutAbortSec FileDescriptorStoreMax Nice IOSchedulingPriority
7: LogRateLimitBurst CPUQuotaPeriodSec TasksMax
abort: TimeoutStartFailureMode TimeoutStopFailureMode
abc: StandardInputText SyslogIdentifier LogNamespace RuntimeDirectory StateDirectory CacheDirectory LogsDirectory
abc: ConfigurationDirectory PAMName UtmpIdentifier
oneshot: Type
cgroup: ExitType
on-failure: Restart
no: GuessMainPID MemoryAccounting TasksAccounting
77: RestartPreventExitStatus RestartForceExitStatus SuccessExitStatus CPUWeight StartupCPUWeight IOWeight
main: NotifyAccess
other.socket: Sockets
/tmp: WorkingDirectory RootDirectory RootImage RootHash RootVerity ExtensionDirectories ReadWritePaths
/tmp: ReadOnlyPaths InaccessiblePaths ExecPaths NoExecPaths ExecSearchPath
continue: OOMPolicy
/tmp/x: RootHashSignature EnvironmentFile
/tmp/x.raw: ExtensionImages
/tmp/x.raw:/mnt: MountImages
idle: IOSchedulingClass CPUSchedulingPolicy
0: CPUAffinity NUMAMask AllowedCPUs
bind: NUMAPolicy
0700: UMask
A=b: Environment
FOO: PassEnvironment UnsetEnvironment
tty: StandardInput
null: StandardOutput StandardError
/dev/x: TTYPath
local3: SyslogFacility
debug: SyslogLevel LogLevelMax
FOO=bar: LogExtraFields
keep-caps: SecureBits
CAP_CHOWN: AmbientCapabilities
777777: TimerSlackNSec
@system-service: SystemCallFilter SystemCallLog
native: SystemCallArchitectures
EPERM: SystemCallErrorNumber
net: RestrictNamespaces
AF_UNIX: RestrictAddressFamilies
tmpfs: RestrictFileSystems
99: LimitCPU LimitFSIZE LimitCORE LimitNOFILE LimitNPROC MemoryMin MemoryLow MemoryHigh MemoryMax MemorySwapMax
/tmp:/mnt: BindPaths BindReadOnlyPaths
/mnt: TemporaryFileSystem
/tmp/n: NetworkNamespacePath IPCNamespacePath
slave: MountFlags
x86: Personality
user: UtmpMode
x: AppArmorProfile
xx.slice: Slice
77%: CPUQuota ManagedOOMMemoryPressureLimit
/dev/null rw: DeviceAllow
strict: DevicePolicy
/tmp 77: IODeviceWeight
/dev/null 7M: IOReadBandwidthMax IOWriteBandwidthMax
/dev/null 7: IOReadIOPSMax IOWriteIOPSMax
/tmp 7ms: IODeviceLatencyTargetSec
cpu: DisableControllers
10.0.0.1: IPAddressAllow IPAddressDeny
/sys/fs/bpf/x: IPIngressFilterPath IPEgressFilterPath
avoid: ManagedOOMPreference
egress:/sys/fs/bpf/x: BPFProgram
ipv4:tcp:77: SocketBindAllow SocketBindDeny
process: KillMode
SIGUSR1: KillSignal RestartKillSignal FinalKillSignal WatchdogSignal`,
  },
  Socket: {
    type: 'socket',
    needs: '',
    keys: `
/tmp/s.sock: ListenStream ListenDatagram ListenSequentialPacket ListenFIFO
udplite: SocketProtocol
both: BindIPv6Only
7: Backlog MaxConnections MaxConnectionsPerSource KeepAliveProbes KeepAliveTimeSec DeferAcceptSec Priority IPTTL
lo: BindToDevice
/bin/true x: ExecStopPre
root: SocketUser SocketGroup
0700: SocketMode DirectoryMode
yes: Accept FlushPending Writable KeepAlive NoDelay FreeBind Broadcast PassCredentials RemoveOnStop
77: ReceiveBuffer SendBuffer PipeSize
throughput: IPTOS
bbr: TCPCongestion
/tmp/l: Symlinks
abc: FileDescriptorName
other.service: Service
user.a=b: XAttrEntryPoint XAttrListen XAttrAccept`,
  },
  'Service since 252': {
    type: 'service',
    needs: '[Service]\nExecStart=/bin/true\n',
    keys: `
yes: RefreshOnReload SetLoginEnvironment BindLogSockets MemoryKSM RootEphemeral PrivateBPF
yes: FileDescriptorStorePreserve
/bin/true x: ExecReloadPost
7: RestartSteps RestartMaxDelaySec RestartRandomizedDelaySec ManagedOOMMemoryPressureDurationSec TTYRows TTYColumns
direct: RestartMode
abc: LUOSession DelegateSubgroup ImportCredential LogFilterPatterns
/tmp/x: OpenFile RootMStack
root=signed: RootImagePolicy MountImagePolicy ExtensionImagePolicy
net: DelegateNamespaces
any: BPFDelegateCommands BPFDelegateMaps BPFDelegatePrograms BPFDelegateAttachments
7M: StateDirectoryQuota CacheDirectoryQuota LogsDirectoryQuota
root: CPUSetPartition
99: StartupMemoryLow StartupMemoryHigh StartupMemoryMax StartupMemorySwapMax MemoryZSwapMax StartupMemoryZSwapMax
kill: ManagedOOMSwap ManagedOOMMemoryPressure
disable: MemoryTHP
no: MemoryZSwapWriteback
on: MemoryPressureWatch CPUPressureWatch IOPressureWatch
cgroup:inet:filter:my: NFTSet
lo: BindNetworkInterface
abc: OOMRules
SIGUSR1: ReloadSignal`,
  },
  Slice: {
    type: 'slice',
    needs: '',
    keys: `
7: ConcurrencySoftMax ConcurrencyHardMax ActivatingConcurrencyMax`,
  },
  Timer: {
    type: 'timer',
    needs: '',
    keys: `
7: OnActiveSec OnBootSec OnStartupSec OnUnitActiveSec OnUnitInactiveSec AccuracySec RandomizedDelaySec
daily: OnCalendar
yes: OnClockChange OnTimezoneChange Persistent FixedRandomDelay
no: RemainAfterElapse
other.service: Unit`,
  },
  Path: {
    type: 'path',
    needs: '',
    keys: `
/tmp: PathExists PathExistsGlob PathChanged PathModified DirectoryNotEmpty
other.service: Unit
yes: MakeDirectory
0700: DirectoryMode`,
  },
};
