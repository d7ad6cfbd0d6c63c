/** Places the tray panel. Pure, so that every corner of every screen can be tested. */

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** At 100 %; larger pages get a larger panel, as far as the screen allows. */
const usual = { width: 360, height: 520 };
const gap = 6;

/** A screen, and what its bars leave of it. */
export interface Screen {
  bounds: Area;
  workArea: Area;
}

const bottomOf = ({ y, height }: Area): number => y + height;

/** Where a tray is on nearly every desktop: at the right end of the bar. */
const endOfBar = ({ bounds, workArea }: Screen): { x: number; y: number } => {
  const above = workArea.y - bounds.y;
  const below = bottomOf(bounds) - bottomOf(workArea);
  return {
    x: workArea.x + workArea.width,
    y: below > above ? bottomOf(workArea) : workArea.y,
  };
};

/**
 * Places the panel below the icon, or above it if the desktop's bar is at the bottom, always fully on its screen.
 * Few Linux desktops report where an icon is, so fall back to the mouse pointer, which just clicked it.
 * @param pointer null if nobody knows where it is.
 */
export const panelBounds = (
  tray: Area,
  pointer: { x: number; y: number } | null,
  screen: Screen,
  zoom = 1,
): Area => {
  const area = screen.workArea;
  const width = Math.round(Math.min(usual.width * zoom, area.width - 2 * gap));
  const height = Math.round(Math.min(usual.height * zoom, area.height - 2 * gap));
  const known = tray.width > 0 && tray.height > 0;
  const point = pointer ?? endOfBar(screen);
  const middle = known ? tray.x + tray.width / 2 : point.x;
  const top = known ? tray.y : point.y;
  const bottom = known ? bottomOf(tray) : point.y;
  const below = bottom < area.y + area.height / 2;
  const y = below ? bottom + gap : top - gap - height;
  const clamp = (value: number, low: number, high: number): number =>
    Math.round(Math.max(low, Math.min(value, high)));
  return {
    x: clamp(middle - width / 2, area.x + gap, area.x + area.width - width - gap),
    y: clamp(y, area.y + gap, bottomOf(area) - height - gap),
    width,
    height,
  };
};
