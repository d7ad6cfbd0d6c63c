/** Environment variables of the terminal and of the manager, side by side. Source: environ(7), systemd.exec(5). */

/** Names that systemd accepts; a shell may export functions under others. */
export const isVariableName = (name: string): boolean =>
  name.length <= 255 && /^[A-Za-z_]\w*$/.test(name);

/** Entries `NAME=value`, as a process has them; what has no name is left out. */
export const variablesIn = (entries: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    entries.flatMap((entry) => {
      const at = entry.indexOf('=');
      return at > 0 ? [[entry.slice(0, at), entry.slice(at + 1)] as const] : [];
    }),
  );

/** Only a shell and its terminal mean something by these. */
const ofTerminal = new Set(
  (
    '_ SHLVL PWD OLDPWD TERM COLORTERM COLUMNS LINES PS1 PS2 PS4 PROMPT PROMPT_COMMAND RPROMPT HISTFILE HISTSIZE HISTFILESIZE HISTCONTROL ' +
    'TTY GPG_TTY SSH_TTY SSH_CLIENT SSH_CONNECTION WINDOWID TMUX TMUX_PANE STY VTE_VERSION TERM_PROGRAM TERM_PROGRAM_VERSION TERM_SESSION_ID ' +
    'KONSOLE_VERSION KONSOLE_DBUS_SESSION KONSOLE_DBUS_SERVICE LS_COLORS LESSOPEN LESSCLOSE MAIL BASHOPTS SHELLOPTS ZDOTDIR FPATH HOST HOSTNAME HOSTTYPE ' +
    'MACHTYPE OSTYPE VENDOR GROUP REMOTEHOST'
  ).split(' '),
);

/** What systemd tells only the process it starts: systemd.exec(5), sd_notify(3), sd_listen_fds(3). */
export const processVariables: ReadonlySet<string> = new Set(
  (
    'MANAGERPID MANAGERPIDFDID NOTIFY_SOCKET LISTEN_FDS LISTEN_PID LISTEN_FDNAMES LISTEN_PIDFDID JOURNAL_STREAM SYSTEMD_EXEC_PID ' +
    'WATCHDOG_PID WATCHDOG_USEC MEMORY_PRESSURE_WATCH MEMORY_PRESSURE_WRITE SERVICE_RESULT EXIT_CODE EXIT_STATUS'
  ).split(' '),
);

/** The manager, or pam_systemd, sets these itself, again for each service or session. */
const ofSystemd = new Set([
  ...processVariables,
  ...'HOME USER LOGNAME SHELL XDG_RUNTIME_DIR INVOCATION_ID MAINPID'.split(' '),
  ...'XDG_SESSION_ID XDG_SEAT XDG_VTNR'.split(' '),
]);

/**
 * What a desktop session gives the programs in it, terminals included. A login shell asked outside of a terminal lacks
 * them; Hearth, started by the session, has them.
 */
const ofSession =
  /^(?:DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|SSH_AUTH_SOCK|SSH_ASKPASS|DESKTOP_SESSION|DBUS_SESSION_BUS_ADDRESS|XDG_(?:SESSION_(?:TYPE|CLASS|DESKTOP)|CURRENT_DESKTOP|MENU_PREFIX|CONFIG_DIRS|DATA_DIRS)|(?:GTK|QT|XCURSOR|XMODIFIERS|GNOME|KDE|GDK|MOZ|SWAYSOCK|HYPRLAND|I3SOCK|NIRI)(?:_\w+)?)$/;

/** Those of a process that a desktop session started. */
export const sessionVariables = (
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && ofSession.test(name) ? [[name, value] as const] : [],
    ),
  );

/** Why a variable of the terminal isn’t offered to the manager. */
export type ImportBar =
  /** systemd accepts no such name. */
  | 'name'
  /** Bytes that aren’t text, or control characters. */
  | 'value'
  | 'of-terminal'
  | 'of-systemd';

/** systemd accepts UTF-8 with tabs and line breaks, but no other control characters: env_value_is_valid(). */
const refused = /[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/;

export const importBarOf = (name: string, value: string): ImportBar | null => {
  if (!isVariableName(name)) return 'name';
  if (ofSystemd.has(name)) return 'of-systemd';
  if (ofTerminal.has(name)) return 'of-terminal';
  return refused.test(value) ? 'value' : null;
};

/** A file of environment.d holds no line breaks. */
export const isKeepable = (value: string): boolean => !/[\n\r]/.test(value);

export interface ShownValue {
  /** Its beginning; '' while masked. */
  text: string;
  whole: boolean;
  /** It looks like a secret, and is shown only when asked for. */
  masked: boolean;
}

/** `missing`: the manager lacks it. `extra`: only the manager has it. */
type VariableState = 'missing' | 'different' | 'same' | 'extra';

export interface VariableRow {
  name: string;
  state: VariableState;
  /** null on the side that lacks it. */
  terminal: ShownValue | null;
  manager: ShownValue | null;
  /** Why it can’t be imported; null if it can. */
  bar: ImportBar | null;
  /** Hearth’s file of environment.d sets it. */
  kept: boolean;
  /** It may be kept there. */
  keepable: boolean;
}

/** Characters of a value in a list. */
const shownMax = 300;

const shownValue = (value: string, masked: boolean): ShownValue => ({
  text: masked ? '' : value.slice(0, shownMax),
  whole: value.length <= shownMax,
  masked,
});

interface Sides {
  terminal: ReadonlyMap<string, string>;
  manager: ReadonlyMap<string, string>;
  /** Names that Hearth’s file of environment.d sets. */
  kept: ReadonlySet<string>;
  isSecret: (name: string, value: string) => boolean;
}

const stateOf = (terminal: string | undefined, manager: string | undefined): VariableState => {
  if (manager === undefined) return 'missing';
  if (terminal === undefined) return 'extra';
  return terminal === manager ? 'same' : 'different';
};

/** What can be imported first, then by what differs, then by name. */
const order: readonly VariableState[] = ['missing', 'different', 'extra', 'same'];

/** Every variable of either side once. */
export const compareVariables = ({ terminal, manager, kept, isSecret }: Sides): VariableRow[] => {
  const names = [...new Set([...terminal.keys(), ...manager.keys()])];
  const shown = (name: string, value: string | undefined): ShownValue | null =>
    value === undefined ? null : shownValue(value, isSecret(name, value));
  return names
    .map((name): VariableRow => {
      const [own, theirs] = [terminal.get(name), manager.get(name)];
      return {
        name,
        state: stateOf(own, theirs),
        terminal: shown(name, own),
        manager: shown(name, theirs),
        bar: own === undefined ? null : importBarOf(name, own),
        kept: kept.has(name),
        keepable: own !== undefined && isKeepable(own),
      };
    })
    .sort(
      (a, b) =>
        Number(a.bar !== null) - Number(b.bar !== null) ||
        order.indexOf(a.state) - order.indexOf(b.state) ||
        (a.name < b.name ? -1 : 1),
    );
};
