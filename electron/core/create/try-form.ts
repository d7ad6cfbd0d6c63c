/** What keeps the service of a form from being tried: that needs no name, nothing that starts it and no proof. */
import { formFindings, type FormFinding, type ServiceForm } from './service-form.ts';

const unneeded: readonly FormFinding['field'][] = [
  'name',
  'schedule',
  'watchPaths',
  'listenPort',
  'listenPath',
  'proofFile',
  'proofValue',
  'proofPeriod',
];

export const tryFindings = (form: ServiceForm): FormFinding[] =>
  formFindings(form).filter(({ level, field }) => level === 'error' && !unneeded.includes(field));
