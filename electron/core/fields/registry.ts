/**
 * The registry: every setting of the folded groups of both forms. Versions are those of the man pages
 * (“Added in version”) and of systemd's NEWS.
 */
import type { Controller, SettingGroup, SettingKind, SettingOf } from './setting.ts';

const unit = <Key extends string>(key: Key, kind: SettingKind, since: number) => ({
  key,
  section: 'Unit' as const,
  kind,
  since,
});

const service = <Key extends string>(
  key: Key,
  kind: SettingKind,
  since: number,
  controller?: Controller,
) => ({
  key,
  section: 'Service' as const,
  kind,
  since,
  ...(controller === undefined ? {} : { controller }),
});

const table = {
  limits: [
    service('MemoryHigh', 'memory', 231, 'memory'),
    service('MemoryMax', 'memory', 231, 'memory'),
    service('CPUQuota', 'quota', 213, 'cpu'),
    service('CPUWeight', 'weight', 232, 'cpu'),
    service('IOWeight', 'weight', 230, 'io'),
    service('TasksMax', 'tasks', 227, 'pids'),
    service('Nice', 'nice', 187),
    service('LimitNOFILE', 'files', 187),
  ],
  order: [
    unit('After', 'units', 187),
    unit('Before', 'units', 187),
    unit('Wants', 'units', 187),
    unit('Requires', 'units', 187),
    unit('BindsTo', 'units', 187),
    unit('PartOf', 'units', 187),
    unit('OnFailure', 'units', 187),
    unit('RequiresMountsFor', 'paths', 201),
    unit('WantsMountsFor', 'paths', 256),
  ],
  hooks: [
    service('ExecStartPre', 'commands', 187),
    service('ExecStartPost', 'commands', 187),
    service('ExecReload', 'commands', 187),
    service('ExecStop', 'commands', 187),
    service('ExecStopPost', 'commands', 187),
  ],
  restart: [
    service('RestartSteps', 'count', 254),
    service('RestartMaxDelaySec', 'span', 254),
    unit('StartLimitBurst', 'count', 230),
    unit('StartLimitIntervalSec', 'span', 230),
    service('SuccessExitStatus', 'statuses', 189),
    service('RestartPreventExitStatus', 'statuses', 189),
  ],
  environment: [
    service('EnvironmentFile', 'environmentFiles', 187),
    service('LoadCredential', 'credentialFiles', 247),
    service('LoadCredentialEncrypted', 'credentialFiles', 258),
    service('SetCredential', 'credentials', 247),
  ],
  output: [service('StandardOutput', 'output', 187), service('StandardError', 'output', 187)],
  protection: [
    service('NoNewPrivileges', 'flag', 187),
    service('RestrictSUIDSGID', 'flag', 242),
    service('RestrictRealtime', 'flag', 231),
    service('RestrictNamespaces', 'flag', 233),
    service('LockPersonality', 'flag', 235),
    service('SystemCallArchitectures', 'flag', 209),
    service('PrivateUsers', 'flag', 232),
    service('PrivateTmp', 'flag', 187),
    service('ProtectSystem', 'flag', 214),
    service('ProtectKernelTunables', 'flag', 232),
    service('ProtectKernelModules', 'flag', 232),
    service('ProtectKernelLogs', 'flag', 244),
    service('ProtectControlGroups', 'flag', 232),
    service('ProtectClock', 'flag', 245),
    service('ProtectHostname', 'flag', 242),
  ],
} satisfies Record<SettingGroup, readonly SettingOf<string>[]>;

export type SettingKey = (typeof table)[SettingGroup][number]['key'] | 'WantedBy';
export type FormSetting = SettingOf<SettingKey>;

/** What is enabled with the service: set by a switch of the forms, not by a field of its own. */
const install: FormSetting = { key: 'WantedBy', section: 'Install', kind: 'units', since: 187 };

/** In the order in which the forms show them. */
export const settingsOf = (group: SettingGroup): readonly FormSetting[] => table[group];

export const allSettings: readonly FormSetting[] = [...Object.values(table).flat(), install];

const byKey = new Map<string, FormSetting>(allSettings.map((setting) => [setting.key, setting]));

export const formSetting = (key: SettingKey): FormSetting => byKey.get(key) ?? install;

export const settingKeys = allSettings.map(({ key }) => key);

/** The items of some settings, as the text of a unit file, without quotes; none for one that isn't set. */
export type SettingItems = Readonly<Partial<Record<SettingKey, readonly string[]>>>;

export const sameItems = (one: SettingItems, other: SettingItems): boolean =>
  settingKeys.every((key) => {
    const [mine, theirs] = [one[key] ?? [], other[key] ?? []];
    return mine.length === theirs.length && mine.every((item, at) => item === theirs[at]);
  });
