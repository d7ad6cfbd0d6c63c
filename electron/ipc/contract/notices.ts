/** Which notifications the person wants. */
import * as v from 'valibot';
import { noticeKinds } from '../../core/notices/notice-settings.ts';
import { method, unitName } from './method.ts';

const minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 60 - 1));

export const noticesMethods = {
  setNoticeKind: method<void>()(v.strictObject({ kind: v.picklist(noticeKinds), on: v.boolean() })),
  /** Whether units of the system count like the person’s own. */
  countSystem: method<void>()(v.strictObject({ on: v.boolean() })),
  /** Hours in minutes since midnight, local time. */
  setQuietHours: method<void>()(
    v.strictObject({ quiet: v.boolean(), hours: v.strictObject({ from: minute, to: minute }) }),
  ),
  /** Notifications about a unit; the tray and the window still show what is wrong. */
  muteUnit: method<void>()(v.strictObject({ unit: unitName, muted: v.boolean() })),
};
