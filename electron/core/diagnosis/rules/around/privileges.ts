/**
 * Settings that a user manager may not carry out: the service ends before its program runs. What becomes of each is
 * measured: core/directives/user-manager.ts.
 */
import {
  denied,
  limited,
  terminals,
  walls,
  type Effect,
  type Privileged,
} from '../../../directives/user-manager.ts';
import { readBoolean } from '../../../syntax/boolean.ts';
import { lookUp } from '../../../text/look-up.ts';
import { diagnosisPrivilegesTexts } from '../../../texts/diagnosis/privileges.ts';
import { diagnosisRemediesTexts } from '../../../texts/diagnosis/remedies.ts';
import type { StepName } from '../../../units/exit-status.ts';
import { serviceSetting, type Case, type CauseRule } from '../../case/case.ts';
import { addSetting, removeSetting, thenStart } from '../../case/offered-remedies.ts';
import { spawnEvidence } from '../../case/ran-command.ts';
import { stepOf } from '../../case/step-failed.ts';
import { settingsIn, type PlacedSetting } from '../../case/unit-settings.ts';
import type { CauseName } from '../../causes.ts';
import type { OfferedRemedy } from '../../remedy.ts';

const table: Readonly<Record<string, Privileged>> = {
  ...denied,
  ...limited,
  ...terminals,
  ...walls,
};

/** Settings that systemd carries out by system call filters; what breaks is the filter as a whole. */
const filters = new Set([
  'SystemCallFilter',
  'SystemCallArchitectures',
  'SystemCallLog',
  'RestrictAddressFamilies',
  'RestrictNamespaces',
  'RestrictRealtime',
  'RestrictSUIDSGID',
  'MemoryDenyWriteExecute',
  'LockPersonality',
]);

const byStep: Partial<Record<StepName, CauseName>> = {
  GROUP: 'group-refused',
  USER: 'user-refused',
  CAPABILITIES: 'capabilities-refused',
  NAMESPACE: 'namespace-refused',
  SECCOMP: 'seccomp-refused',
};

const hasOwnUsers = (of: Case): boolean =>
  readBoolean(serviceSetting(of, 'PrivateUsers')?.value ?? 'no') === true;

const effectOf = (of: Case, entry: Privileged): Effect => {
  const { version } = of.symptoms;
  const effects = entry.later?.findLast(({ since }) => version >= since) ?? entry;
  return hasOwnUsers(of) ? effects.inOwnUsers : effects.alone;
};

/** Whose effect is this exit code. */
const culprits = (of: Case, step: StepName, code: number): PlacedSetting[] =>
  of.settings.filter((setting) => {
    const { section, key, value } = setting;
    if (section !== 'Service' || value === '') return false;
    if (step === 'SECCOMP') return filters.has(key) && readBoolean(value) !== false;
    const entry = lookUp(table, key);
    // Another terminal than the default of TTYPath= may be the person’s own.
    if (value === 'tty' && serviceSetting(of, 'TTYPath') !== null) return false;
    if (entry === undefined || entry.needs?.(value) === false) return false;
    const counts = settingsIn(of.settings, section, key);
    const isCounted = entry.isList === true ? counts.includes(setting) : counts.at(-1) === setting;
    if (!isCounted) return false;
    // A user that doesn’t exist fails earlier than one that may not be used.
    const isUnknownUser = step === 'USER' && (key === 'User' || key === 'Group');
    return isUnknownUser || effectOf(of, entry) === `${String(code)}/${step}`;
  });

const removal = (of: Case, settings: readonly PlacedSetting[]): OfferedRemedy[] => {
  const actions = settings.map(removeSetting).filter((action) => action !== null);
  if (actions.length < settings.length) return [];
  // Upward, so that no line moves before its turn.
  const upward = [...actions].reverse();
  const keys = [...new Set(settings.map(({ key }) => `${key}=`))];
  const isWish = settings.every(({ key }) =>
    /^(?:User|Group|SupplementaryGroups|PAMName)$/.test(key),
  );
  return [
    thenStart(
      of,
      isWish ? 'safe' : 'ask',
      'remove-setting',
      isWish ? diagnosisRemediesTexts.removeUser(keys) : diagnosisRemediesTexts.removeSetting(keys),
      upward,
    ),
  ];
};

/** In a user namespace of its own, it may. */
const ownUsers = (of: Case, settings: readonly PlacedSetting[]): OfferedRemedy[] =>
  hasOwnUsers(of) || !settings.every(({ key }) => lookUp(table, key)?.inOwnUsers === 'works')
    ? []
    : [
        thenStart(of, 'ask', 'private-users', diagnosisRemediesTexts.privateUsers, [
          addSetting(of, 'Service', 'PrivateUsers', 'yes'),
        ]),
      ];

export const privilegeRules: CauseRule = (of) => {
  const step = stepOf(of);
  const { end, symptoms } = of;
  if (step === null || end === null || symptoms.place.scope !== 'user') return [];
  const settings = culprits(of, step, end.status);
  if (settings.length === 0) return [];
  const keys = [...new Set(settings.map(({ key }) => `${key}=`))];
  const code = `${String(end.status)}/${step}`;
  return [
    {
      cause: byStep[step] ?? 'setting-refused',
      sentence: diagnosisPrivilegesTexts.refused({ keys, code }),
      short: diagnosisPrivilegesTexts.short(keys[0] ?? ''),
      evidence: spawnEvidence(of, ...settings),
      remedies: [...removal(of, settings), ...ownUsers(of, settings)],
    },
  ];
};
