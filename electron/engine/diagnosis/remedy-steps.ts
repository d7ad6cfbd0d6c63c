/** What a remedy does to the files that are there now: its steps, and what a person sees of them first. */
import path from 'node:path';
import { onManager, onUnit, shellLine } from '../../core/commands.ts';
import type { RemedyAction } from '../../core/diagnosis/remedy.ts';
import type { RemedyChange } from '../../core/diagnosis/remedy-change.ts';
import type { Symptoms } from '../../core/diagnosis/symptoms.ts';
import { isUnitName } from '../../core/names/unit-name.ts';
import { fail } from '../../core/problems/problem.ts';
import { addAssignment, removeAssignment, setValue } from '../../core/syntax/edit-file.ts';
import { parse, type UnitFile } from '../../core/syntax/unit-file.ts';
import { withoutReturns } from '../../core/text/returns.ts';
import { decodeUtf8 } from '../../core/text/utf8.ts';
import type { RemedyStep } from '../../core/transactions/remedy-step.ts';
import type { EditedFile } from '../../core/files/edited-file.ts';
import { isUp } from '../../core/units/unit.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import { toBase64 } from '../../system/files/base64.ts';

export interface RemedyWork {
  steps: RemedyStep[];
  changes: RemedyChange[];
}

type Files = Pick<HostFiles, 'read' | 'examine'>;
type Verb = Extract<RemedyAction, { unit: string }>;
type Setting = Extract<RemedyAction, { do: 'set' | 'unset' | 'override' }>;

const isSetting = (action: RemedyAction): action is Setting =>
  action.do === 'set' || action.do === 'unset' || action.do === 'override';

/** Drop-ins that Hearth makes unless told another name; `systemctl edit` makes the same. */
const overrideName = 'override.conf';

/** A file of the person’s own as the editor and the history know it. */
const editedFile = (unit: string, at: string): EditedFile => {
  const name = path.basename(at);
  const [, of] = /^(.+)\.d$/.exec(path.basename(path.dirname(at))) ?? [];
  if (of === undefined) return { unit: name, ref: { kind: 'fragment' }, path: at };
  return {
    unit: isUnitName(of) ? of : unit,
    ref: { kind: 'drop-in', name, ...(of === unit ? {} : { of }) },
    path: at,
  };
};

const withSetting = (file: UnitFile, action: Setting, gone: () => Error): UnitFile => {
  if (action.do === 'override') {
    const { section, key, values } = action;
    return values.reduce((made, value) => addAssignment(made, { section, key, value }), file);
  }
  if (action.do === 'set' && action.line === null) return addAssignment(file, action);
  const there = file.assignments.find(
    ({ line, key }) => line === action.line && (action.do === 'unset' || key === action.key),
  );
  // The file has changed since the diagnosis.
  if (there === undefined) throw gone();
  return action.do === 'set' ? setValue(file, there, action.value) : removeAssignment(file, there);
};

const lineOf = (setting: Setting): number =>
  setting.do === 'override' ? Infinity : (setting.line ?? Infinity);

/** Settings of one file together, from the last line up, so that earlier lines stay where they are. */
const inOrder = (settings: readonly Setting[]): Setting[] =>
  // What is added stays in its own order.
  [...settings].sort((a, b) => (lineOf(a) === lineOf(b) ? 0 : lineOf(b) - lineOf(a)));

const commandLines = (action: Verb, symptoms: Symptoms): string[] => {
  switch (action.do) {
    case 'start':
      return [shellLine(onUnit(isUp(symptoms.details) ? 'restart' : 'start', action.unit))];
    case 'reenable':
      return (['disable', 'enable'] as const).map((verb) => shellLine(onUnit(verb, action.unit)));
    case 'unmask':
    case 'reset-failed':
    case 'enable':
    case 'stop':
      return [shellLine(onUnit(action.do, action.unit))];
  }
};

/** @throws remedy-gone if what it would change is no longer there; as the host’s `read`. */
export const remedyWork = async (
  actions: readonly RemedyAction[],
  { files, symptoms, unitFolder }: { files: Files; symptoms: Symptoms; unitFolder: string },
): Promise<RemedyWork> => {
  const { unit } = symptoms;
  const gone = (): Error => fail('remedy-gone', { unit });
  const override = path.join(unitFolder, `${unit}.d`, overrideName);
  const placeOf = (setting: Setting): string =>
    setting.do === 'override' ? override : setting.path;

  const written = async (at: string, settings: readonly Setting[]): Promise<RemedyWork> => {
    const old = await files.read(at);
    const before = old?.bytes ?? new Uint8Array();
    const after = inOrder(settings).reduce(
      (file, setting) => withSetting(file, setting, gone),
      parse(before),
    ).bytes;
    const text: RemedyChange = {
      kind: 'text',
      path: at,
      before: old === null ? null : decodeUtf8(before),
      after: decodeUtf8(after),
    };
    const file = editedFile(unit, at);
    return {
      steps: [{ do: 'write', file, before: old?.version ?? null, bytes: toBase64(after) }],
      changes: [text],
    };
  };

  const settings = actions.filter(isSetting);
  const places = [...new Set(settings.map(placeOf))];

  const lookAt = async (at: string) => {
    const look = (await files.examine([at])).get(at);
    if (look === undefined || !('mode' in look)) throw gone();
    return look;
  };

  const workOf = async (action: Exclude<RemedyAction, Setting>): Promise<RemedyWork> => {
    if ('unit' in action) {
      const lines = commandLines(action, symptoms);
      return { steps: [action], changes: lines.map((line) => ({ kind: 'command', line })) };
    }
    switch (action.do) {
      case 'make-folder':
        return { steps: [action], changes: [{ kind: 'folder', path: action.path }] };
      case 'make-file':
        return { steps: [action], changes: [{ kind: 'file', path: action.path }] };
      case 'add-mode': {
        const { realPath, mode } = await lookAt(action.path);
        const change = {
          kind: 'mode',
          path: realPath,
          before: mode,
          after: mode | action.bits,
        } as const;
        return { steps: [{ ...action, path: realPath }], changes: [change] };
      }
      case 'remove-returns': {
        const { realPath } = await lookAt(action.path);
        const read = await files.read(realPath);
        if (read === null) throw gone();
        const after = withoutReturns(read.bytes, action.lines);
        if (versionOf(after) === read.version) throw gone();
        const change: RemedyChange = {
          kind: 'text',
          path: realPath,
          before: decodeUtf8(read.bytes),
          after: decodeUtf8(after),
        };
        return { steps: [{ ...action, path: realPath }], changes: [change] };
      }
    }
  };

  const others = actions.filter((action) => !isSetting(action));
  const writes = await Promise.all(
    places.map((at) =>
      written(
        at,
        settings.filter((setting) => placeOf(setting) === at),
      ),
    ),
  );
  const reload: RemedyWork[] =
    writes.length === 0
      ? []
      : [
          {
            steps: [{ do: 'reload', unit }],
            changes: [{ kind: 'command', line: shellLine(onManager('daemon-reload')) }],
          },
        ];
  const rest = await Promise.all(others.map(workOf));
  // Files first: what is started reads them.
  const all = [...writes, ...reload, ...rest];
  return {
    steps: all.flatMap(({ steps }) => steps),
    changes: all.flatMap(({ changes }) => changes),
  };
};
