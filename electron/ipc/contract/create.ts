/** Creating a service from a form. */
import * as v from 'valibot';
import {
  restartPolicies,
  serviceTypes,
  type FormFinding,
  type ServiceForm,
} from '../../core/create/service-form.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { method, nothing, text, unitName } from './method.ts';

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

export const createMethods = {
  /** What the form alone and the disk say about a form. */
  checkForm: method<FormFinding[]>()(serviceForm),
  /** What was typed for a new service and is not created, also by a window that is gone; null for nothing. */
  formDraft: method<ServiceForm | null>()(nothing),
  /** Keeps it until it is created; null for nothing. */
  keepForm: method<void>()(v.nullable(serviceForm)),
  /** Ends when the creation has ended. Answers why it failed; null when it went well, or was cancelled. */
  createService: method<Problem | null>()(
    v.strictObject({
      form: serviceForm,
      /** The attempt before that the person agreed to undo, where it has another name. */
      takesBack: v.nullable(unitName),
    }),
  ),
  undoCreation: method<void>()(nothing),
  /** Ends the creation under way and undoes it; ends when that is done. */
  cancelCreation: method<void>()(nothing),
  dismissCreation: method<void>()(nothing),
  /** Leaves what a failed creation made as it is, also one that is not on the screen any more. */
  keepCreation: method<void>()(nothing),
};
