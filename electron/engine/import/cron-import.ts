/** Turns lines of the crontab into timers and services, and comments the lines out if that was agreed. */
import path from 'node:path';
import type { AccountStore } from '../../core/app/store.ts';
import {
  cronChoices,
  filesOfChoice,
  startsNow,
  type CronView,
} from '../../core/import/cron-import.ts';
import { fail } from '../../core/problems/problem.ts';
import { readCrontab } from '../../core/schedule/cron/crontab.ts';
import { encodeUtf8 } from '../../core/text/utf8.ts';
import type { ImportPlan } from '../../core/transactions/import-plan.ts';
import { managerUnit } from '../../core/transactions/transaction.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import type { Crontab } from '../../system/cron/crontab-program.ts';
import { toBase64 } from '../../system/files/base64.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';
import type { Importing } from './importing.ts';

interface Deps {
  store: Pick<AccountStore, 'state'>;
  crontab: Crontab;
  importing: Pick<Importing, 'run'>;
  lock: Pick<UnitLock, 'change'>;
}

export interface ImportWanted {
  /** Of the crontab that the lines were chosen from. */
  version: string;
  lines: readonly number[];
  commentsOut: boolean;
}

export const createCronImport = (deps: Deps) => {
  const { crontab } = deps;

  const viewOf = (bytes: Uint8Array | null): CronView => {
    const { units } = deps.store.state();
    const isTaken = (name: string): boolean =>
      [`${name}.service`, `${name}.timer`].some((unit) => units[unit] !== undefined);
    if (bytes === null) return { version: null, choices: [] };
    return { version: versionOf(bytes), choices: cronChoices(bytes, isTaken) };
  };

  const planOf = (bytes: Uint8Array, { lines, commentsOut }: ImportWanted): ImportPlan => {
    const chosen = viewOf(bytes).choices.filter(({ line }) => lines.includes(line));
    const { unitFolder } = deps.store.state().person;
    const made = chosen.map((choice) => ({ choice, files: filesOfChoice(choice) }));
    const all = readCrontab(bytes);
    const numbers = chosen.filter((one) => !one.isDisabled).map(({ line }) => line);
    return {
      kind: 'import',
      unit: managerUnit,
      files: made.flatMap((one) =>
        one.files.map(({ unit, text }) => ({
          path: path.join(unitFolder, unit),
          bytes: toBase64(encodeUtf8(text)),
        })),
      ),
      timers: made.flatMap(({ choice, files: [, timer] }) =>
        timer === undefined ? [] : [{ unit: timer.unit, now: startsNow(choice) }],
      ),
      crontab:
        commentsOut && numbers.length > 0
          ? {
              before: versionOf(bytes),
              numbers,
              lines: numbers.map((line) => toBase64(encodeUtf8(all[line - 1]?.text ?? ''))),
            }
          : null,
    };
  };

  return {
    /** @throws program-missing, crontab-unreadable, program-failed. */
    view: async (): Promise<CronView> => viewOf(await crontab.read()),
    /** Returns how many jobs were made. @throws crontab-changed, busy, and what stopped it, with what was undone. */
    run: (wanted: ImportWanted): Promise<number> =>
      deps.lock.change(managerUnit, async () => {
        const bytes = await crontab.read();
        if (bytes === null || versionOf(bytes) !== wanted.version)
          throw fail('crontab-changed', {});
        const plan = planOf(bytes, wanted);
        if (plan.timers.length === 0) return 0;
        await deps.importing.run(plan);
        return plan.timers.length;
      }),
  };
};

export type CronImport = ReturnType<typeof createCronImport>;
