/** What screen readers and weak eyes need, in all other scenes, in dialogs and menus, and in the panel. */
import { describe, test } from 'vitest';
import { createScenes } from '../../fake/scenes/create.ts';
import { fileScenes } from '../../fake/scenes/files.ts';
import { logScenes } from '../../fake/scenes/logs.ts';
import { recoveryScenes } from '../../fake/scenes/recovery.ts';
import { settingsScenes } from '../../fake/scenes/settings.ts';
import type { SceneName } from '../../fake/scenes.ts';
import { expectNoFaults, panelPlaces, reached } from './axe.ts';

const all = {
  ...fileScenes,
  ...createScenes,
  ...recoveryScenes,
  ...settingsScenes,
  ...logScenes,
};

/** axe looks at each text of a page, which takes a busy computer long. */
const patience = { timeout: 120_000 };

describe('axe finds nothing in light, nor too little contrast in dark', patience, () => {
  test.each(Object.keys(all) as SceneName[])('%s', (scene) => expectNoFaults({ scene }));
  test.each(reached)('%s', (_, place) => expectNoFaults(place));
  test.each(panelPlaces)('panel: %s', (_, place) => expectNoFaults(place, { panel: true }));
});
