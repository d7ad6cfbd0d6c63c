/** The crontab of the scene; an import on the fake makes nothing. */
import { cronChoices } from '../../../../electron/core/import/cron-import.ts';
import type { HandlersOf } from '../../../../electron/ipc/contract/method.ts';
import type { importMethods } from '../../../../electron/ipc/contract/jobs/import.ts';
import type { Scene } from '../../scene.ts';
import { moment } from '../moment.ts';

export const importHandlers = (scene: Scene): HandlersOf<typeof importMethods> => ({
  crontab: async () => {
    await moment();
    const text = scene.crontab ?? null;
    if (text === null) return { version: null, choices: [] };
    return {
      version: 'a'.repeat(64),
      choices: cronChoices(new TextEncoder().encode(text), (name) => name === 'backup'),
    };
  },
  importCron: async ({ lines }) => {
    await moment();
    return lines.length;
  },
});
