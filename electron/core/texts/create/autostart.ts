import { number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Services from autostart entries. */
export const createAutostartTexts = texts({
  en: {
    about:
      'Each entry that you choose becomes a service of your own, with the same command, folder and delay. It starts at the next login, because your desktop has already started the program. Nothing is changed before you import.',
    reading: 'Reading your autostart entries',
    none: 'You have no autostart entries.',
    noneHint: (folder: string) =>
      `They are files in ${code(folder)}. Those that programs bring along, in ${code('/etc/xdg/autostart')}, belong to the system and aren’t listed here.`,
    entries: 'Your autostart entries',
    off: 'switched off',
    becomes: (unit: string) => `Becomes ${code(unit)}`,
    moreEntries: (count: number) => `Show more of the other ${number(count)} entries`,
    nothingChosen: 'Choose an entry to see what it becomes.',
    chooseFirst: 'Choose an entry first.',
    screen: 'They need a screen',
    screenHelp: `They start and stop with your desktop, by ${code('graphical-session.target')}.`,
    noScreenHelp: 'They start with your user manager, even before there is a desktop.',
    noDesktop: `${code('graphical-session.target')} isn’t active. If your desktop never starts it, these services won’t start either.`,
    switchOff: 'Switch the imported entries off',
    switchOffHelp: `Each gets ${code('Hidden=true')}; all else stays as it is, byte for byte. Undo puts the files back.`,
    runsTwice:
      'The entries stay on, so your desktop starts these programs as well, each a second time.',
    import: (count: number) =>
      plural(count, { one: 'Import one entry', other: `Import ${number(count)} entries` }),
    done: (count: number) =>
      plural(count, {
        one: 'One autostart entry was imported. Its service starts at the next login.',
        other: `${number(count)} autostart entries were imported. Their services start at the next login.`,
      }),
    steps: {
      enable: 'Enable the services',
      switchOff: 'Switch the autostart entries off',
    },
    faults: {
      unreadable: 'The file can’t be read, so no desktop starts it.',
      tooLarge: 'The file is too large for an autostart entry.',
      noFile: 'This isn’t a regular file.',
      nowhere: 'This link leads nowhere, so no desktop starts it.',
      noGroup: `The file has no group ${code('[Desktop Entry]')}, so no desktop reads it.`,
      type: `${code('Type=')} isn’t ${code('Application')}, so no desktop starts it.`,
      onlyHides: (path: string) => `It only keeps ${code(path)} from starting.`,
      noExec: `It has no command: ${code('Exec=')} is missing or empty.`,
      onlyBus: `It has no ${code('Exec=')}: the program is started over D-Bus.`,
      badExec: `The quotes in ${code('Exec=')} don’t match, or there is no program.`,
      missing: (program: string) => `The program ${code(program)} wasn’t found.`,
      relative: (place: string) => `${code(place)} isn’t an absolute path.`,
      control: 'A value has a line break or another control character.',
    },
    notes: {
      terminal: `It asks for a terminal (${code('Terminal=true')}). A service has none: its output goes to the log, and it gets no input.`,
      bus: `Desktops start it over D-Bus (${code('DBusActivatable=')}); the service runs its ${code('Exec=')} instead.`,
      offInGnome: `GNOME doesn’t start it (${code('X-GNOME-Autostart-enabled=false')}).`,
      delay: (seconds: number) =>
        plural(seconds, {
          one: 'Starts one second late, as the entry says.',
          other: `Starts ${number(seconds)} seconds late, as the entry says.`,
        }),
      onlyIn: (desktops: string) =>
        `Starts only in ${desktops}. systemd asks ${code('XDG_CURRENT_DESKTOP')} before each start, if it needs a screen.`,
      notIn: (desktops: string) =>
        `Doesn’t start in ${desktops}. systemd asks ${code('XDG_CURRENT_DESKTOP')} before each start, if it needs a screen.`,
      anyDesktop: `Starts in any desktop: the program that checks ${code('OnlyShowIn=')} and ${code('NotShowIn=')} isn’t installed with this systemd.`,
      tryExec: (path: string) => `Starts only while ${code(path)} is a program.`,
      noTryExec: (path: string) =>
        `${code(path)} isn’t a program now, so no desktop starts it, and the service doesn’t run either.`,
      notKept: (keys: string) => `Not carried over: ${keys}.`,
      shellSigns: (signs: string) =>
        `${signs} has no meaning in ${code('Exec=')}; the program receives it as it is.`,
      generated: (unit: string) =>
        `systemd starts this entry as ${code(unit)} at login, unless it is switched off.`,
      overrides: (path: string) =>
        `It replaces ${code(path)}, which starts instead if this file is removed.`,
      link: (to: string) =>
        `It is a link to ${code(to)}. Switching it off removes the link, not the file.`,
      linkStays: (path: string) =>
        `It is a link, and ${code(path)} would start without it: Hearth can’t switch it off.`,
    },
  },
});
