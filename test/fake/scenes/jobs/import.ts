/** Jobs from a crontab, and services from autostart entries. */
import { fail } from '../../../../electron/core/problems/problem.ts';
import type { Scene } from '../../scene.ts';
import { few } from '../manager.ts';

const page = { kind: 'import' } as const;

const autostartPage = { kind: 'import', from: 'autostart' } as const;

const entry = (...lines: string[]): string =>
  `${['[Desktop Entry]', 'Type=Application', ...lines].join('\n')}\n`;

const autostart = {
  'backup.desktop': entry('Name=Backup', 'Exec=backup --quiet', 'X-GNOME-Autostart-Delay=30'),
  'broken.desktop': entry('Name=Broken', 'Exec=sh -c "echo'),
  'gone.desktop': entry('Name=Gone', 'Exec=gone --now'),
  'htop.desktop': entry('Name=Process viewer', 'Exec=htop', 'Terminal=true', 'Hidden=true'),
  'nextcloud.desktop': entry(
    'Name=Nextcloud',
    'Exec=/opt/nextcloud/nextcloud --background %u',
    'Path=/opt/nextcloud',
    'TryExec=nextcloud',
  ),
  'print-applet.desktop': entry('Hidden=true'),
  'redshift.desktop': entry('Name=Redshift', 'Exec=redshift-gtk', 'OnlyShowIn=GNOME;XFCE;'),
};

const crontab = `# m h dom mon dow command
MAILTO=alice@example.org
PATH=/usr/local/bin:/usr/bin:/bin
0 3 * * * /home/alice/bin/backup.sh --quiet
*/15 * * * 1-5 fetchmail -s >/dev/null 2>&1
0 9 13 * 5 echo "Friday, or the 13th"
@reboot /home/alice/bin/mount-notes
#30 18 * * * tar czf /srv/photos-$(date +\\%F).tgz photos
0 12 * * 0 mail -s Lunch bob%Noon today?%
61 * * * * never
`;

export const importScenes = {
  import: { about: 'Lines of a crontab to choose from', units: few, page, crontab },
  'import-none': { about: 'There is no crontab', units: few, page },
  'import-no-jobs': { about: 'A crontab without a job', units: few, page, crontab: '# nothing\n' },
  'import-long': {
    about: 'A crontab of 5,000 lines',
    units: few,
    page,
    crontab: Array.from(
      { length: 5000 },
      (_, at) => `${String(at % 60)} 3 * * * job ${String(at)}\n`,
    ).join(''),
  },
  'import-missing': {
    about: 'There is no program crontab',
    units: few,
    page,
    answers: {
      crontab: () => {
        throw fail('program-missing', { program: 'crontab', folders: ['/usr/bin', '/bin'] });
      },
    },
  },
  'import-unreadable': {
    about: 'The person may not use cron',
    units: few,
    page,
    answers: {
      crontab: () => {
        const words =
          'You (alice) are not allowed to use this program (crontab)\nSee crontab(1) for more information';
        throw fail('crontab-unreadable', {}, words);
      },
    },
  },
  'import-changed': {
    about: 'The crontab changes while its lines are chosen',
    units: few,
    page,
    crontab,
    answers: {
      importCron: () => {
        throw fail('crontab-changed', {});
      },
    },
  },
  'autostart-import': {
    about: 'Autostart entries to choose from',
    units: few,
    page: autostartPage,
    autostart,
  },
  'autostart-import-none': { about: 'No autostart entries', units: few, page: autostartPage },
  'autostart-import-long': {
    about: '5,000 autostart entries',
    units: few,
    page: autostartPage,
    autostart: Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [
        `job-${String(at)}.desktop`,
        entry(`Name=Job ${String(at)}`, `Exec=job ${String(at)}`),
      ]),
    ),
  },
  'autostart-import-unreadable': {
    about: 'The folder of the autostart entries can’t be read',
    units: few,
    page: autostartPage,
    answers: {
      autostartEntries: () => {
        throw fail('file-unreadable', { path: '/home/alice/.config/autostart' });
      },
    },
  },
  'autostart-import-changed': {
    about: 'The autostart entries change while some are chosen',
    units: few,
    page: autostartPage,
    autostart,
    answers: {
      importAutostart: () => {
        throw fail('autostart-changed', { path: '/home/alice/.config/autostart' });
      },
    },
  },
} satisfies Record<string, Scene>;
