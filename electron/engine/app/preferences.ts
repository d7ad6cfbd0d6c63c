/** What the person prefers of Hearth itself: in the state, in their settings, and in effect. */
import { usualPreferences, type Preferences } from '../../core/app/preferences.ts';
import type { AppStore } from '../../core/app/store.ts';
import { problem, ProblemError } from '../../core/problems/problem.ts';
import { createTurns } from '../../host/async/keyed-mutex.ts';
import type { HistoryBounds } from '../../system/storage/history-limits.ts';
import type { Settings } from '../../system/storage/settings.ts';
import type { Ports } from './ports.ts';

export const createPreferences = (
  store: AppStore,
  settings: Pick<Settings, 'readPreferences' | 'changePreferences'>,
  { theme, shortcut }: Pick<Ports, 'theme' | 'shortcut'>,
) => {
  /** One read or write at a time, so the last change wins on disk as well. */
  const turns = createTurns();
  let applied = usualPreferences;

  /** @param isSet the person set the keys: another program that had them may have given them up. */
  const show = (now: Preferences, isSet = false): void => {
    if (now.theme !== applied.theme) theme(now.theme);
    let refused = store.state().shortcutProblem;
    if (now.shortcut !== applied.shortcut || (isSet && refused !== null)) {
      const outcome = shortcut(now.shortcut);
      refused = outcome === 'done' ? null : problem(outcome, { keys: now.shortcut });
    }
    applied = now;
    store.dispatch({ kind: 'preferences', preferences: now, shortcutProblem: refused });
  };

  return {
    /** How much of the replaced files to keep. */
    historyBounds: (): Partial<HistoryBounds> => ({
      versionsPerUnit: applied.versions,
      bytesInAll: applied.megabytes * 1024 * 1024,
    }),
    /** Takes those on disk. An unreadable file means the usual ones; a change then throws the reason. */
    read: (): Promise<void> =>
      turns.take('', async () => {
        try {
          show(await settings.readPreferences());
        } catch (thrown) {
          if (!(thrown instanceof ProblemError)) throw thrown;
        }
      }),
    /** @throws as Settings.changePreferences. */
    set: (change: Partial<Preferences>): Promise<void> =>
      turns.take('', async () => {
        show(await settings.changePreferences(change), change.shortcut !== undefined);
      }),
  };
};

export type PreferenceChoices = ReturnType<typeof createPreferences>;
