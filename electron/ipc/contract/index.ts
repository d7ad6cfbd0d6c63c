/**
 * What window and main process say to each other, a file a domain: every method with the schema of its input, every event
 * with the shape of its payload. Handlers, client and the tests' fakes derive from here. Domain verbs only: beyond what is
 * typed into a unit, a page hands over no argv and no path.
 */
import type { Problem } from '../../core/problems/problem.ts';
import { appEvents, appMethods } from './app.ts';
import { createMethods } from './create.ts';
import { filesEvents, filesMethods } from './files.ts';
import { lingerMethods } from './linger.ts';
import { logsEvents, logsMethods } from './logs.ts';
import type { HandlersOf, InputOf, OutputOf } from './method.ts';
import { transactionsMethods } from './transactions.ts';
import { unitsEvents, unitsMethods } from './units.ts';

export const methods = {
  ...appMethods,
  ...unitsMethods,
  ...filesMethods,
  ...createMethods,
  ...transactionsMethods,
  ...logsMethods,
  ...lingerMethods,
};
const events = { ...appEvents, ...unitsEvents, ...filesEvents, ...logsEvents };

export type MethodName = keyof typeof methods;
export type Input<Name extends MethodName> = InputOf<(typeof methods)[Name]>;
export type Output<Name extends MethodName> = OutputOf<(typeof methods)[Name]>;
export type Handlers = HandlersOf<typeof methods>;

export type EventName = keyof typeof events;
export type Events = { [Name in EventName]: ReturnType<(typeof events)[Name]> };
/** Sends an event to whoever looks. */
export type Emit = <Name extends EventName>(name: Name, payload: Events[Name]) => void;

export const methodNames = Object.keys(methods) as MethodName[];
export const eventNames = Object.keys(events) as EventName[];

/** What a method answers over the wire: a value or a problem, never an exception. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };
