/** Which notifications the person wants, on the fake. */
import type { NoticeSettings } from '../../../electron/core/notices/notice-settings.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { noticesMethods } from '../../../electron/ipc/contract/notices.ts';
import type { FakeStore } from '../units.ts';

export const noticesHandlers = (store: FakeStore): HandlersOf<typeof noticesMethods> => {
  const change = (differs: Partial<NoticeSettings>): void => {
    store.dispatch({ kind: 'notices', settings: { ...store.state().account.notices, ...differs } });
  };
  return {
    setNoticeKind: ({ kind, on }) => {
      change({ kinds: { ...store.state().account.notices.kinds, [kind]: on } });
    },
    countSystem: ({ on }) => {
      change({ system: on });
    },
    setQuietHours: change,
    muteUnit: ({ unit, muted }) => {
      const others = store.state().account.notices.muted.filter((one) => one !== unit);
      change({ muted: muted ? [...others, unit] : others });
    },
  };
};
