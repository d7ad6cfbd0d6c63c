/** Looks up answers for rules, and remembers what is still to be looked up. */
import type {
  DiskLook,
  PortOwner,
  ProgramLook,
  Questions,
  Symptoms,
  UnitLook,
} from '../symptoms.ts';

/** undefined: not looked up yet, so nothing may be claimed of it. */
export interface Ask {
  path(path: string): DiskLook | undefined;
  program(name: string): ProgramLook | undefined;
  port(port: number): readonly PortOwner[] | undefined;
  unit(name: string): UnitLook | undefined;
  busName(name: string): PortOwner | null | undefined;
  /** In the login shell. */
  variable(name: string): string | null | undefined;
  /** The mount point on the way to a path that is in fstab(5) and not mounted; null if there is none. */
  unmounted(path: string): string | null | undefined;
}

/** What was looked up of these units. */
export const looksAt = (ask: Ask, units: readonly string[]): UnitLook[] =>
  units.map((name) => ask.unit(name)).filter((look) => look !== undefined);

/** More than any unit names on purpose. */
const most = 200;

/** @returns the answers, and what was asked without one; null if nothing was. */
export const createAsk = ({ answers }: Symptoms): { ask: Ask; open: () => Questions | null } => {
  const wanted = {
    paths: new Set<string>(),
    programs: new Set<string>(),
    ports: new Set<number>(),
    units: new Set<string>(),
    busNames: new Set<string>(),
    variables: new Set<string>(),
  };
  let mounts = false;
  const answer = <Key, Value>(
    known: ReadonlyMap<Key, Value>,
    asked: Set<Key>,
    key: Key,
  ): Value | undefined => {
    const value = known.get(key);
    if (value === undefined && !known.has(key) && asked.size < most) asked.add(key);
    return value;
  };
  const isAbsolute = (path: string): boolean => path.startsWith('/') && !path.includes('\0');
  const ask: Ask = {
    path: (path) => (isAbsolute(path) ? answer(answers.paths, wanted.paths, path) : undefined),
    program: (name) => answer(answers.programs, wanted.programs, name),
    port: (port) => answer(answers.ports, wanted.ports, port),
    unit: (name) => answer(answers.units, wanted.units, name),
    busName: (name) => answer(answers.busNames, wanted.busNames, name),
    variable: (name) => answer(answers.variables, wanted.variables, name),
    unmounted: (path) => {
      if (answers.unmounted === null) mounts = true;
      const points = answers.unmounted?.filter(
        (point) => point !== '/' && (path === point || path.startsWith(`${point}/`)),
      );
      return points === undefined ? undefined : (points[0] ?? null);
    },
  };
  const open = (): Questions | null => {
    const questions: Questions = {
      paths: [...wanted.paths],
      programs: [...wanted.programs],
      ports: [...wanted.ports],
      units: [...wanted.units],
      busNames: [...wanted.busNames],
      variables: [...wanted.variables],
      mounts,
    };
    const isEmpty = !mounts && Object.values(wanted).every(({ size }) => size === 0);
    return isEmpty ? null : questions;
  };
  return { ask, open };
};
