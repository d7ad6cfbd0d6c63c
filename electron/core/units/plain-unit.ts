/** A unit of which nothing but the name is known. */
import type { Unit } from './unit.ts';

/** A row with nothing special about it. */
export const plainUnit = (name: string): Unit => ({
  name,
  description: '',
  loadState: 'loaded',
  activeState: 'inactive',
  subState: 'dead',
  unitFileState: '',
  own: false,
  origin: 'distribution',
  aliasOf: null,
  dropIns: false,
  needDaemonReload: false,
  command: '',
  refusesStart: false,
  refusesStop: false,
  changedAt: null,
});
