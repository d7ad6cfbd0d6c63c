/** Units as a whole: what is done to them, and what their page shows. */
import * as v from 'valibot';
import type { CommandRecord } from '../../core/app/command-record.ts';
import type { Problem } from '../../core/problems/problem.ts';
import type { ProofReading } from '../../core/units/proof.ts';
import { unitActions, type UnitDetails } from '../../core/units/unit.ts';
import type { Reading } from '../../core/units/usage.ts';
import { byName, event, method, nothing, unitName } from './method.ts';

const unitAction = v.strictObject({ unit: unitName, action: v.picklist(unitActions) });

export const unitsMethods = {
  /** Ends when the action has ended. Answers why it failed, which the state shows as well; null when it went well. */
  actOnUnit: method<Problem | null>()(unitAction),
  /** The same for the panel, which may be closed by then: the unit's page opens to show a problem. */
  actFromPanel: method<void>()(unitAction),
  dismissProblem: method<void>()(byName),
  unitDetails: method<UnitDetails>()(byName),
  commands: method<CommandRecord[]>()(byName),
  /** Starts to send `proof` events for this unit, in place of the one watched before. */
  watchProof: method<void>()(byName),
  unwatchProof: method<void>()(nothing),
  /** Starts to send `numbers` events for this unit every second, in place of the one watched before. */
  watchNumbers: method<void>()(byName),
  unwatchNumbers: method<void>()(nothing),
  /** From now on rows say when their unit last changed, until it is not wanted any more. */
  watchTimes: method<void>()(nothing),
  unwatchTimes: method<void>()(nothing),
  /** Puts a unit at the top of the list, or takes it from there. */
  pinUnit: method<void>()(v.strictObject({ unit: unitName, pinned: v.boolean() })),
  /** daemon-reload, on behalf of the unit on whose page it was asked. */
  reloadManager: method<void>()(byName),
};

export const unitsEvents = {
  proof: event<{ unit: string; reading: ProofReading | null }>(),
  numbers: event<{ unit: string; reading: Reading }>(),
  command: event<CommandRecord>(),
};
