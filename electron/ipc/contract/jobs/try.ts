/** Trying a service without making or changing it. */
import * as v from 'valibot';
import {
  trySecondsMax,
  trySecondsMin,
  type TryNews,
  type TryStart,
} from '../../../core/try/try-report.ts';
import { serviceForm } from '../create.ts';
import { fileBytes, fileRef } from '../files.ts';
import { event, list, method, nothing, unitName } from '../method.ts';

const seconds = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(trySecondsMin),
  v.maxValue(trySecondsMax),
);
const editedFile = v.strictObject({ file: fileRef, bytes: fileBytes });

export const tryMethods = {
  /** Runs the service of the form; resolves once it is started. `tried` tells the rest. */
  tryForm: method<TryStart>()(v.strictObject({ form: serviceForm, seconds })),
  /** Runs a service with these files in place of those on disk. */
  tryUnit: method<TryStart>()(
    v.strictObject({ unit: unitName, edited: list(editedFile, 100), seconds }),
  ),
  /** Ends the try, if there is one. */
  stopTry: method<void>()(nothing),
};

export const tryEvents = {
  tried: event<TryNews>(),
};
