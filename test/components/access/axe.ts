/** Looks for faults with axe-core, as a screen reader or weak eyes would meet them. */
import axe from 'axe-core';
import { expect } from 'vitest';
import { overlays, pages, type Place } from '../driving/places.ts';
import { forgiveErrors, open, page, setLook } from '../driving/scene.ts';

declare global {
  interface Window {
    axe?: typeof axe;
    /** Lists that were looked at in these colours; most scenes have the same. */
    listsSeen?: Set<string>;
  }
}

/** Each with what it is about; a page that is in transition may be looked at again. */
const faults = async (rules: readonly string[]): Promise<string[]> => {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source);
  return page.evaluate(async (only) => {
    const seen = (window.listsSeen ??= new Set());
    const known = [...document.querySelectorAll('nav')].filter((list) => {
      const text = `${list.textContent} ${matchMedia('(prefers-color-scheme: dark)').matches}`;
      return seen.has(text) || !seen.add(text);
    });
    const result = await window.axe?.run(
      { include: [document.documentElement], exclude: known },
      {
        resultTypes: ['violations'],
        preload: false,
        iframes: false,
        // The longest part of a look, and nobody reads them.
        selectors: false,
        ...(only.length === 0 ? {} : { runOnly: [...only] }),
      },
    );
    return (result?.violations ?? []).flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all, none }) =>
        [id, html.slice(0, 200), [...any, ...all, ...none][0]?.message ?? ''].join(' · '),
      ),
    );
  }, rules);
};

/** Until what appears has appeared, and has its colours. */
const settle = (): Promise<void> =>
  page.evaluate(async () => {
    const moment = (): Promise<unknown> => new Promise((done) => setTimeout(done, 60));
    const isMoving = (): boolean =>
      document.getAnimations().some((one) => one instanceof CSSTransition);
    do await moment();
    while (isMoving());
  });

/** Fails with the faults of a place: all rules in light; in dark only contrast, as all else is the same. */
export const expectNoFaults = async (
  { scene, reach }: Place,
  how: { panel?: boolean } = {},
): Promise<void> => {
  await open(scene, how);
  await reach?.();
  await settle();
  expect(await faults([])).toEqual([]);
  // The scene is about a bug.
  if (scene === 'no-answer') await forgiveErrors();
  await setLook({ dark: true });
  await settle();
  expect(await faults(['color-contrast'])).toEqual([]);
};

/** What no scene shows as it opens. */
export const reached: [string, Place][] = Object.entries<Place>({ ...pages, ...overlays }).filter(
  ([, { reach }]) => reach !== undefined,
);

export const panelPlaces: [string, Place][] = [
  ['usual', { scene: 'few' }],
  ['empty', { scene: 'none' }],
  ['without a manager', { scene: 'manager-lost' }],
];
