/** Where the window was last, in Hearth’s own state folder: read before there is a window, so at once. */
import path from 'node:path';
import { placeIn, placeText, type WindowPlace } from '../../core/app/window-place.ts';
import { isNear } from '../../host/mounts/reach.ts';
import { readStart, writeAnew } from '../../host/own-files.ts';

/** @param stateFolder `$XDG_STATE_HOME/hearth`, which exists. On a mount that may not answer, nothing is kept. */
export const openWindowPlace = (stateFolder: string) => {
  const file = path.join(stateFolder, 'window');
  return {
    /** null without one. */
    read: (): WindowPlace | null => {
      if (!isNear(file)) return null;
      try {
        return placeIn(readStart(file, 100));
      } catch {
        // Missing, or not Hearth’s: the usual place.
        return null;
      }
    },
    keep: (place: WindowPlace): void => {
      if (!isNear(file)) return;
      try {
        writeAnew(file, placeText(place));
      } catch {
        // The window then opens where it was before.
      }
    },
  };
};
