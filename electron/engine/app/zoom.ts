/** How large Hearth's pages are shown; kept for the next start. */
import type { AppStore } from '../../core/app/store.ts';
import { zoomAfter, type ZoomStep } from '../../core/app/zoom.ts';
import { ProblemError } from '../../core/problems/problem.ts';
import { createTurns } from '../../host/async/keyed-mutex.ts';
import type { Settings } from '../../system/storage/settings.ts';

/** @param apply shows the windows at this many percent. */
export const createZoom = (
  store: AppStore,
  settings: Pick<Settings, 'readZoom' | 'changeZoom'>,
  apply: (percent: number) => void,
) => {
  const turns = createTurns();
  /** After a step, a size still being read from disk is out of date. */
  let stepped = false;
  const show = (percent: number): void => {
    store.dispatch({ kind: 'zoom', percent });
    apply(percent);
  };
  return {
    /** Shows the size on disk. An unreadable file means the usual size. */
    read: async (): Promise<void> => {
      try {
        const percent = await settings.readZoom();
        if (!stepped) show(percent);
      } catch (thrown) {
        if (!(thrown instanceof ProblemError)) throw thrown;
      }
    },
    /** Shows the next size at once, then writes it. @throws as Settings.changeZoom. */
    step: async (step: ZoomStep): Promise<void> => {
      const before = store.state().zoom;
      const percent = zoomAfter(before, step);
      if (percent === before) return;
      stepped = true;
      show(percent);
      await turns.take('', () => settings.changeZoom(store.state().zoom));
    },
  };
};

export type Zoom = ReturnType<typeof createZoom>;
