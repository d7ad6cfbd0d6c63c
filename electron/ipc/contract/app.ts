/** Hearth itself: its state, its windows, its own start at login. */
import * as v from 'valibot';
import { sections, type Page } from '../../core/app/page.ts';
import type { AppEvent, AppState } from '../../core/app/state.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { event, method, nothing, unitName } from './method.ts';

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

export const appMethods = {
  snapshot: method<AppState>()(nothing),
  /** Answers why it could not be changed; null when it was. */
  setAutostart: method<Problem | null>()(v.strictObject({ enable: v.boolean() })),
  openWindow: method<void>()(page),
  hidePanel: method<void>()(nothing),
  /** Opens the folder of Hearth’s own log in the file manager. */
  showLog: method<void>()(nothing),
  /** The note that Hearth crashed is not shown again. */
  dismissCrash: method<void>()(nothing),
  quit: method<void>()(nothing),
};

export const appEvents = {
  /** The state after the event has this sequence number. */
  change: event<{ sequence: number; event: AppEvent }>(),
  navigate: event<Page>(),
};
