/** Looks for faults with axe-core, as a screen reader or weak eyes would meet them. */
import axe from 'axe-core';
import { expect } from 'vitest';
import { scenes, type SceneName } from '../../fake/scenes.ts';
import { overlays, pages, type Place } from '../driving/places.ts';
import { open, page } from '../driving/scene.ts';

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

/** Fails with the faults of each place. Rules are all of axe’s by default. */
export const expectNoFaults = async (
  places: Record<string, Place>,
  look: { dark?: boolean; panel?: boolean; rules?: readonly string[] } = {},
): Promise<void> => {
  const { rules = [], ...how } = look;
  const found: Record<string, string[]> = {};
  for (const [name, { scene, reach }] of Object.entries(places)) {
    await open(scene, how);
    await reach?.();
    await settle();
    const told = await faults(rules);
    if (told.length > 0) found[name] = told;
  }
  expect(found).toEqual({});
};

/** Every scene as a place of its own, a part of them at a time. */
export const scenePlaces = (part: number, of: number): Record<string, Place> =>
  Object.fromEntries(
    (Object.keys(scenes) as SceneName[])
      .filter((_, index) => index % of === part)
      .map((scene) => [scene, { scene }]),
  );

export const everywhere: Record<string, Place> = { ...pages, ...overlays };

export const panelPlaces: Record<string, Place> = {
  'the panel': { scene: 'few' },
  'an empty panel': { scene: 'none' },
  'the panel without a manager': { scene: 'manager-lost' },
};
