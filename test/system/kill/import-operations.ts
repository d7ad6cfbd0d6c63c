/** Imports that get killed: of autostart entries, and of a crontab. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import {
  autostartFolder,
  clear,
  scriptFolder,
  tellManager,
  unitFolder,
  type Operation,
} from './operation.ts';

const imported = 'kill-import.service';

export const entryImport: Operation = {
  unit: imported,
  kills: 12,
  steps: ['files', 'entries', 'enable'],
  prepare: async () => {
    await clear(imported);
    for (const folder of [scriptFolder, autostartFolder]) await mkdir(folder, { recursive: true });
    const program = path.join(scriptFolder, 'kill-import.sh');
    await writeFile(program, '#!/bin/sh\nexec sleep 98765\n', { mode: 0o755 });
    const lines = ['[Desktop Entry]', 'Type=Application', `Exec=${program}`, ''];
    await writeFile(path.join(autostartFolder, 'kill-import.desktop'), lines.join('\r\n'));
    await tellManager('daemon-reload');
  },
  run: async ({ handlers }) => {
    const { version } = await handlers.autostartEntries(undefined);
    const files = ['kill-import.desktop'];
    await handlers.importAutostart({ version, files, switchesOff: true, needsScreen: false });
  },
};

const cronJobs = ['kill-cron-daily', 'kill-cron-hourly'] as const;

/** More than a pipe holds, and not all of it UTF-8. */
const crontab = Buffer.from(
  `30 3 * * * ${cronJobs[0]}%one%two\n# caf\xe9\n5 * * * * ${cronJobs[1]}\n${'# a line that stays as it is\n'.repeat(9_000)}`,
  'latin1',
);

export const removeCrontab = (): Promise<unknown> => execa('crontab', ['-r'], { reject: false });

export const cronImport: Operation = {
  kills: 18,
  steps: ['files', 'enable', 'crontab'],
  unit: `${cronJobs[0]}.timer`,
  others: [`${cronJobs[0]}.service`, `${cronJobs[1]}.timer`, `${cronJobs[1]}.service`],
  prepare: async () => {
    const timers = cronJobs.map((name) => `${name}.timer`);
    await tellManager('disable', '--now', '--', ...timers);
    for (const unit of [...timers, ...cronJobs.map((name) => `${name}.service`)])
      await rm(path.join(unitFolder, unit), { force: true });
    await tellManager('daemon-reload');
    await execa('crontab', ['-'], { input: crontab });
  },
  run: async ({ handlers }) => {
    const { version, choices } = await handlers.crontab(undefined);
    const lines = choices.map(({ line }) => line);
    await handlers.importCron({ version: version ?? '', lines, commentsOut: true });
  },
};
