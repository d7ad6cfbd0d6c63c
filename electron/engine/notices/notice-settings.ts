/** Which notifications the person wants: in the state, and in their settings. */
import type { AccountStore } from '../../core/app/store.ts';
import type { Hours, NoticeKind, NoticeSettings } from '../../core/notices/notice-settings.ts';
import { ProblemError } from '../../core/problems/problem.ts';
import { createTurns } from '../../host/async/keyed-mutex.ts';
import type { Settings } from '../../system/storage/settings.ts';

export const createNoticeSettings = (
  store: AccountStore,
  settings: Pick<Settings, 'readNotices' | 'changeNotices'>,
) => {
  /** One read or write at a time, so the last change wins on disk as well. */
  const turns = createTurns();
  const show = (now: NoticeSettings): void => {
    store.dispatch({ kind: 'notices', settings: now });
  };
  const change = (edit: (before: NoticeSettings) => NoticeSettings): Promise<void> =>
    turns.take('', async () => {
      show(await settings.changeNotices(edit));
    });

  return {
    /** Reads them into the state. An unreadable file means the usual ones; a change then throws the reason. */
    read: (): Promise<void> =>
      turns.take('', async () => {
        try {
          show(await settings.readNotices());
        } catch (thrown) {
          if (!(thrown instanceof ProblemError)) throw thrown;
        }
      }),
    /** @throws as Settings.changeNotices; so do the others. */
    setKind: (kind: NoticeKind, on: boolean): Promise<void> =>
      change((before) => ({ ...before, kinds: { ...before.kinds, [kind]: on } })),
    setSystem: (system: boolean): Promise<void> => change((before) => ({ ...before, system })),
    setQuiet: (quiet: boolean, hours: Hours): Promise<void> =>
      change((before) => ({ ...before, quiet, hours })),
    mute: (unit: string, muted: boolean): Promise<void> =>
      change((before) => {
        const others = before.muted.filter((one) => one !== unit);
        return { ...before, muted: muted ? [...others, unit] : others };
      }),
    /** Mutes another name in its place; nothing for one that isn’t muted. */
    moveMute: (from: string, to: string): Promise<void> =>
      change((before) =>
        before.muted.includes(from)
          ? {
              ...before,
              muted: before.muted
                .filter((one) => one !== to)
                .map((one) => (one === from ? to : one)),
            }
          : before,
      ),
  };
};

export type NoticeChoices = ReturnType<typeof createNoticeSettings>;
