import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { noticesMethods } from '../../ipc/contract/notices.ts';
import type { NoticeChoices } from './notice-settings.ts';

export const noticesHandlers = (choices: NoticeChoices): HandlersOf<typeof noticesMethods> => ({
  setNoticeKind: ({ kind, on }) => choices.setKind(kind, on),
  countSystem: ({ on }) => choices.setSystem(on),
  setQuietHours: ({ quiet, hours }) => choices.setQuiet(quiet, hours),
  muteUnit: ({ unit, muted }) => choices.mute(unit, muted),
});
