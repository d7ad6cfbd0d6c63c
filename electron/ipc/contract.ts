/**
 * What window and main process say to each other: every method with the schema of its input, every
 * event with the shape of its payload. Preload, handlers, client and the tests' fakes derive from here.
 * Domain verbs only: no argv and no free path ever crosses.
 */
import * as v from 'valibot';
import type { CommandRecord } from '../core/command.ts';
import type { Problem } from '../core/errors.ts';
import type { JournalBoot } from '../core/journal-query.ts';
import type { LingerCandidate } from '../core/linger.ts';
import type { Reading } from '../core/numbers.ts';
import { sections, type Page } from '../core/page.ts';
import type { EmptyWords } from '../core/log-empty.ts';
import type { LogExport } from '../core/log-export.ts';
import type { LogField, LogReading } from '../core/log-reading.ts';
import type { ProofReading } from '../core/proof.ts';
import { restartPolicies, serviceTypes, type FormFinding } from '../core/service-form.ts';
import type { AppEvent, AppState } from '../core/state.ts';
import { isUnitName } from '../core/unit-name.ts';
import {
  logByCursor,
  logCopy,
  logExport,
  logFollow,
  logQuery,
  logRead,
  logStop,
} from './log-inputs.ts';
import { unitActions, type UnitDetails, type UnitFileText } from '../core/unit.ts';

/** What goes when a service is deleted, and what stays; shown before it is asked. */
export interface DeletionPlan {
  unit: string;
  /** Moved to the desktop's trash. */
  trashed: string[];
  /** Links that disabling removes. */
  unlinked: string[];
  stays: string[];
}

const nothing = v.undefined();
const unitName = v.pipe(v.string(), v.maxLength(255), v.check(isUnitName, 'not a unit name'));
const byName = v.strictObject({ unit: unitName });
const text = (max: number) => v.pipe(v.string(), v.maxLength(max));

const serviceForm = v.strictObject({
  name: text(1000),
  description: text(10_000),
  runs: v.picklist(['program', 'script']),
  program: text(10_000),
  arguments: v.pipe(v.array(text(100_000)), v.maxLength(1000)),
  script: text(1_000_000),
  type: v.picklist(serviceTypes),
  restart: v.picklist(restartPolicies),
  restartSec: text(200),
  environment: text(100_000),
  workingDirectory: text(10_000),
  startAutomatically: v.boolean(),
  startNow: v.boolean(),
  proofFile: text(10_000),
});

const page: v.GenericSchema<Page> = v.variant('kind', [
  v.strictObject({ kind: v.literal('list') }),
  v.strictObject({
    kind: v.literal('unit'),
    unit: unitName,
    section: v.picklist(sections),
  }),
  v.strictObject({ kind: v.literal('create') }),
  v.strictObject({ kind: v.literal('journal') }),
  v.strictObject({ kind: v.literal('settings') }),
]);

interface Method<Input extends v.GenericSchema, Output> {
  input: Input;
  /** Only a type: what the method answers. */
  output: (value: Output) => Output;
}

const method =
  <Output>() =>
  <Input extends v.GenericSchema>(input: Input): Method<Input, Output> => ({
    input,
    output: (value) => value,
  });

export const methods = {
  snapshot: method<AppState>()(nothing),
  /** Ends when the action has ended; its problem, if any, is in the state. */
  actOnUnit: method<void>()(v.strictObject({ unit: unitName, action: v.picklist(unitActions) })),
  dismissProblem: method<void>()(byName),
  unitDetails: method<UnitDetails>()(byName),
  unitFile: method<UnitFileText>()(byName),
  showUnitFile: method<void>()(byName),
  deletionPlan: method<DeletionPlan>()(byName),
  deleteUnit: method<void>()(byName),
  /** Starts to send `proof` events for this unit, in place of the one watched before. */
  watchProof: method<void>()(byName),
  unwatchProof: method<void>()(nothing),
  /** Starts to send `log` events for a read; a read of the same number before it ends. */
  readLog: method<void>()(logRead),
  /** The same for what comes after a line, until it is stopped. */
  followLog: method<void>()(logFollow),
  stopLog: method<void>()(logStop),
  closeLog: method<void>()(nothing),
  logBoots: method<JournalBoot[]>()(nothing),
  /** The id of the unit's last run; null when the journal knows none. */
  logRun: method<string | null>()(byName),
  logFields: method<LogField[]>()(logByCursor),
  whyLogEmpty: method<EmptyWords>()(logQuery),
  /** Answers how many lines are in the clipboard. */
  copyLog: method<number>()(logCopy),
  /** `printf` when the message is no text: a line that prints its bytes was copied. */
  copyLogMessage: method<'text' | 'printf'>()(logByCursor),
  /** Asks the person for a file; what comes of it is told by `logExport` events. */
  exportLog: method<void>()(logExport),
  stopExport: method<void>()(nothing),
  dismissExport: method<void>()(nothing),
  currentExport: method<LogExport | null>()(nothing),
  /** Starts to send `numbers` events for this unit every second, in place of the one watched before. */
  watchNumbers: method<void>()(byName),
  unwatchNumbers: method<void>()(nothing),
  /** Puts a unit at the top of the list, or takes it from there. */
  pinUnit: method<void>()(v.strictObject({ unit: unitName, pinned: v.boolean() })),
  commands: method<CommandRecord[]>()(byName),
  /** What the form alone and the disk say about a form. */
  checkForm: method<FormFinding[]>()(serviceForm),
  /** Ends when the creation has ended; steps and problem are in the state. */
  createService: method<void>()(serviceForm),
  undoCreation: method<void>()(nothing),
  dismissCreation: method<void>()(nothing),
  /** Leaves what a failed creation made as it is. */
  keepCreation: method<void>()(nothing),
  lingerCandidates: method<LingerCandidate[]>()(nothing),
  setLinger: method<void>()(v.strictObject({ enable: v.boolean() })),
  setAutostart: method<void>()(v.strictObject({ enable: v.boolean() })),
  /** daemon-reload, on behalf of the unit on whose page it was asked. */
  reloadManager: method<void>()(byName),
  openWindow: method<void>()(page),
  hidePanel: method<void>()(nothing),
  quit: method<void>()(nothing),
} as const;

type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Input<Name extends MethodName> = v.InferOutput<Methods[Name]['input']>;
export type Output<Name extends MethodName> = ReturnType<Methods[Name]['output']>;
export const methodNames = Object.keys(methods) as MethodName[];

/** Payloads pushed by the main process. */
export interface Events {
  /** The state after the event has this sequence number. */
  change: { sequence: number; event: AppEvent };
  navigate: Page;
  proof: { unit: string; reading: ProofReading | null };
  log: LogReading;
  logExport: LogExport | null;
  numbers: { unit: string; reading: Reading };
  command: CommandRecord;
}
export type EventName = keyof Events;
export const eventNames = [
  'change',
  'navigate',
  'proof',
  'numbers',
  'log',
  'logExport',
  'command',
] as const satisfies readonly EventName[];

/** What a method answers over the wire: a value or a problem, never an exception. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

/** The one thing a client needs of the outside; Electron's IPC or a test. */
export interface Transport {
  invoke(name: string, input: unknown): Promise<unknown>;
  /** Answers how to stop listening. */
  subscribe(name: string, listener: (payload: unknown) => void): () => void;
}

/** The IPC channel of a method or an event. */
export const channelOf = (name: string): string => `hearth:${name}`;
