/** What a diagnosis reads of a unit over D-Bus beyond its details. Source: org.freedesktop.systemd1(5). */
import type { ServiceSymptoms, SymptomRelations } from '../../core/diagnosis/symptoms.ts';
import type { Properties } from '../manager/bus/bus-values.ts';
import { execRecords } from '../manager/exec-records.ts';

export interface BusSymptoms {
  /** Only of a service. */
  service: ServiceSymptoms | null;
  relations: SymptomRelations;
}

/** Microseconds → milliseconds; “infinity” stays null. */
const milliseconds = (value: number | null): number | null =>
  value === null ? null : value / 1000;

/** A timestamp in microseconds → milliseconds since the epoch; 0 is never. */
const moment = (value: number | null): number | null =>
  value === null || !(value > 0) ? null : value / 1000;

const serviceSymptoms = (unit: Properties, own: Properties): ServiceSymptoms => ({
  commands: execRecords(own),
  restart: own.text('Restart'),
  remainsAfterExit: own.flag('RemainAfterExit'),
  pidFile: own.text('PIDFile'),
  busName: own.text('BusName'),
  // systemd’s “none” is 0 or infinity, by its version.
  watchdogMs: milliseconds(own.number('WatchdogUSec')) ?? 0,
  memoryMax: own.number('MemoryMax'),
  startLimitMs: milliseconds(unit.number('StartLimitIntervalUSec')),
  startLimitBurst: unit.number('StartLimitBurst') ?? 0,
  mainStartedAt: moment(own.number('ExecMainStartTimestamp')),
  mainEndedAt: moment(own.number('ExecMainExitTimestamp')),
  environment: own.texts('Environment'),
  searchPath: own.texts('ExecSearchPath'),
  environmentFiles: own.records('EnvironmentFiles').map(([path, optional]) => ({
    path: String(path),
    optional: optional === true,
  })),
});

/** @param own properties of the type’s interface; empty for types without. */
export const busSymptoms = (
  isService: boolean,
  unit: Properties,
  own: Properties,
): BusSymptoms => ({
  service: isService ? serviceSymptoms(unit, own) : null,
  relations: {
    requires: unit.texts('Requires'),
    requisite: unit.texts('Requisite'),
    bindsTo: unit.texts('BindsTo'),
    after: unit.texts('After'),
    triggeredBy: unit.texts('TriggeredBy'),
  },
});
