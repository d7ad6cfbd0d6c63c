/** What screen readers and weak eyes need, in all scenes of units and of the list. */
import { describe, test } from 'vitest';
import { managerScenes } from '../../fake/scenes/manager.ts';
import { overviewScenes } from '../../fake/scenes/overview.ts';
import { calendarScenes } from '../../fake/scenes/jobs/calendar.ts';
import { timerScenes } from '../../fake/scenes/jobs/timers.ts';
import { triggerScenes } from '../../fake/scenes/jobs/triggers.ts';
import { unitTroubleScenes } from '../../fake/scenes/unit-trouble.ts';
import { unitScenes } from '../../fake/scenes/unit.ts';
import type { SceneName } from '../../fake/scenes.ts';
import { expectNoFaults } from './axe.ts';

const all = {
  ...managerScenes,
  ...unitScenes,
  ...unitTroubleScenes,
  ...overviewScenes,
  ...timerScenes,
  ...calendarScenes,
  ...triggerScenes,
};

/** axe looks at each text of a page, which takes a busy computer long. */
const patience = { timeout: 120_000 };

describe('axe finds nothing in light, nor too little contrast in dark', patience, () => {
  test.each(Object.keys(all) as SceneName[])('%s', (scene) => expectNoFaults({ scene }));
});
