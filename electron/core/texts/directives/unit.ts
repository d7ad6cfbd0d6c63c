import { texts } from '../texts.ts';

/** The keys of [Unit] and [Install]: what they do. */
export const directivesUnitTexts = texts({
  en: {
    unit: {
      Description: 'The unit’s name in lists and logs.',
      Documentation: 'Where to read more about the program.',
      After: 'If these start as well, this starts after them. Doesn’t start them.',
      Before: 'If these start as well, this starts before them.',
      Wants: 'Starts these together with this one. If they fail, this one continues.',
      Requires:
        'Starts these as well; stops and restarts with them. With After=, doesn’t start if one of them fails to.',
      Requisite: 'Fails right away unless these are already running.',
      BindsTo: 'Like Requires=, and also stops as soon as one of these stops for any reason.',
      PartOf: 'Stops and restarts whenever these do.',
      Upholds: 'Starts these again whenever they stop while this one is running.',
      Conflicts: 'Starting one stops the other.',
      OnFailure: 'Starts these when this one fails.',
      OnSuccess: 'Starts these when this one finishes successfully.',
      PropagatesReloadTo: 'Reloading this one also reloads these.',
      ReloadPropagatedFrom: 'Reloading one of these also reloads this one.',
      JoinsNamespaceOf: 'Shares a private /tmp and network with these.',
      RequiresMountsFor: 'Waits until the file systems of these paths are mounted.',
      StartLimitIntervalSec:
        'The period in which starts are counted; with too many, systemd gives up. 0 turns the limit off.',
      StartLimitBurst: 'How many starts are allowed within StartLimitIntervalSec=.',
      StartLimitAction: 'What else to do when the start limit is reached.',
      RefuseManualStart: 'Only other units can start this one; you can’t.',
      RefuseManualStop: 'Only other units can stop this one; you can’t.',
      StopWhenUnneeded: 'Stops when no other unit needs it.',
      DefaultDependencies:
        'Adds the usual ordering at startup and shutdown. Turn it off only for units that run very early.',
      CollectMode: 'Whether systemd also unloads the unit if it has failed.',
      JobTimeoutSec: 'How long a start or stop may take, including its wait in the queue.',
      SuccessAction: 'What the manager does when the unit finishes successfully.',
      FailureAction: 'What the manager does when the unit fails.',
      ConditionPathExists: 'Skips the start, without an error, unless this path exists.',
      ConditionPathIsDirectory: 'Skips the start unless this is a folder.',
      ConditionDirectoryNotEmpty: 'Skips the start unless this folder contains something.',
      ConditionFileNotEmpty: 'Skips the start unless this file contains something.',
      ConditionFileIsExecutable: 'Skips the start unless this file is executable.',
      ConditionEnvironment: 'Skips the start unless the manager has this variable.',
      ConditionHost: 'Skips the start on any other machine.',
      ConditionACPower:
        'Skips the start unless the machine is plugged in (with no: unless it isn’t).',
      ConditionUser: 'Skips the start for any other user.',
      ConditionVirtualization: 'Skips the start outside of such a virtual machine or container.',
      AssertPathExists: 'Fails with an error unless this path exists.',
    },
    install: {
      WantedBy: 'Once enabled, these start it together with themselves.',
      RequiredBy: 'Once enabled, these require it: they start it, and stop when it stops.',
      Alias: 'More names for the unit, once it’s enabled.',
      Also: 'Units that are enabled and disabled together with this one.',
      DefaultInstance: 'The instance to enable if a template is enabled without one.',
    },
  },
});

export type UnitKey = keyof typeof directivesUnitTexts.unit;
export type InstallKey = keyof typeof directivesUnitTexts.install;
