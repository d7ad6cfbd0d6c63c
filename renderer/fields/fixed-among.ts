import type { SettingKey } from '../../electron/core/fields/registry.ts';
import { filesFormTexts } from '../../electron/core/texts/files/form.ts';
import type { FieldsModel } from './fields-model.ts';

/** Why a switch can't set these settings: one of them can be changed only in the text. */
export const editInTextWhy = (
  model: FieldsModel,
  keys: readonly SettingKey[],
): string | undefined => {
  for (const key of keys) {
    const field = model.read(key);
    if (field.kind === 'fixed') return filesFormTexts.editInText(`${key}=: ${field.why}`);
  }
  return undefined;
};
