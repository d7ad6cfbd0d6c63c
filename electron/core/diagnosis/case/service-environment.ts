/** The environment that a service gets, as far as it is known. */
import type { Case } from './case.ts';

/** `NAME=value` of Environment=, as systemd has it. */
const ofUnit = ({ service }: Case, name: string): string | null => {
  const set = service?.environment.findLast((one) => one.startsWith(`${name}=`));
  return set === undefined ? null : set.slice(name.length + 1);
};

/** Files may set any variable. */
const hasEnvironmentFiles = ({ service }: Case): boolean =>
  (service?.environmentFiles.length ?? 0) > 0;

/** The value that a service gets; null if it gets none, or a file may set it. */
const variableOf = (of: Case, name: string): string | null =>
  ofUnit(of, name) ??
  (hasEnvironmentFiles(of) ? null : (of.symptoms.managerEnvironment[name] ?? null));

/** It certainly has none of this name. */
export const lacksVariable = (of: Case, name: string): boolean =>
  !hasEnvironmentFiles(of) && variableOf(of, name) === null;

/** The PATH of the service; null if a file may set it. */
export const pathOf = (of: Case): string | null => variableOf(of, 'PATH');
