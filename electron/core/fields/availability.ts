/** Whether a setting does anything here: by the version of systemd, and by what the user manager was given. */
import { fieldsFormTexts } from '../texts/fields/form.ts';
import type { Assignment } from '../syntax/unit-file.ts';
import { lastingOf } from './read-setting.ts';
import type { FormSetting, SettingKey } from './registry.ts';

/** What a computer and its user manager offer. */
export interface Surroundings {
  /** The version of systemd, as the manager says it; '' while unknown. */
  systemd: string;
  /** What the manager may limit its services by; null while unknown. */
  controllers: readonly string[] | null;
}

/** Whether systemd starts a service again by itself. @param assignments of its file and its drop-ins, in their order. */
export const restartsItself = (assignments: readonly Assignment[]): boolean => {
  const of = (key: string): Assignment[] =>
    lastingOf({ assignments: [...assignments] }, { section: 'Service', key });
  const policy = of('Restart').at(-1)?.value ?? 'no';
  // systemd.service(5): these force a restart whatever Restart= says.
  return policy !== 'no' || of('RestartForceExitStatus').length > 0;
};

const ofRestarts: ReadonlySet<SettingKey> = new Set([
  ...(['RestartSteps', 'RestartMaxDelaySec', 'RestartPreventExitStatus'] as const),
]);

/** Why the setting has no effect in this service; null if it has. @param restarts null if that isn’t known. */
export const whyIdle = (key: SettingKey, restarts: boolean | null): string | null =>
  restarts === false && ofRestarts.has(key) ? fieldsFormTexts.noRestart : null;

/** Why the setting has no effect here; null if it has. */
export const whyUnavailable = (
  { since, controller }: Pick<FormSetting, 'since' | 'controller'>,
  here: Surroundings,
): string | null => {
  const version = Number.parseInt(here.systemd, 10);
  if (since > version) return fieldsFormTexts.since({ since, version });
  // What systemd has for it under another name on the older hierarchy isn't delegated to user managers at all.
  const isLacking =
    controller !== undefined && here.controllers !== null && !here.controllers.includes(controller);
  return isLacking ? fieldsFormTexts.noController(controller) : null;
};
