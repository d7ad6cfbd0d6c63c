/**
 * What window and main process say to each other: every method with the schema of its input, every
 * event with the shape of its payload. Preload, handlers, client and the tests' fakes derive from here.
 * Domain verbs only: beyond what is typed into a unit, a page hands over no argv and no path.
 */
import * as v from 'valibot';
import type { CommandRecord } from '../../core/app/command-record.ts';
import type { ConfigurationItems, ManualEntry } from '../../core/directives/types.ts';
import type { Draft } from '../../core/files/draft.ts';
import type { Problem } from '../../core/problems/problem.ts';
import type { FileCheck } from '../../core/syntax/finding.ts';
import type { JournalBoot } from '../../core/logs/query.ts';
import type { LingerCandidate } from '../../core/linger/linger.ts';
import type { Reading } from '../../core/units/usage.ts';
import { sections, type Page } from '../../core/app/page.ts';
import type { EmptyLog } from '../../core/logs/empty-reason.ts';
import type { LogExport } from '../../core/logs/export.ts';
import type { LogField, LogReading } from '../../core/logs/messages.ts';
import type { ProofReading } from '../../core/units/proof.ts';
import {
  restartPolicies,
  serviceTypes,
  type FormFinding,
  type ServiceForm,
} from '../../core/create/service-form.ts';
import type { AppEvent, AppState } from '../../core/app/state.ts';
import {
  editableBytesMax,
  type HistoryEntry,
  type SaveOutcome,
  type UnitSource,
} from '../../core/files/unit-files.ts';
import type { EventName, MethodName } from './names.ts';
import {
  logByCursor,
  logCopy,
  logExport,
  logFollow,
  logQuery,
  logRead,
  logStop,
  unitName,
} from './logs.ts';
import { unitActions, type UnitDetails } from '../../core/units/unit.ts';

/** What goes when a service is deleted, and what stays; shown before it is asked. */
export interface DeletionPlan {
  unit: string;
  /** Moved to the desktop's trash. */
  trashed: string[];
  /** Links that disabling removes. */
  unlinked: string[];
  stays: string[];
  /** The unit whose other name it is, which stays as it is; null for a unit of its own. */
  aliasOf: string | null;
}

const nothing = v.undefined();
const byName = v.strictObject({ unit: unitName });
const unitAction = v.strictObject({ unit: unitName, action: v.picklist(unitActions) });
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

/** A drop-in's own name: `override.conf`. No folder, and not hidden. */
const dropInName = v.pipe(text(255), v.regex(/^[^/.\0][^/\0]*\.conf$/u));
const fileRef = v.variant('kind', [
  v.strictObject({ kind: v.literal('fragment') }),
  v.strictObject({ kind: v.literal('drop-in'), name: dropInName }),
]);
const version = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const bytes = v.pipe(
  v.instance(Uint8Array),
  v.check(({ length }) => length <= editableBytesMax, 'too large'),
);
const historyId = v.strictObject({ id: v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{1,100}$/)) });

const transactionId = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[0-9a-z]{1,20}-[0-9a-f]{12}$/)),
});

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
  actOnUnit: method<void>()(unitAction),
  /** The same where there is no room to tell of a problem, nor maybe anybody left to be told: the unit's page opens. */
  actFromPanel: method<void>()(unitAction),
  dismissProblem: method<void>()(byName),
  unitDetails: method<UnitDetails>()(byName),
  showUnitFile: method<void>()(byName),
  deletionPlan: method<DeletionPlan>()(byName),
  deleteUnit: method<void>()(byName),
  /** The file and the drop-ins of a unit as they are on disk now. */
  unitSource: method<UnitSource>()(byName),
  /**
   * Writes one file of a unit into the person's own folder, then reloads the manager; `version` is what was read,
   * null for a file that must not exist yet. A unit of a distribution gets a copy of its own that way.
   */
  saveUnitFile: method<SaveOutcome>()(
    v.strictObject({ unit: unitName, file: fileRef, version: v.nullable(version), bytes }),
  ),
  /** `version` null: what lies there is a mask. */
  removeDropIn: method<SaveOutcome>()(
    v.strictObject({ unit: unitName, name: dropInName, version: v.nullable(version) }),
  ),
  /** All findings about a text that is not saved, in place of the file. */
  checkUnitFile: method<FileCheck>()(v.strictObject({ unit: unitName, file: fileRef, bytes })),
  /** Newest first. */
  unitHistory: method<HistoryEntry[]>()(byName),
  historyBytes: method<Uint8Array>()(historyId),
  /** Puts a version back where it was; `version` is what lies there now, null when nothing does. */
  restoreVersion: method<SaveOutcome>()(
    v.strictObject({ ...historyId.entries, version: v.nullable(version) }),
  ),
  /** The last version of each fragment that was deleted and is not there again. */
  deletedUnits: method<HistoryEntry[]>()(nothing),
  /** Brings back one of them with all that went along; what came back and what did not is in the state. */
  restoreDeleted: method<void>()(historyId),
  configurationItems: method<ConfigurationItems>()(nothing),
  manualEntry: method<ManualEntry | null>()(v.strictObject({ section: text(100), key: text(100) })),
  /** Texts that are not saved, of all units; kept until they are dropped, also when Hearth ends. */
  drafts: method<Draft[]>()(nothing),
  keepDraft: method<void>()(
    v.strictObject({
      unit: unitName,
      file: fileRef,
      version: v.nullable(version),
      base: bytes,
      bytes,
    }),
  ),
  dropDraft: method<void>()(v.strictObject({ unit: unitName, file: fileRef })),
  /** Starts to send `proof` events for this unit, in place of the one watched before. */
  watchProof: method<void>()(byName),
  unwatchProof: method<void>()(nothing),
  /** Starts to send `numbers` events for this unit every second, in place of the one watched before. */
  watchNumbers: method<void>()(byName),
  unwatchNumbers: method<void>()(nothing),
  /** From now on units tell when they last changed, whatever did it; until it is not wanted any more. */
  watchTimes: method<void>()(nothing),
  unwatchTimes: method<void>()(nothing),
  /** Puts a unit at the top of the list, or takes it from there. */
  pinUnit: method<void>()(v.strictObject({ unit: unitName, pinned: v.boolean() })),
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
  whyLogEmpty: method<EmptyLog>()(logQuery),
  /** Answers how many lines are in the clipboard. */
  copyLog: method<number>()(logCopy),
  /** `printf` when the message is no text: a line that prints its bytes was copied. */
  copyLogMessage: method<'text' | 'printf'>()(logByCursor),
  /** Asks the person for a file; what comes of it is told by `logExport` events. */
  exportLog: method<void>()(logExport),
  stopExport: method<void>()(nothing),
  dismissExport: method<void>()(nothing),
  currentExport: method<LogExport | null>()(nothing),
  commands: method<CommandRecord[]>()(byName),
  /** What the form alone and the disk say about a form. */
  checkForm: method<FormFinding[]>()(serviceForm),
  /** What was typed for a new service and is not created, also by a window that is gone; null for nothing. */
  formDraft: method<ServiceForm | null>()(nothing),
  /** Keeps it until it is created; null for nothing. */
  keepForm: method<void>()(v.nullable(serviceForm)),
  /** Ends when the creation has ended; steps and problem are in the state. */
  createService: method<void>()(
    v.strictObject({
      form: serviceForm,
      /** The attempt before that the person agreed to take back, where it has another name. */
      takesBack: v.nullable(unitName),
    }),
  ),
  undoCreation: method<void>()(nothing),
  /** Ends the creation under way and takes it back; ends when that is done. */
  cancelCreation: method<void>()(nothing),
  dismissCreation: method<void>()(nothing),
  /** Leaves what a failed creation made as it is, also one that is not on the screen any more. */
  keepCreation: method<void>()(nothing),
  /** Goes on with what a Hearth that was killed left in the middle. Ends when it has ended. */
  finishTransaction: method<void>()(transactionId),
  /** Takes it back; also the last deletion. */
  undoTransaction: method<void>()(transactionId),
  /** Leaves things as they are. */
  dismissTransaction: method<void>()(transactionId),
  /** What was told of them last is not to be shown any more. */
  dismissUndone: method<void>()(nothing),
  lingerCandidates: method<LingerCandidate[]>()(nothing),
  setLinger: method<void>()(v.strictObject({ enable: v.boolean() })),
  setAutostart: method<void>()(v.strictObject({ enable: v.boolean() })),
  /** daemon-reload, on behalf of the unit on whose page it was asked. */
  reloadManager: method<void>()(byName),
  openWindow: method<void>()(page),
  hidePanel: method<void>()(nothing),
  quit: method<void>()(nothing),
} as const satisfies Record<MethodName, { input: v.GenericSchema }>;

type Methods = typeof methods;
export type Input<Name extends MethodName> = v.InferOutput<Methods[Name]['input']>;
export type Output<Name extends MethodName> = ReturnType<Methods[Name]['output']>;

/** Payloads pushed by the main process. */
interface Payloads {
  /** The state after the event has this sequence number. */
  change: { sequence: number; event: AppEvent };
  navigate: Page;
  proof: { unit: string; reading: ProofReading | null };
  numbers: { unit: string; reading: Reading };
  log: LogReading;
  logExport: LogExport | null;
  command: CommandRecord;
  /** Something in the person's unit folder changed, or the manager read its files anew. */
  files: null;
}
export type Events = Pick<Payloads, EventName>;

/** What a method answers over the wire: a value or a problem, never an exception. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };
