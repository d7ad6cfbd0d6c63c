/**
 * What a line of a transaction log may say. Anybody who runs as this person can write such a file, and a checksum proves
 * nothing about its author: so no record reaches a file outside the folders that Hearth works in, except for what a
 * remedy makes or permits, which nobody wrote, and for the autostart entries that an import names.
 */
import path from 'node:path';
import * as v from 'valibot';
import { currentForm } from '../../core/create/kept-form.ts';
import { emptyForm, type ServiceForm } from '../../core/create/service-form.ts';
import { historyIdPattern } from '../../core/files/unit-files.ts';
import { isSchedule } from '../../core/schedule/schedule-shape.ts';
import { scriptFolderOf } from '../../core/names/script-names.ts';
import {
  managerUnit,
  type JournalLine,
  type Plan,
  type UndoRecord,
} from '../../core/transactions/transaction.ts';
import { crontabSchema, importSchema, importUndoSchemas } from './import-schema.ts';
import { environmentFileOf } from '../environment/environment-folder.ts';
import {
  below,
  bytes,
  mode,
  ref,
  scriptRef,
  sentences,
  text,
  time,
  unit,
  version,
  type Below,
  type UndoSchemas,
} from './record-values.ts';
import { modeSchema, remedySchema, remedyUndoSchemas } from './remedy-schema.ts';

/** Where Hearth works: `units` for unit files, the others for the script and the folders of a new service. */
export interface WorkFolders {
  units: string;
  home: string;
  runtime: string;
  /** Of the person’s autostart entries. */
  autostart: string;
}

const sameKind = (value: unknown, of: unknown): boolean =>
  Array.isArray(of)
    ? Array.isArray(value) && value.every((one) => typeof one === 'string')
    : typeof value === typeof of;

/** A form with every field of its type; `createService` checks what the fields say. */
export const formSchema = v.custom<ServiceForm>(
  (form) =>
    typeof form === 'object' &&
    form !== null &&
    isSchedule((form as Record<string, unknown>)['schedule']) &&
    Object.entries(emptyForm()).every(([key, value]) =>
      sameKind((form as Record<string, unknown>)[key], value),
    ),
);

/** One for each kind: a forgotten kind doesn't compile. */
type PlanSchemas = {
  [Kind in Plan['kind']]: v.GenericSchema<unknown, Plan & { kind: Kind }>;
};

const putBackSchemas = (made: Below) => ({
  'put-file': v.object({ do: v.literal('put-file'), path: made, mode, bytes }),
  'put-link': v.object({ do: v.literal('put-link'), path: made, to: text }),
  'put-folder': v.object({ do: v.literal('put-folder'), path: made, mode }),
});

/** @param made where files and folders of a record may be. */
const undoSchemas = (made: Below): UndoSchemas => {
  const manager = <Do extends string>(what: Do) => v.object({ do: v.literal(what), unit });
  const moved = <D extends string>(to: D) => v.object({ do: v.literal(to), from: unit, to: unit });
  return {
    'remove-file': v.object({ do: v.literal('remove-file'), path: made, version }),
    'remove-link': v.object({ do: v.literal('remove-link'), path: made, to: text }),
    'remove-folder': v.object({ do: v.literal('remove-folder'), path: made }),
    'restore-file': v.object({
      do: v.literal('restore-file'),
      path: made,
      ours: version,
      before: version,
      bytes,
    }),
    ...putBackSchemas(made),
    'tell-trashed': v.object({ do: v.literal('tell-trashed'), path: made }),
    start: manager('start'),
    stop: manager('stop'),
    disable: manager('disable'),
    'reset-failed': manager('reset-failed'),
    reload: manager('reload'),
    'set-mode': modeSchema(made),
    'put-back-crontab': crontabSchema,
    'move-history': v.object({
      ...moved('move-history').entries,
      ids: v.pipe(v.array(v.pipe(text, v.regex(historyIdPattern))), v.maxLength(10_000)),
    }),
    'move-pin': moved('move-pin'),
    'move-mute': moved('move-mute'),
    'move-stamp': moved('move-stamp'),
  };
};

const planSchemas = (units: Below, made: Below, scripts: string, kept: Below) => {
  const records = putBackSchemas(units);
  const putBacks = v.array(
    v.union([records['put-file'], records['put-link'], records['put-folder']]),
  );
  const part = v.object({ unit, to: unit, wasUp: v.boolean(), wasFailed: v.boolean() });
  const naming = <Kind extends string>(kind: Kind) =>
    v.object({
      kind: v.literal(kind),
      unit,
      to: unit,
      records: putBacks,
      wasUp: v.boolean(),
      wasFailed: v.boolean(),
      others: v.exactOptional(v.pipe(v.array(part), v.maxLength(100))),
      follow: v.exactOptional(putBacks),
    });
  const edit = v.object({
    kind: v.literal('edit'),
    unit,
    file: v.object({ unit, ref, path: units }),
    before: v.nullable(version),
    bytes: v.nullable(bytes),
    mode: v.nullable(mode),
    link: v.exactOptional(v.nullable(text)),
    reason: v.picklist(['saved', 'restored', 'drop-in-removed', 'deleted', 'undone']),
  });
  /** Never removed, and never a link. */
  const editOfScript = v.object({
    ...edit.entries,
    file: v.pipe(
      v.object({ unit, ref: scriptRef, path: v.string() }),
      v.check((file) => file.path === `${scripts}/${file.ref.name}`, 'not where scripts are'),
    ),
    bytes,
    link: v.exactOptional(v.null()),
  });
  return {
    create: v.object({
      kind: v.literal('create'),
      unit,
      form: v.pipe(
        v.looseObject({}),
        v.transform((form) => currentForm(form)),
        formSchema,
      ),
      paths: v.object({
        unitFolder: text,
        unitFile: units,
        triggerFile: v.exactOptional(v.nullable(units)),
        program: v.exactOptional(v.nullable(text)),
        scriptFile: v.nullable(made),
        proofFile: v.nullable(text),
        folders: sentences,
      }),
    }),
    edit: v.union([edit, editOfScript]),
    delete: v.object({
      kind: v.literal('delete'),
      unit,
      files: v.pipe(v.array(units), v.maxLength(10_000)),
      wasUp: v.boolean(),
      wasFailed: v.boolean(),
      masked: v.boolean(),
      unlinks: v.exactOptional(v.boolean()),
    }),
    rename: naming('rename'),
    duplicate: naming('duplicate'),
    restore: v.object({
      kind: v.literal('restore'),
      unit,
      records: putBacks,
      left: sentences,
    }),
    environment: v.object({
      kind: v.literal('environment'),
      unit: v.literal(managerUnit),
      path: kept,
      before: v.nullable(version),
      bytes,
      names: sentences,
    }),
    remedy: remedySchema(units),
  };
};

/** Reads lines that a checksum has confirmed, the first of them first; null for one that says what no Hearth writes. */
export const createLineReader = ({ units, home, runtime, autostart }: WorkFolders) => {
  // A manager with the usual configuration folder reads it whatever Hearth's own environment says.
  const unitFolders = [units, path.join(home, '.config/systemd/user')];
  const scripts = scriptFolderOf({ home, runtime });
  const inUnits = below(...unitFolders);
  const made = below(...unitFolders, scripts);
  const plans: PlanSchemas = {
    ...planSchemas(inUnits, made, scripts, v.picklist(unitFolders.map(environmentFileOf))),
    import: importSchema(inUnits, autostart),
  };
  const ofUnits = undoSchemas(inUnits);
  /** A creation makes new files only. Its proof may be elsewhere: empty folders made for that are removed. */
  const ofCreation: UndoSchemas = {
    ...ofUnits,
    'remove-file': v.object({ do: v.literal('remove-file'), path: made, version }),
    'remove-folder': v.object({
      do: v.literal('remove-folder'),
      path: below(...unitFolders, home, runtime, '/tmp', '/var/tmp'),
    }),
  };
  const ofRemedy = remedyUndoSchemas(ofUnits);
  /** An edit of a script changes nothing but this file, and makes no folder but its own. */
  const ofScript = (at: string): Partial<UndoSchemas> => ({
    'restore-file': undoSchemas(v.literal(at))['restore-file'],
    'remove-file': undoSchemas(v.literal(at))['remove-file'],
    'remove-folder': undoSchemas(v.picklist([scripts, path.dirname(scripts)]))['remove-folder'],
  });
  /** Nothing but this file, and the folders above it. */
  const ofEnvironment = (at: string): Partial<UndoSchemas> => ({
    'restore-file': undoSchemas(v.literal(at))['restore-file'],
    'remove-file': undoSchemas(v.literal(at))['remove-file'],
    'remove-folder': undoSchemas(v.picklist([path.dirname(at), path.dirname(path.dirname(at))]))[
      'remove-folder'
    ],
    reload: ofUnits.reload,
  });
  const others = v.variant('kind', [
    v.object({ kind: v.literal('done'), step: text }),
    v.object({ kind: v.literal('undoing') }),
    v.object({ kind: v.literal('ended'), at: time }),
  ]);
  const stepOf = (records: Partial<UndoSchemas>) => {
    const undo = v.lazy((one) => {
      const what = (one as { do?: unknown } | null)?.do;
      const known = typeof what === 'string' && Object.hasOwn(records, what);
      return (known ? records[what as UndoRecord['do']] : undefined) ?? v.never();
    });
    return v.object({ kind: v.literal('step'), step: text, undo: v.array(undo) });
  };
  const recordsOf = (plan: Plan): Partial<UndoSchemas> => {
    if (plan.kind === 'create') return ofCreation;
    if (plan.kind === 'environment') return ofEnvironment(plan.path);
    if (plan.kind === 'remedy') return ofRemedy;
    if (plan.kind === 'import') return importUndoSchemas(plan, ofUnits, undoSchemas);
    const isScript = plan.kind === 'edit' && plan.file.ref.kind === 'script';
    return isScript ? ofScript(plan.file.path) : ofUnits;
  };
  const schemaFor = (line: unknown, isFirst: boolean, records: Partial<UndoSchemas>) => {
    const { kind, plan } = (line ?? {}) as { kind?: unknown; plan?: { kind?: unknown } | null };
    if (!isFirst) return kind === 'step' ? stepOf(records) : others;
    const planned = plan?.kind;
    return typeof planned === 'string' && Object.hasOwn(plans, planned)
      ? v.object({
          kind: v.literal('begin'),
          id: text,
          at: time,
          plan: plans[planned as Plan['kind']],
        })
      : v.never();
  };

  return (lines: readonly unknown[]): (JournalLine | null)[] => {
    let records: Partial<UndoSchemas> = ofUnits;
    return lines.map((line, at) => {
      const read = v.safeParse(schemaFor(line, at === 0, records), line, { abortEarly: true });
      if (!read.success) return null;
      const known = read.output;
      if (known.kind === 'begin') records = recordsOf(known.plan);
      return known;
    });
  };
};
