/**
 * Environment variables: those that systemd sets itself, and those that only a login has.
 * Source: systemd.exec(5), "Environment Variables in Spawned Processes".
 */
import { readEnvironment } from '../../syntax/exec-parser.ts';
import { onceForUnit, type LintUnit } from './subject.ts';

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
  /** EnvironmentFile= or PAM: what they set is unknown here. */
  isOpen: boolean;
}

export const settingOf = (unit: LintUnit): Setting => {
  const names = new Set(set);
  for (const { key, value, section } of unit.all) {
    if (section !== unit.ownSection) continue;
    if (key === 'Environment') {
      for (const { name } of readEnvironment(value, unit.specifiers).variables) names.add(name);
    }
    if (key === 'PassEnvironment') for (const name of value.split(/\s+/)) names.add(name);
  }
  const isOpen = unit.all.some(({ key }) => key === 'EnvironmentFile' || key === 'PAMName');
  return { names, isOpen };
};

/** The unit is part of the desktop’s session, and gets its variables. */
export const isOfDesktop = onceForUnit((unit) =>
  unit.all.some(({ value }) => /\bgraphical-session(?:-pre)?\.target\b/.test(value)),
);
