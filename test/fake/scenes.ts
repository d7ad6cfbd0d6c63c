/** Every scene by name, for `npm run dev -- --fake` and for component tests. */
import type { Scene } from './scene.ts';
import { createScenes } from './scenes/create.ts';
import { fileCheckScenes } from './scenes/file-checks.ts';
import { fileScenes } from './scenes/files.ts';
import { logScenes } from './scenes/logs.ts';
import { managerScenes } from './scenes/manager.ts';
import { recoveryScenes } from './scenes/recovery.ts';
import { settingsScenes } from './scenes/settings.ts';
import { unitScenes } from './scenes/unit.ts';
import { unitTroubleScenes } from './scenes/unit-trouble.ts';

export const scenes = {
  ...managerScenes,
  ...unitScenes,
  ...unitTroubleScenes,
  ...fileScenes,
  ...fileCheckScenes,
  ...createScenes,
  ...recoveryScenes,
  ...settingsScenes,
  ...logScenes,
} satisfies Record<string, Scene>;

export type SceneName = keyof typeof scenes;

export const isSceneName = (name: string): name is SceneName => Object.hasOwn(scenes, name);
