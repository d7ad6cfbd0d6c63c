/** Whether a setting does anything here: by the version of systemd, and by what the user manager was given. */
import { fieldsFormTexts } from '../texts/fields/form.ts';
import type { FormSetting } from './registry.ts';

/** What a computer and its user manager offer. */
export interface Surroundings {
  /** The version of systemd, as the manager says it; '' while unknown. */
  systemd: string;
  /** What the manager may limit its services by; null while unknown. */
  controllers: readonly string[] | null;
}

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
