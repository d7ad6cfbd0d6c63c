/** The crontab and the autostart entries of the scene; an import on the fake makes nothing. */
import { entryChoices } from '../../../../electron/core/import/autostart-choices.ts';
import { cronChoices } from '../../../../electron/core/import/cron-import.ts';
import type { HandlersOf } from '../../../../electron/ipc/contract/method.ts';
import type { importMethods } from '../../../../electron/ipc/contract/jobs/import.ts';
import type { Scene } from '../../scene.ts';
import { moment } from '../moment.ts';

const folder = '/home/alice/.config/autostart';
const version = 'a'.repeat(64);
/** Of the system, each replaced by an entry of the person. */
const overridden = new Set(['print-applet.desktop']);

export const importHandlers = (scene: Scene): HandlersOf<typeof importMethods> => ({
  crontab: async () => {
    await moment();
    const text = scene.crontab ?? null;
    if (text === null) return { version: null, choices: [] };
    return {
      version,
      choices: cronChoices(new TextEncoder().encode(text), (name) => name === 'backup'),
    };
  },
  importCron: async ({ lines }) => {
    await moment();
    return lines.length;
  },
  autostartEntries: async () => {
    await moment();
    const found = Object.entries(scene.autostart ?? {}).map(([file, text]) => ({
      file,
      path: `${folder}/${file}`,
      content: { kind: 'read', bytes: new TextEncoder().encode(text) } as const,
      link: null,
      overrides: overridden.has(file) ? `/etc/xdg/autostart/${file}` : null,
    }));
    const choices = entryChoices(found, {
      hasUnit: (unit) => ['backup.service', 'app-nextcloud@autostart.service'].includes(unit),
      find: (program) => {
        if (program === 'gone') return null;
        return program.startsWith('/') ? program : `/usr/bin/${program}`;
      },
      locale: 'en_US.UTF-8',
      desktopCheck: '/usr/lib/systemd/systemd-xdg-autostart-condition',
    });
    return { version, folder, choices };
  },
  importAutostart: async ({ files }) => {
    await moment();
    return files.length;
  },
});
