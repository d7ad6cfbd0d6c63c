/**
 * What a unit uses that is not there with nobody logged in: a display, the agents and the keyring that a login opens, and
 * places that a login or a desktop mounts. A guess from its settings, each with the words it rests on.
 */
import { pathsIn } from '../directives/path-settings.ts';
import { readCommands, readEnvironment } from '../syntax/exec-parser.ts';
import { expandSpecifiers, type Specifiers } from '../syntax/specifiers.ts';
import { valuesOf, type Assignment } from '../syntax/unit-file.ts';
import { runBy, shellScriptOf } from '../lint/toolkit/ran-program.ts';
import { desktopTargets } from './survival.ts';
import { baseName, deepestAbove } from '../text/path.ts';

type AgentNeed = 'display' | 'ssh-agent' | 'gpg-agent' | 'keyring';

export type Need =
  /** `evidence` is what shows it, as in the file: `Environment=DISPLAY=:0`, `ssh` */
  | { kind: AgentNeed; evidence: string }
  /** A place on a mount that may be missing. */
  | { kind: 'mount'; evidence: string; point: string; type: string };

/** How a home folder comes to be there only with a login. */
export interface HomeNeed {
  kind: 'encrypted' | 'network';
  point: string;
  type: string;
}

/** As in the mount table: proc_pid_mountinfo(5). */
export interface MountedPlace {
  point: string;
  /** Such as `nfs4` or `fuse.sshfs`. */
  type: string;
  /** Such as `server:/export` or `/dev/mapper/home-alice`. */
  source: string;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Variables that a desktop or a login passes to the manager. */
const variables: Readonly<Record<AgentNeed, ReadonlySet<string>>> = {
  display: set(
    'DISPLAY WAYLAND_DISPLAY XAUTHORITY SWAYSOCK I3SOCK HYPRLAND_INSTANCE_SIGNATURE NIRI_SOCKET',
  ),
  'ssh-agent': set('SSH_AUTH_SOCK SSH_AGENT_PID'),
  'gpg-agent': set('GPG_AGENT_INFO'),
  keyring: set('GNOME_KEYRING_CONTROL GNOME_KEYRING_PID'),
};

const programs: Readonly<Record<AgentNeed, ReadonlySet<string>>> = {
  display: set(
    `xdotool xclip xsel xset xrandr xinput xmodmap xbindkeys sxhkd xautolock xss-lock xidlehook xsettingsd xterm feh
    picom compton dunst mako swaync waybar polybar eww redshift gammastep wlsunset hyprpaper hypridle hyprlock swayidle
    swaylock swaybg kanshi wl-copy wl-paste wl-clipboard cliphist copyq clipit autokey-gtk autokey-qt notify-send
    nm-applet blueman-applet pasystray udiskie volumeicon conky rofi wofi fuzzel grim slurp scrot flameshot kitty
    alacritty foot firefox chromium google-chrome code telegram-desktop signal-desktop discord slack zenity kdialog`,
  ),
  'ssh-agent': set('ssh scp sftp sshfs autossh mosh ssh-add'),
  'gpg-agent': set('gpg gpg2 pass gopass duplicity'),
  keyring: set('secret-tool keyring kwallet-query nextcloud protonmail-bridge proton-bridge'),
};
const kinds = Object.keys(variables) as AgentNeed[];

/** Programs at the start of the commands of a shell script, after words that only introduce a command. */
const programsOfScript = (script: string): string[] =>
  script
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(/[;&|(){}`]+/))
    .flatMap((command) => {
      const words = command.replace(introducing, '').trim().split(/\s+/);
      return remoteOf(baseName(words[0] ?? ''), words.slice(1));
    });

const introducing =
  /^\s*(?:(?:then|do|else|elif|exec|nice|nohup|time|env|if|while|until|!|\w+=\S*)\s+)*/;

/** `rsync a b` copies here; `rsync a host:b` runs ssh. */
const remoteOf = (program: string, args: readonly string[]): string[] => {
  const isRemote = (word: string): boolean => /^(?:[\w.-]+@)?[\w.-]+:(?!:|\/\/)[^\d\s]/.test(word);
  if (program === 'rsync') return args.some(isRemote) ? ['ssh', 'rsync'] : [];
  if (program === 'git') {
    return ['push', 'pull', 'fetch', 'clone'].some((verb) => args.includes(verb)) ? ['git'] : [];
  }
  return [program];
};

const execKeys = ['ExecCondition', 'ExecStartPre', 'ExecStart', 'ExecStartPost', 'ExecStop'];

interface NeedFacts {
  /** Of the unit’s file and its drop-ins, in order. */
  assignments: readonly Assignment[];
  specifiers: Specifiers;
  /** The shell script that it runs; null for any other program. */
  script: string | null;
  mounts: readonly MountedPlace[];
  home: string;
}

/** By mount point; the last of several at one point is in effect. */
const byPoint = (mounts: readonly MountedPlace[]): ReadonlyMap<string, MountedPlace> =>
  new Map(mounts.map((mount) => [mount.point, mount]));

const encryptedTypes = /^(?:ecryptfs|fuse\.(?:gocryptfs|encfs|cryfs|securefs))$/;
/** Opened by pam_mount, or by systemd-homed. */
const openedAtLogin = /^\/dev\/mapper\/(?:home-|_dev_)/;
const networkTypes =
  /^(?:nfs4?|cifs|smb3|afs|ceph|glusterfs|lustre|fuse\.(?:sshfs|glusterfs)|autofs)$/;

/** null for a home folder that is there from boot on, as far as the mount table tells. */
export const homeNeed = (mounts: readonly MountedPlace[], home: string): HomeNeed | null => {
  const mount = deepestAbove(byPoint(mounts), home);
  if (mount === undefined || mount.point === '/') return null;
  const { point, type, source } = mount;
  if (encryptedTypes.test(type) || openedAtLogin.test(source)) {
    return { kind: 'encrypted', point, type };
  }
  return networkTypes.test(type) ? { kind: 'network', point, type } : null;
};

/** A mount that a person or their desktop makes, or that may be away. */
const comesLater = ({ point, type }: MountedPlace, home: string): boolean =>
  point !== '/' &&
  (/^fuse(?:\.|$)/.test(type) ||
    networkTypes.test(type) ||
    encryptedTypes.test(type) ||
    /^\/(?:run\/)?media\//.test(point) ||
    point.startsWith(`${home}/`));

const mountNeeds = (paths: readonly string[], { mounts, home }: NeedFacts): Need[] => {
  const places = byPoint(mounts);
  const ofHome = deepestAbove(places, home);
  return paths.flatMap((path) => {
    const mount = deepestAbove(places, path);
    if (mount === undefined || mount.point === ofHome?.point || !comesLater(mount, home)) return [];
    return [{ kind: 'mount' as const, evidence: path, point: mount.point, type: mount.type }];
  });
};

/** One of each kind, and of each mount: the first, which is the plainest. */
const distinct = (needs: readonly Need[]): Need[] => {
  const keyOf = (need: Need): string => (need.kind === 'mount' ? need.point : need.kind);
  return needs.filter(
    (need, index) => needs.findIndex((one) => keyOf(one) === keyOf(need)) === index,
  );
};

export const needsOf = (facts: NeedFacts): Need[] => {
  const { assignments, specifiers, script } = facts;
  const commands = execKeys.flatMap((key) =>
    valuesOf(assignments, 'Service', key).flatMap((value) =>
      readCommands(value, specifiers).commands.map((command) => ({ key, value, command })),
    ),
  );
  const byVariable = (name: string, evidence: string): Need[] =>
    kinds.flatMap((kind) => (variables[kind].has(name) ? [{ kind, evidence }] : []));
  const byProgram = (program: string): Need[] =>
    kinds.flatMap((kind) =>
      programs[kind].has(program) || (kind === 'ssh-agent' && ['git', 'rsync'].includes(program))
        ? [{ kind, evidence: program }]
        : [],
    );

  const environment = valuesOf(assignments, 'Service', 'Environment').flatMap((value) =>
    readEnvironment(value, specifiers).variables.flatMap(({ name, value: given }) =>
      byVariable(name, `Environment=${name}=${given}`),
    ),
  );
  const passed = [
    ['Service', 'PassEnvironment'],
    ['Unit', 'ConditionEnvironment'],
    ['Unit', 'AssertEnvironment'],
  ].flatMap(([section = '', key = '']) =>
    valuesOf(assignments, section, key)
      .flatMap((value) => value.split(/\s+/))
      // `!DISPLAY` asks for a missing one.
      .flatMap((word) => byVariable(word.replace(/^\|/, '').replace(/=.*/, ''), `${key}=${word}`)),
  );
  const used = commands.flatMap(({ key, value }) =>
    [...value.matchAll(/\$\{?([A-Z][A-Z0-9_]*)/g)].flatMap(([all, name = '']) =>
      byVariable(name, `${key}=… ${all.replace('{', '')}`),
    ),
  );
  const desktop = ['Requires', 'Requisite', 'BindsTo', 'PartOf', 'After'].flatMap((key) =>
    valuesOf(assignments, 'Unit', key)
      .flatMap((value) => value.split(/\s+/))
      .flatMap((name): Need[] =>
        desktopTargets.includes(name) ? [{ kind: 'display', evidence: `${key}=${name}` }] : [],
      ),
  );
  const ran = commands.flatMap(({ command }) => {
    const [program, ...args] = runBy(command).map(({ text }) => text);
    const inline = shellScriptOf(command)?.text;
    return [
      ...remoteOf(baseName(program ?? ''), args),
      ...(inline === undefined ? [] : programsOfScript(inline)),
    ];
  });
  const paths = [
    ...assignments.flatMap((assignment) =>
      assignment.section === 'Install' ? [] : pathsIn(assignment).map(({ text }) => text),
    ),
    ...commands.flatMap(({ command }) => command.argv.map(({ text }) => text)),
  ]
    .map((path) => expandSpecifiers(path, specifiers))
    .filter((path) => path.startsWith('/'));
  return distinct([
    ...desktop,
    ...environment,
    ...passed,
    ...used,
    ...[...ran, ...(script === null ? [] : programsOfScript(script))].flatMap(byProgram),
    ...mountNeeds(paths, facts),
  ]);
};
