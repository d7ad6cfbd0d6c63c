import type { FormSetting } from '../../electron/core/fields/registry.ts';
import { fieldsFormTexts } from '../../electron/core/texts/fields/form.ts';

type Labelled = keyof typeof fieldsFormTexts.labels;

/** False for what a switch sets together with others. */
export const hasField = (setting: FormSetting): setting is FormSetting & { key: Labelled } =>
  Object.hasOwn(fieldsFormTexts.labels, setting.key);
