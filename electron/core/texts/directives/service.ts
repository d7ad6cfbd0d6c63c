import { texts } from '../texts.ts';

/** The keys of [Service], and those for killing and resources that other sections share: what they do. */
export const directivesServiceTexts = texts({
  en: {
    service: {
      Type: 'How systemd knows that the service has started.',
      ExecStart: 'The command that the service runs.',
      ExecStartPre: 'Runs before ExecStart=. If it fails, the service doesn’t start.',
      ExecStartPost: 'Runs once the service has started.',
      ExecCondition: 'Runs first. An exit code from 1 to 254 skips the start without an error.',
      ExecReload: 'Makes the service reload its configuration.',
      ExecStop:
        'Asks the service to stop; systemd kills what is left. Without it, systemd sends a signal.',
      ExecStopPost: 'Runs after the service has stopped, whether it failed or not.',
      Restart: 'When systemd restarts the service automatically.',
      RestartSec: 'How long to wait before a restart.',
      RestartPreventExitStatus: 'Exit codes and signals that prevent a restart.',
      RestartForceExitStatus: 'Exit codes and signals that always cause a restart.',
      SuccessExitStatus: 'More exit codes and signals that count as success.',
      TimeoutStartSec: 'How long the start may take before it counts as failed.',
      TimeoutStopSec: 'How long the stop may take before systemd kills the service.',
      TimeoutAbortSec: 'How long the service may take to stop after a watchdog timeout.',
      TimeoutSec: 'Sets both timeouts: for the start and for the stop.',
      RuntimeMaxSec:
        'How long the service may run. After that, systemd stops it and it counts as failed.',
      WatchdogSec:
        'How often the program must report that it’s alive. If it doesn’t, systemd ends it.',
      RemainAfterExit: 'Keeps the service active after its program has ended.',
      PIDFile: 'Where a program that forks writes the ID of its main process.',
      GuessMainPID: 'Whether systemd guesses the main process of a program that forks.',
      BusName: 'The D-Bus name that the program takes when it’s ready.',
      NotifyAccess: 'Which of its processes can report to systemd.',
      ExitType: 'Whether the service ends with its main process or with its last one.',
      OOMPolicy: 'What to do when the kernel kills one of its processes because memory ran out.',
      Sockets: 'The sockets whose connections it receives.',
      NonBlocking: 'Passes sockets to the program in non-blocking mode.',
      FileDescriptorStoreMax: 'How many open files it may leave with systemd across a restart.',
    },
    killing: {
      KillMode: 'Which of its processes are ended on stop.',
      KillSignal: 'The signal that asks it to stop.',
      RestartKillSignal: 'The signal that asks it to stop for a restart. By default, KillSignal=.',
      FinalKillSignal: 'The signal to send if it doesn’t stop in time.',
      SendSIGKILL: 'Whether systemd kills it if it doesn’t stop in time.',
      SendSIGHUP: 'Also sends SIGHUP, which shells expect.',
    },
    resources: {
      MemoryMax: 'The most memory it can use. Beyond that, it’s killed.',
      MemoryHigh: 'Slows it down when it uses more memory than this.',
      MemoryLow: 'Leaves it this much memory as long as others have some to give.',
      MemorySwapMax: 'How much of its memory can be swapped out.',
      MemoryAccounting: 'Measures its memory.',
      CPUQuota: 'The most CPU time it can use, as a share of one CPU.',
      CPUWeight: 'Its share of CPU time when others want some too. The default is 100.',
      CPUAccounting: 'Measures its CPU time.',
      IOWeight: 'Its share of disk access when others want some too. The default is 100.',
      IOAccounting: 'Measures what it reads and writes.',
      TasksMax: 'How many processes and threads it can have.',
      TasksAccounting: 'Counts its processes and threads.',
      Slice: 'The group of units that it shares resources with.',
      Delegate: 'Lets the program manage its own cgroup.',
      IPAddressDeny: 'Addresses it can’t talk to. Needs enough privileges.',
      IPAddressAllow: 'Addresses it can talk to despite IPAddressDeny=.',
      ManagedOOMMemoryPressure: 'Whether systemd-oomd ends it when memory is short.',
    },
  },
});

export type ServiceKey = keyof typeof directivesServiceTexts.service;
export type KillingKey = keyof typeof directivesServiceTexts.killing;
export type ResourceKey = keyof typeof directivesServiceTexts.resources;
