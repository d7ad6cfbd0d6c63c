/** Units: actions on them, and data for their page. */
import * as v from 'valibot';
import type { CommandRecord } from '../../core/app/command-record.ts';
import { heldKeys, type EffectiveLimits } from '../../core/fields/effective.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { unitActions, type UnitDetails } from '../../core/units/unit.ts';
import type { Reading } from '../../core/units/usage.ts';
import { byName, event, method, nothing, text, unitName } from './method.ts';

const unitAction = v.strictObject({ unit: unitName, action: v.picklist(unitActions) });

export const unitsMethods = {
  /** Resolves when the action ends. Returns why it failed, as the state also shows; null on success. */
  actOnUnit: method<Problem | null>()(unitAction),
  /** The same for the panel, which may be closed by then: opens the unit's page to show a problem. */
  actFromPanel: method<void>()(unitAction),
  dismissProblem: method<void>()(byName),
  unitDetails: method<UnitDetails>()(byName),
  commands: method<CommandRecord[]>()(byName),
  /** Starts sending `numbers` events for this unit every second, and stops those for any other. */
  watchNumbers: method<void>()(byName),
  unwatchNumbers: method<void>()(nothing),
  /** Adds to each row when its unit last changed, until `unwatchTimes`. */
  watchTimes: method<void>()(nothing),
  unwatchTimes: method<void>()(nothing),
  /** The controllers that the user manager can limit its services by; null if unknown. */
  controllers: method<string[] | null>()(nothing),
  /** The limits that the loaded service has. */
  limitsInEffect: method<EffectiveLimits>()(byName),
  /** Gives the service a limit until the end of the user manager. */
  holdLimit: method<void>()(
    v.strictObject({
      unit: unitName,
      key: v.picklist(heldKeys),
      value: v.pipe(text(100), v.regex(/^[\w.%+ ]+$/)),
    }),
  ),
  /** Pins a unit to the top of the list, or unpins it. */
  pinUnit: method<void>()(v.strictObject({ unit: unitName, pinned: v.boolean() })),
  /** daemon-reload, requested from this unit's page. */
  reloadManager: method<void>()(byName),
};

export const unitsEvents = {
  numbers: event<{ unit: string; reading: Reading }>(),
  command: event<CommandRecord>(),
};
