/** Every scene by name, for `npm run dev -- --fake` and for component tests. */
import type { Scene } from './scene.ts';
import { causeScenes } from './scenes/causes.ts';
import { createScenes } from './scenes/create.ts';
import { environmentScenes } from './scenes/environment.ts';
import { fileCheckScenes } from './scenes/file-checks.ts';
import { fileScenes } from './scenes/files.ts';
import { importScenes } from './scenes/jobs/import.ts';
import { logScenes } from './scenes/logs.ts';
import { managerScenes } from './scenes/manager.ts';
import { proofScenes } from './scenes/proof.ts';
import { overviewScenes } from './scenes/overview.ts';
import { recoveryScenes } from './scenes/recovery.ts';
import { runsScenes } from './scenes/runs.ts';
import { settingsScenes } from './scenes/settings.ts';
import { survivalScenes } from './scenes/survival.ts';
import { calendarScenes } from './scenes/jobs/calendar.ts';
import { timerScenes } from './scenes/jobs/timers.ts';
import { tryScenes } from './scenes/jobs/try.ts';
import { triggerScenes } from './scenes/jobs/triggers.ts';
import { unitScenes } from './scenes/unit.ts';
import { unitTroubleScenes } from './scenes/unit-trouble.ts';

export const scenes = {
  ...managerScenes,
  ...unitScenes,
  ...unitTroubleScenes,
  ...causeScenes,
  ...proofScenes,
  ...overviewScenes,
  ...fileScenes,
  ...fileCheckScenes,
  ...createScenes,
  ...recoveryScenes,
  ...settingsScenes,
  ...survivalScenes,
  ...logScenes,
  ...runsScenes,
  ...timerScenes,
  ...calendarScenes,
  ...triggerScenes,
  ...environmentScenes,
  ...tryScenes,
  ...importScenes,
} satisfies Record<string, Scene>;

export type SceneName = keyof typeof scenes;

export const isSceneName = (name: string): name is SceneName => Object.hasOwn(scenes, name);
