/** Where the window was, and where it opens: pure, so that every set of screens can be tested. */
import type { Area } from './panel-bounds.ts';

/** Without its maximized state. */
export interface WindowPlace extends Area {
  maximized: boolean;
}

const usualSize = { width: 1080, height: 720 };
export const leastSize = { width: 640, height: 420 };

const pattern = /^(-?\d{1,6}) (-?\d{1,6}) (\d{1,5}) (\d{1,5})( maximized)?\n?$/;

/** `X Y WIDTH HEIGHT`, and ` maximized`; in pixels of the desktop. */
export const placeText = ({ x, y, width, height, maximized }: WindowPlace): string =>
  `${[x, y, width, height].map(Math.round).join(' ')}${maximized ? ' maximized' : ''}\n`;

/** null for any other text. */
export const placeIn = (text: string): WindowPlace | null => {
  const found = pattern.exec(text);
  if (found === null) return null;
  const [x = 0, y = 0, width = 0, height = 0] = found.slice(1, 5).map(Number);
  return { x, y, width, height, maximized: found[5] !== undefined };
};

/** How much of a window must be on a screen to count as there: enough to see, and to drag it. */
const reachable = { width: 120, height: 60 };

const sharedWidth = (kept: Area, area: Area): number =>
  Math.min(kept.x + kept.width, area.x + area.width) - Math.max(kept.x, area.x);

/** The screen with the most of it, of those that show its title and enough of it. */
const screenOf = (kept: Area, areas: readonly Area[]): Area | undefined =>
  areas
    .filter(
      (area) =>
        sharedWidth(kept, area) >= reachable.width &&
        kept.y >= area.y &&
        area.y + area.height - kept.y >= reachable.height,
    )
    .sort((a, b) => sharedWidth(kept, b) - sharedWidth(kept, a))[0];

const within = (wanted: number, least: number, most: number): number =>
  Math.min(Math.max(wanted, Math.min(least, most)), most);

/** What had to become as small as the screen fits at its start only. */
const startOf = (kept: number, length: number, screen: { from: number; length: number }): number =>
  length > screen.length ? screen.from : kept;

/**
 * Where to put a window that was at this place: the same, if a screen still shows its title and enough of it, but no
 * larger than that screen and then not beyond its edges; else in the middle of the first one.
 * @param areas of all screens, without the desktop’s bars; the main one first.
 */
export const windowBounds = (kept: WindowPlace | null, areas: readonly Area[]): Partial<Area> => {
  const there = kept === null ? undefined : screenOf(kept, areas);
  const area = there ?? areas[0];
  if (area === undefined)
    return kept === null ? usualSize : { width: kept.width, height: kept.height };
  const { width, height } = kept ?? usualSize;
  const size = {
    width: within(width, leastSize.width, area.width),
    height: within(height, leastSize.height, area.height),
  };
  // The desktop places a new window best.
  if (kept === null) return size;
  if (there !== undefined) {
    return {
      x: startOf(kept.x, kept.width, { from: there.x, length: there.width }),
      y: startOf(kept.y, kept.height, { from: there.y, length: there.height }),
      ...size,
    };
  }
  return {
    x: Math.round(area.x + (area.width - size.width) / 2),
    y: Math.round(area.y + (area.height - size.height) / 2),
    ...size,
  };
};

/** No frame is wider. */
const frameMax = 80;

/**
 * How far a new window is from where it was wanted. Under X11 its frame goes there, and the window into the frame: it
 * would move a little with every start. Any other distance is somebody’s wish.
 */
export const frameShift = (wanted: Partial<Area>, got: Area): { x: number; y: number } => {
  const x = got.x - (wanted.x ?? got.x);
  const y = got.y - (wanted.y ?? got.y);
  return Math.max(Math.abs(x), Math.abs(y)) <= frameMax ? { x, y } : { x: 0, y: 0 };
};
