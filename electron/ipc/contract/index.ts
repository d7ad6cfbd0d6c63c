/**
 * The contract between window and main process, one file per domain: each method with its input schema, each event
 * with its payload type. Handlers, client and test fakes derive from it. Domain verbs only: beyond text typed into a
 * unit, a page passes no argv and no path.
 */
import type { Problem } from '../../core/problems/problem.ts';
import { appEvents, appMethods } from './app.ts';
import { createMethods } from './create.ts';
import { environmentMethods } from './environment.ts';
import { diagnosisEvents, diagnosisMethods } from './diagnosis.ts';
import { filesEvents, filesMethods } from './files.ts';
import { importMethods } from './jobs/import.ts';
import { lingerMethods } from './linger.ts';
import { logsEvents, logsMethods } from './logs.ts';
import type { HandlersOf, InputOf, OutputOf } from './method.ts';
import { runsMethods } from './runs.ts';
import { noticesMethods } from './notices.ts';
import { proofEvents, proofMethods } from './proof.ts';
import { scheduleMethods, triggersMethods } from './schedule.ts';
import { survivalMethods } from './survival.ts';
import { transactionsMethods } from './transactions.ts';
import { tryEvents, tryMethods } from './jobs/try.ts';
import { unitsEvents, unitsMethods } from './units.ts';

export const methods = {
  ...appMethods,
  ...unitsMethods,
  ...filesMethods,
  ...createMethods,
  ...transactionsMethods,
  ...logsMethods,
  ...runsMethods,
  ...scheduleMethods,
  ...triggersMethods,
  ...environmentMethods,
  ...lingerMethods,
  ...noticesMethods,
  ...diagnosisMethods,
  ...proofMethods,
  ...survivalMethods,
  ...tryMethods,
  ...importMethods,
};
const events = {
  ...appEvents,
  ...unitsEvents,
  ...filesEvents,
  ...logsEvents,
  ...diagnosisEvents,
  ...proofEvents,
  ...tryEvents,
};

export type MethodName = keyof typeof methods;
export type Input<Name extends MethodName> = InputOf<(typeof methods)[Name]>;
export type Output<Name extends MethodName> = OutputOf<(typeof methods)[Name]>;
export type Handlers = HandlersOf<typeof methods>;

export type EventName = keyof typeof events;
export type Events = { [Name in EventName]: ReturnType<(typeof events)[Name]> };
/** Sends an event to all open pages. */
export type Emit = <Name extends EventName>(name: Name, payload: Events[Name]) => void;

export const methodNames = Object.keys(methods) as MethodName[];
export const eventNames = Object.keys(events) as EventName[];

/** A method's answer on the wire: a value or a problem, never an exception. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };
