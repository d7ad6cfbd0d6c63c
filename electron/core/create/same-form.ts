/** Whether two forms of a new service say the same. */
import { sameItems } from '../fields/registry.ts';
import { sameSchedule } from '../schedule/when-kinds.ts';
import { emptyForm, type FormField, type ServiceForm } from './service-form.ts';

const sameField = (field: FormField, one: ServiceForm, other: ServiceForm): boolean => {
  if (field === 'schedule') return sameSchedule(one.schedule, other.schedule);
  if (field === 'settings') return sameItems(one.settings, other.settings);
  return one[field] === other[field];
};

/** Compares field by field. */
export const sameForm = (one: ServiceForm, other: ServiceForm): boolean =>
  (Object.keys(emptyForm()) as FormField[]).every((field) => sameField(field, one, other));
