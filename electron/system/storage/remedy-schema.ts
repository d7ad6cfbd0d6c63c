/** What a transaction log may say of a remedy. */
import * as v from 'valibot';
import { withoutReturns } from '../../core/text/returns.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import { fromBase64 } from '../files/base64.ts';
import {
  anywhere,
  bytes,
  permissions,
  ref,
  text,
  unit,
  version,
  type Below,
  type UndoSchemas,
} from './record-values.ts';

/** Outside unit files, a remedy makes what is missing, and changes nothing that somebody wrote. */
export const remedySchema = (units: Below) => {
  const verb = v.picklist([
    ...(['reload', 'unmask', 'reset-failed'] as const),
    ...(['enable', 'reenable', 'stop', 'start'] as const),
  ]);
  return v.object({
    kind: v.literal('remedy'),
    unit,
    label: text,
    steps: v.pipe(
      v.array(
        v.variant('do', [
          v.object({
            do: v.literal('write'),
            file: v.object({ unit, ref, path: units }),
            before: v.nullable(version),
            bytes,
          }),
          v.object({ do: v.picklist(['make-folder', 'make-file']), path: anywhere }),
          v.object({ do: v.literal('add-mode'), path: anywhere, bits: permissions }),
          v.object({
            do: v.literal('remove-returns'),
            path: anywhere,
            lines: v.picklist(['first', 'all']),
          }),
          v.object({ do: verb, unit }),
        ]),
      ),
      v.maxLength(100),
    ),
  });
};

/** The undo of permissions takes away, and gives none. */
export const modeSchema = (made: Below) =>
  v.pipe(
    v.object({ do: v.literal('set-mode'), path: made, mode: permissions, ours: permissions }),
    v.check((record) => (record.mode & ~record.ours) === 0, 'more than an undo removes'),
  );

/** Undoing a remedy elsewhere removes what is empty, and puts back carriage returns. */
export const remedyUndoSchemas = (ofUnits: UndoSchemas): UndoSchemas => ({
  ...ofUnits,
  'remove-file': v.union([
    ofUnits['remove-file'],
    v.object({
      do: v.literal('remove-file'),
      path: anywhere,
      version: v.literal(versionOf(new Uint8Array())),
    }),
  ]),
  'remove-folder': v.object({ do: v.literal('remove-folder'), path: anywhere }),
  'restore-file': v.union([
    ofUnits['restore-file'],
    v.pipe(
      v.object({
        do: v.literal('restore-file'),
        path: anywhere,
        ours: version,
        before: version,
        bytes,
      }),
      v.check(
        (record) =>
          (['first', 'all'] as const).some(
            (lines) => versionOf(withoutReturns(fromBase64(record.bytes), lines)) === record.ours,
          ),
        'more than carriage returns',
      ),
    ),
  ]),
  'set-mode': modeSchema(anywhere),
});
