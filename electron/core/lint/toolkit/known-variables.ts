/**
 * Environment variables: those that systemd sets itself, and those that only a login has.
 * Source: systemd.exec(5), "Environment Variables in Spawned Processes".
 */
import { readEnvironment } from '../../syntax/exec-parser.ts';
import { wordsOf } from './report.ts';
import type { FactsWanted } from './disk-facts.ts';
import { assignmentsOf, expanded, onceForUnit, type LintUnit } from './subject.ts';

const set = new Set(
  (
    'PATH LANG LC_ALL LC_CTYPE LC_MESSAGES LC_TIME LC_NUMERIC LC_COLLATE LC_MONETARY LANGUAGE USER LOGNAME HOME SHELL INVOCATION_ID XDG_RUNTIME_DIR XDG_SESSION_ID ' +
    'XDG_SEAT XDG_VTNR XDG_CONFIG_DIRS XDG_DATA_DIRS DBUS_SESSION_BUS_ADDRESS DBUS_SYSTEM_BUS_ADDRESS DBUS_STARTER_ADDRESS DBUS_STARTER_BUS_TYPE ' +
    'RUNTIME_DIRECTORY STATE_DIRECTORY CACHE_DIRECTORY LOGS_DIRECTORY CONFIGURATION_DIRECTORY CREDENTIALS_DIRECTORY MAINPID MANAGERPID ' +
    'LISTEN_FDS LISTEN_PID LISTEN_FDNAMES NOTIFY_SOCKET WATCHDOG_PID WATCHDOG_USEC SYSTEMD_EXEC_PID TERM COLORTERM NO_COLOR LOG_NAMESPACE JOURNAL_STREAM ' +
    'SERVICE_RESULT EXIT_CODE EXIT_STATUS MONITOR_SERVICE_RESULT MONITOR_EXIT_CODE MONITOR_EXIT_STATUS MONITOR_INVOCATION_ID MONITOR_UNIT ' +
    'PIDFILE REMOTE_ADDR REMOTE_PORT TRIGGER_UNIT TRIGGER_PATH TRIGGER_TIMER_REALTIME_USEC TRIGGER_TIMER_MONOTONIC_USEC MEMORY_PRESSURE_WATCH ' +
    'MEMORY_PRESSURE_WRITE FDSTORE TMPDIR QT_ACCESSIBILITY'
  ).split(' '),
);

/** A login or the desktop sets these; once it is up, a desktop passes some of them to the user manager. */
const ofLogin = new Set(
  (
    'DISPLAY WAYLAND_DISPLAY XAUTHORITY SSH_AUTH_SOCK SSH_AGENT_PID SSH_CONNECTION SSH_TTY XDG_SESSION_TYPE XDG_SESSION_CLASS XDG_CURRENT_DESKTOP ' +
    'XDG_SESSION_DESKTOP DESKTOP_SESSION GPG_TTY PWD OLDPWD HOSTNAME TMUX STY EDITOR VISUAL PAGER MAIL UID EUID PS1 SHLVL HISTFILE NVM_DIR PYENV_ROOT ' +
    'CONDA_PREFIX VIRTUAL_ENV GOPATH JAVA_HOME CARGO_HOME'
  ).split(' '),
);

export const isLoginVariable = (name: string): boolean => ofLogin.has(name);

/** The variables that the unit's own settings set, and whether something else sets others. */
export interface Setting {
  names: ReadonlySet<string>;
  /** The unit's own file, EnvironmentFile=, PAM, a name with a specifier: what they set is unknown here. */
  isOpen: boolean;
}

const readsMore = onceForUnit(
  (unit) =>
    unit.isPartial || unit.all.some(({ key }) => key === 'EnvironmentFile' || key === 'PAMName'),
);

export const settingOf = (unit: LintUnit): Setting => {
  const names = new Set([...set, ...unit.facts.environment]);
  let isOpen = readsMore(unit);
  for (const { key, value, section } of unit.all) {
    if (section !== unit.ownSection) continue;
    if (key === 'Environment') {
      for (const { name } of readEnvironment(value, unit.specifiers).variables) {
        names.add(name);
        isOpen ||= name.includes('%');
      }
    }
    if (key === 'PassEnvironment') for (const name of value.split(/\s+/)) names.add(name);
  }
  return { names, isOpen };
};

/**
 * The targets of desktop sessions: graphical-session.target of systemd.special(7), sway-session.target,
 * gnome-session@gnome.target, wayland-session@hyprland.desktop.target of uwsm, plasma-workspace.target, Home Manager’s
 * tray.target; what people call their own, as sway.target or wm.target; and the slices of desktop programs, as uwsm and systemd’s own desktop conventions have them.
 */
const desktopUnit =
  /^(?:[\w-]*session(?:-pre)?(?:@.*)?\.target|plasma-(?:workspace|core).*\.target|tray\.target|xdg-desktop-autostart\.target|(?:sway|hyprland|niri|river|i3|bspwm|awesome|openbox|xmonad|wm|x11|xorg|wayland|desktop|gui)[\w-]*\.target|(?:app|session|background)-graphical\.slice)$/;

/** The session’s own program, which some units follow directly. */
const compositor =
  /^(?:sway|hyprland|niri|river|labwc|wayfire|gnome-shell|plasma-k?win|plasma-plasmashell|wayland-wm@|cosmic-).*\.service$/i;

/** The unit is part of the desktop’s session, and gets its variables. */
export const isOfDesktop = onceForUnit(
  (unit) =>
    unit.isPartial ||
    unit.all
      .filter(({ section, key }) => section !== unit.ownSection || key === 'Slice')
      .some(({ value }) =>
        wordsOf(value).some(({ text }) => desktopUnit.test(text) || compositor.test(text)),
      ),
);

/** The folders of all ExecSearchPath= lines; undefined without any. */
export const execSearchPath = (unit: LintUnit): string | undefined => {
  const lines = assignmentsOf(unit, unit.ownSection, 'ExecSearchPath');
  return lines.length === 0 ? undefined : lines.map(({ value }) => value).join(':');
};

/** The PATH that the unit’s processes get; see FactsWanted. ExecSearchPath= counts unless Environment= sets PATH. */
export const searchPathOf = onceForUnit((unit): FactsWanted['searchPath'] => {
  if (readsMore(unit) || assignmentsOf(unit, unit.ownSection, 'UnsetEnvironment').length > 0) {
    return null;
  }
  const set = assignmentsOf(unit, unit.ownSection, 'Environment')
    .flatMap(({ value }) => readEnvironment(value, unit.specifiers).variables)
    .findLast(({ name }) => name === 'PATH' || name.includes('%'));
  if (set?.name.includes('%') === true) return null;
  const path = set?.word.text.slice('PATH='.length) ?? execSearchPath(unit);
  if (path === undefined) return 'manager';
  const real = expanded(unit, path);
  return real?.split(':').filter((folder) => folder.startsWith('/')) ?? null;
});
