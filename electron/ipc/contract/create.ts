/** Creating a service from a form. */
import * as v from 'valibot';
import {
  restartPolicies,
  serviceTypes,
  type FormCheck,
  type ServiceForm,
} from '../../core/create/service-form.ts';
import { jobs } from '../../core/create/form-job.ts';
import { settingKeys, type SettingItems } from '../../core/fields/registry.ts';
import { handovers, listenPlaces } from '../../core/create/form-listen.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { proofKinds } from '../../core/proof/proof.ts';
import { watchKinds } from '../../core/triggers/watch-kinds.ts';
import { method, nothing, text, unitName } from './method.ts';
import { schedule } from './schedule.ts';

const settingItems: v.GenericSchema<SettingItems> = v.record(
  v.picklist(settingKeys),
  v.pipe(v.array(text(10_000)), v.maxLength(1000)),
);

export const serviceForm = v.strictObject({
  job: v.picklist(jobs),
  schedule,
  watchKind: v.picklist(watchKinds),
  watchPaths: text(1_000_000),
  watchMakesFolder: v.boolean(),
  listenAt: v.picklist(listenPlaces),
  listenPort: text(10_000),
  listenPath: text(10_000),
  handover: v.picklist(handovers),
  name: text(1000),
  description: text(10_000),
  runs: v.picklist(['program', 'script']),
  command: text(200_000),
  script: text(1_000_000),
  type: v.picklist(serviceTypes),
  restart: v.picklist(restartPolicies),
  restartSec: text(200),
  environment: text(100_000),
  workingDirectory: text(10_000),
  startAutomatically: v.boolean(),
  startNow: v.boolean(),
  settings: settingItems,
  proofKind: v.picklist(proofKinds),
  proofFile: text(10_000),
  proofValue: text(10_000),
  proofPeriod: text(200),
});

export const createMethods = {
  /** Findings from the form and the disk, and where the program of the command is. */
  checkForm: method<FormCheck>()(serviceForm),
  /** Asks for a file or a folder in the desktop’s dialog, from a path of the form on; null if cancelled. */
  choosePath: method<string | null>()(
    v.strictObject({ kind: v.picklist(['file', 'folder']), from: text(10_000) }),
  ),
  /** Creates a folder, and those on the way to it. */
  createFolder: method<void>()(
    v.strictObject({ path: v.pipe(text(4096), v.regex(/^\/[^\0]*$/u)) }),
  ),
  /** The form of a service not created yet, even from a closed window; null if there is none. */
  formDraft: method<ServiceForm | null>()(nothing),
  /** Keeps the form until the service is created; null drops it. */
  keepForm: method<void>()(v.nullable(serviceForm)),
  /** Resolves when the creation ends. Returns why it failed; null if it succeeded or was cancelled. */
  createService: method<Problem | null>()(
    v.strictObject({
      form: serviceForm,
      /** The earlier attempt under another name that the user agreed to undo. */
      takesBack: v.nullable(unitName),
    }),
  ),
  undoCreation: method<void>()(nothing),
  /** Cancels the current creation and undoes it; resolves when that is done. */
  cancelCreation: method<void>()(nothing),
  dismissCreation: method<void>()(nothing),
  /** Keeps what a failed creation made, even if it is no longer shown. */
  keepCreation: method<void>()(nothing),
};
