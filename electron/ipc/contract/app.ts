/** Hearth itself: its state, windows and autostart. */
import * as v from 'valibot';
import {
  amounts,
  isShortcut,
  themes,
  type Amount,
  type Preferences,
} from '../../core/app/preferences.ts';
import { sections, type Page } from '../../core/app/page.ts';
import type { ProblemReport } from '../../core/app/problem-report.ts';
import type { AppEvent, AppState } from '../../core/app/state.ts';
import { zoomSteps } from '../../core/app/zoom.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { event, list, method, nothing, text, unitName } from './method.ts';

const page: v.GenericSchema<Page> = v.variant('kind', [
  v.strictObject({ kind: v.literal('home') }),
  v.strictObject({
    kind: v.literal('unit'),
    unit: unitName,
    section: v.picklist(sections),
  }),
  v.strictObject({ kind: v.literal('create') }),
  v.strictObject({
    kind: v.literal('import'),
    from: v.exactOptional(v.literal('autostart')),
  }),
  v.strictObject({ kind: v.literal('journal') }),
  v.strictObject({ kind: v.literal('calendar') }),
  v.strictObject({ kind: v.literal('environment') }),
  v.strictObject({ kind: v.literal('settings') }),
  v.strictObject({ kind: v.literal('report'), unit: v.nullable(unitName) }),
]);

/** Within what is offered. */
const amount = (name: Amount) => {
  const [least, , most] = amounts[name];
  return v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)));
};

const preferences: v.GenericSchema<Partial<Preferences>> = v.strictObject({
  theme: v.exactOptional(v.picklist(themes)),
  shortcut: v.exactOptional(
    v.pipe(
      text(60),
      v.check((keys) => keys === '' || isShortcut(keys), 'keys'),
    ),
  ),
  logLines: amount('logLines'),
  versions: amount('versions'),
  megabytes: amount('megabytes'),
});

export const appMethods = {
  snapshot: method<AppState>()(nothing),
  /** Returns why it failed; null on success. */
  setAutostart: method<Problem | null>()(v.strictObject({ enable: v.boolean() })),
  openWindow: method<void>()(page),
  /** Tells which page the window shows, so that nobody is notified of what they look at. */
  lookAt: method<void>()(page),
  hidePanel: method<void>()(nothing),
  /** Shows pages larger, smaller, or at their usual size, and keeps that. */
  zoom: method<void>()(v.strictObject({ step: v.picklist(zoomSteps) })),
  /** Changes those that are given, and keeps them. */
  setPreferences: method<void>()(preferences),
  /** Opens Hearth’s log folder in the file manager. */
  showLog: method<void>()(nothing),
  /** Makes a report about a unit, or about Hearth itself; secrets are masked. */
  makeReport: method<ProblemReport>()(v.strictObject({ unit: v.nullable(unitName) })),
  /** Asks for a file, and saves the report as it was shown, without some of its files. Returns the file; null for none. */
  saveReport: method<string | null>()(
    v.strictObject({ id: text(100), without: list(text(1000), 1000) }),
  ),
  /** Shows the saved report in the file manager. */
  showReport: method<void>()(nothing),
  /** Dismisses the crash notice. */
  dismissCrash: method<void>()(nothing),
  /** Logs an uncaught error of a page. */
  reportPageError: method<void>()(v.strictObject({ message: text(500), stack: text(4000) })),
  quit: method<void>()(nothing),
};

export const appEvents = {
  /** `sequence` numbers the state after the event. */
  change: event<{ sequence: number; event: AppEvent }>(),
  navigate: event<Page>(),
};
