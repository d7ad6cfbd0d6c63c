import { number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Jobs from a crontab, and what all imports say. */
export const createImportTexts = texts({
  en: {
    title: 'Import',
    open: 'Import from cron or autostart…',
    from: 'Import from',
    sources: {
      cron: 'cron',
      autostart: 'Autostart',
    },
    back: 'Back to the new service',
    about:
      'Each line that you choose becomes a timer and a service of your own, with the same command, times and variables. Nothing is changed before you import.',
    reading: 'Reading your crontab',
    none: 'You have no crontab.',
    noneHint:
      'Jobs that others set up, in /etc/crontab or /etc/cron.d, belong to the system and aren’t listed here.',
    noJobs: 'Your crontab has no line that runs a command.',
    lines: 'Lines of your crontab',
    all: 'Choose all',
    nothing: 'Choose none',
    line: (count: number) => `Line ${number(count)}`,
    disabled: 'commented out',
    becomes: (name: string) => `Becomes ${code(`${name}.timer`)} and ${code(`${name}.service`)}`,
    refused: 'Can’t be imported',
    otherBytes: 'The line isn’t UTF-8, and systemd refuses a unit file with such bytes.',
    preview: 'Files that will be made',
    moreLines: (count: number) => `Show more of the other ${number(count)} lines`,
    moreFiles: (count: number) => `And ${number(count)} more files.`,
    nothingChosen: 'Choose a line to see what it becomes.',
    commentOut: 'Comment the imported lines out in the crontab',
    commentOutHelp: 'Undo brings them back. All other lines stay as they are, byte for byte.',
    runsTwice:
      'The lines stay in the crontab, so cron runs these jobs as well, each a second time.',
    import: (count: number) =>
      plural(count, { one: 'Import one job', other: `Import ${number(count)} jobs` }),
    importNone: 'Import',
    chooseFirst: 'Choose a line first.',
    done: (count: number) =>
      plural(count, {
        one: 'One job was imported. Its timer is on.',
        other: `${number(count)} jobs were imported. Their timers are on.`,
      }),
    steps: {
      files: (count: number) => `Write ${number(count)} files`,
      enable: 'Turn the timers on',
      crontab: 'Comment the lines out in the crontab',
    },
  },
});
