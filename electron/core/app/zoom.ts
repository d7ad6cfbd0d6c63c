/** How large Hearth's pages are shown, in percent of the system's size. */

/** The sizes that the zoom keys step through: the same as in browsers. */
const sizes = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const;

export const usualZoom = 100;

export const zoomSteps = ['in', 'out', 'reset'] as const;
export type ZoomStep = (typeof zoomSteps)[number];

/** The next size from this one, which may be any; the same at either end. */
export const zoomAfter = (percent: number, step: ZoomStep): number => {
  if (step === 'reset') return usualZoom;
  const next =
    step === 'in' ? sizes.find((size) => size > percent) : sizes.findLast((size) => size < percent);
  return next ?? percent;
};

/** The size a person wrote, within what is offered; null if it is no number. */
export const zoomOf = (text: string): number | null => {
  const percent = /^\d{1,4}$/.test(text) ? Number(text) : null;
  return percent === null ? null : Math.min(300, Math.max(50, percent));
};
