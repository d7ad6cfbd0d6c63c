import { number } from './counting.ts';
import { code } from './marks.ts';
import { texts } from './texts.ts';

/** The settings page. */
export const settingsTexts = texts({
  en: {
    title: 'Settings',
    atLogin: 'Hearth at login',
    startAtLogin: 'Start Hearth at login',
    startAtLoginExplained:
      'Starts Hearth in the tray when you log in to the desktop, without opening this window. Your services don’t need it: systemd runs them whether Hearth is open or not.',
    /** Shown by desktops in their list of programs that start at login. */
    autostartComment: 'Keeps your own background programs running',
    tray: 'Tray',
    trayFound:
      'Hearth’s icon is in the tray. Closing this window leaves Hearth running there; quit it from the tray.',
    trayMissing:
      'No system tray found, so closing this window quits Hearth. Your services keep running without it.',
    trayOnGnome:
      'On GNOME, install the extension “AppIndicator and KStatusNotifierItem Support”. Hearth uses a tray as soon as there is one.',
    unitFolder: 'Unit files',
    unitFolderElsewhere: (of: { own: string; manager: string }) =>
      `Your XDG_CONFIG_HOME is ${code(of.own)}, but systemd was started with another. Unit files are where systemd looks for them, in ${code(of.manager)}.`,
    help: 'Help',
    logExplained:
      'Hearth logs its own errors, without the contents of your files. A report includes the end of this log.',
    showLog: 'Show log',
    versionUnknown: 'unknown',

    appearance: 'Appearance',
    theme: 'Theme',
    themes: { system: 'As the desktop', light: 'Light', dark: 'Dark' },
    shortcut: 'Global shortcut',
    shortcutExplained: 'These keys open Hearth from any program.',
    shortcutNone: 'None',
    setShortcut: 'Set keys',
    changeShortcut: 'Change keys',
    pressKeys: 'Press the keys…',
    pressKeysExplained: 'Hold Ctrl, Alt or Super, and press another key. Escape cancels.',
    removeShortcut: 'Remove',

    history: 'History',
    historyExplained:
      'Hearth keeps the versions of files that it replaced or deleted, so you can restore them. If there are more than this, the oldest are removed after the next save. A deleted service can be restored for 90 days in any case.',
    versions: 'Versions per service',
    megabytes: 'Disk space for all versions',
    space: (megabytes: number) => `${number(megabytes)} MB`,
    logs: 'Logs',
    logLines: 'Lines in memory',
    logLinesExplained:
      'The most lines that a log shows at once. It loads others when you scroll to them.',

    size: 'Size of text and pages',
    smaller: 'Smaller',
    larger: 'Larger',
    percent: (percent: number) => `${number(percent)} %`,
    usualSize: 'Usual size',
  },
});
