/** [Unit] and [Install]. systemd.unit(5). */
import { says, type Meanings } from './describe.ts';

const units = 'names of units';
const path = 'an absolute path, “!” before it for the opposite';
const yesNo = 'yes or no';

export const unitMeanings: Meanings = {
  Description: says('How lists and logs call the unit.', 'a short text', 'Nightly backup of notes'),
  Documentation: says(
    'Where to read more about the program.',
    'links',
    'man:rsync(1)',
    'https://example.org',
  ),
  After: says(
    'Starts later than these, if they start as well. Does not start them.',
    units,
    'graphical-session.target',
  ),
  Before: says('Starts earlier than these, if they start as well.', units, 'default.target'),
  Wants: says(
    'Starts these along with it, and goes on without them if they fail.',
    units,
    'notes-sync.service',
  ),
  Requires: says(
    'Starts these along with it, and is stopped or restarted with them; with After= it does not start if one fails to.',
    units,
    'notes.socket',
  ),
  Requisite: says('Fails at once unless these are running already.', units, 'notes.service'),
  BindsTo: says(
    'Like Requires=, and stops as soon as one of these ends for whatever reason.',
    units,
    'notes.service',
  ),
  PartOf: says('Stops and restarts whenever these do.', units, 'graphical-session.target'),
  Upholds: says('Starts these again and again as long as this runs.', units, 'notes.service'),
  Conflicts: says('Starting one stops the other.', units, 'shutdown.target'),
  OnFailure: says('Starts these when this one fails.', units, 'tell-me@%n.service'),
  OnSuccess: says('Starts these when this one has ended well.', units, 'cleanup.service'),
  PropagatesReloadTo: says('Reloading this reloads these as well.', units, 'worker.service'),
  ReloadPropagatedFrom: says('Reloading one of these reloads this as well.', units, 'main.service'),
  JoinsNamespaceOf: says('Shares private /tmp and network with these.', units, 'worker.service'),
  RequiresMountsFor: says(
    'Waits for the file systems that these paths lie on.',
    'absolute paths',
    '%h/data',
  ),
  StartLimitIntervalSec: says(
    'The span in which starts are counted; too many, and systemd gives up. 0 turns that off.',
    'a time span',
    '10s',
    '5min',
    '0',
  ),
  StartLimitBurst: says(
    'How many starts the span of StartLimitIntervalSec= allows.',
    'a number',
    '5',
  ),
  StartLimitAction: says(
    'What else happens when the limit of starts is reached.',
    'an action',
    'none',
  ),
  RefuseManualStart: says('Only other units may start this, nobody by hand.', yesNo),
  RefuseManualStop: says('Only other units may stop this, nobody by hand.', yesNo),
  StopWhenUnneeded: says('Stops once no other unit wants it any more.', yesNo),
  DefaultDependencies: says(
    'The usual order at start and shutdown; turned off only for what runs very early.',
    yesNo,
  ),
  CollectMode: says(
    'Whether a failed unit is forgotten as well once nobody looks.',
    'a word',
    'inactive',
    'inactive-or-failed',
  ),
  JobTimeoutSec: says(
    'How long a start or stop may take in all, from when it is queued; then it is given up.',
    'a time span',
    '2min',
  ),
  SuccessAction: says(
    'What the manager does when the unit has ended well.',
    'an action',
    'none',
    'exit',
  ),
  FailureAction: says(
    'What the manager does when the unit has failed.',
    'an action',
    'none',
    'exit',
  ),
  ConditionPathExists: says(
    'Is skipped without an error unless this is there.',
    path,
    '%h/.config/notes.conf',
  ),
  ConditionPathIsDirectory: says('Is skipped unless this is a folder.', path, '%h/notes'),
  ConditionDirectoryNotEmpty: says(
    'Is skipped unless something lies in this folder.',
    path,
    '%h/outbox',
  ),
  ConditionFileNotEmpty: says(
    'Is skipped unless this file has something in it.',
    path,
    '%h/.netrc',
  ),
  ConditionFileIsExecutable: says('Is skipped unless this can be run.', path, '/usr/bin/rsync'),
  ConditionEnvironment: says(
    'Is skipped unless the manager has this variable.',
    'NAME or NAME=value',
    'WAYLAND_DISPLAY',
  ),
  ConditionHost: says('Is skipped on any other machine.', 'a host name', 'laptop'),
  ConditionACPower: says(
    'Is skipped unless the machine has mains power (or has not, for no).',
    yesNo,
  ),
  ConditionUser: says('Is skipped for any other user.', 'a user name, uid or @system', 'alice'),
  ConditionVirtualization: says(
    'Is skipped unless it runs in such a virtual machine or container.',
    'a word',
    'no',
    'container',
    'vm',
  ),
  AssertPathExists: says('Fails, and says so, unless this is there.', path, '%h/notes'),
};

export const installMeanings: Meanings = {
  WantedBy: says(
    'Enabling has these start it along with them.',
    units,
    'default.target',
    'timers.target',
    'graphical-session.target',
  ),
  RequiredBy: says(
    'Enabling gives these a Requires= on it: they start it, and stop when it is stopped.',
    units,
    'default.target',
  ),
  Alias: says('Further names that enabling gives to the unit.', units, 'notes-alias.service'),
  Also: says('Enabled and disabled along with it.', units, 'notes.socket'),
  DefaultInstance: says(
    'The instance that is enabled when a template is.',
    'the part behind “@”',
    'main',
  ),
};
