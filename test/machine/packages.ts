/** Distribution packages that the test machine and its Electron need; the machine gets them from its host. */
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { ProblemError } from '../../build/problem.ts';

interface Need {
  for: string;
  debian: string[];
  fedora: string[];
  arch: string[];
}

/** Debian's names are tested on Debian 12; Fedora's and Arch's are for people who set up such a host by hand. */
const needs: Need[] = [
  {
    for: 'the machine: systemd-nspawn, logind sessions, polkit, idmapped mounts',
    debian: [
      'systemd-container',
      'dbus-user-session',
      'libpam-systemd',
      'polkitd',
      'pkexec',
      'sudo',
      'perl-base',
    ],
    fedora: [
      'systemd-container',
      'systemd-pam',
      'dbus-broker',
      'polkit',
      'sudo',
      'perl-interpreter',
    ],
    arch: ['systemd', 'dbus', 'polkit', 'sudo', 'perl'],
  },
  {
    for: 'Electron',
    debian: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libnotify4', 'libxss1'],
    fedora: ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm', 'libnotify', 'libXScrnSaver'],
    arch: ['gtk3', 'nss', 'alsa-lib', 'mesa', 'libnotify', 'libxss'],
  },
  {
    for: 'the desktop: a screen, a window manager, a panel with a tray, a polkit prompt, notifications',
    debian: [
      'xvfb',
      'xauth',
      'openbox',
      'xfce4-panel',
      'lxpolkit',
      'dunst',
      'libnotify-bin',
      'at-spi2-core',
    ],
    fedora: [
      'xorg-x11-server-Xvfb',
      'xorg-x11-xauth',
      'openbox',
      'xfce4-panel',
      'lxpolkit',
      'dunst',
      'libnotify',
      'at-spi2-core',
    ],
    arch: [
      'xorg-server-xvfb',
      'xorg-xauth',
      'openbox',
      'xfce4-panel',
      'lxsession',
      'dunst',
      'libnotify',
      'at-spi2-core',
    ],
  },
  {
    for: 'its looks',
    debian: ['fonts-inter', 'adwaita-icon-theme', 'hicolor-icon-theme'],
    fedora: ['rsms-inter-fonts', 'adwaita-icon-theme', 'hicolor-icon-theme'],
    arch: ['inter-font', 'adwaita-icon-theme', 'hicolor-icon-theme'],
  },
  {
    for: 'tests: pictures, keys and clicks, questions to the screen, `gio trash`, programs seen starting, journals of a million lines, disk images, login shells, crontabs',
    debian: [
      'imagemagick',
      'xdotool',
      'x11-utils',
      'libglib2.0-bin',
      'dbus-daemon',
      'procps',
      'strace',
      'systemd-journal-remote',
      'e2fsprogs',
      'fish',
      'zsh',
      'tcsh',
      'cron',
    ],
    fedora: [
      'ImageMagick',
      'xdotool',
      'xdpyinfo',
      'xprop',
      'glib2',
      'dbus-daemon',
      'procps-ng',
      'strace',
      'systemd-journal-remote',
      'e2fsprogs',
      'fish',
      'zsh',
      'tcsh',
      'cronie',
    ],
    // Arch ships it in systemd itself, which needs libmicrohttpd for it.
    arch: [
      'imagemagick',
      'xdotool',
      'xorg-xdpyinfo',
      'xorg-xprop',
      'glib2',
      'procps-ng',
      'strace',
      'libmicrohttpd',
      'e2fsprogs',
      'fish',
      'zsh',
      'tcsh',
      'cronie',
    ],
  },
];

/** Debian’s names of all of them. */
export const debianPackages = needs.flatMap((need) => need.debian);

/**
 * Makes sure that all packages are installed; on Debian, installs what is missing if root. Else throws ProblemError.
 * @param more packages of Debian that are needed besides.
 */
export const ensurePackages = async (more: readonly string[] = []): Promise<void> => {
  const installed = await installedOnDebian();
  if (installed === undefined) return requirePrograms();
  const missing = [...debianPackages, ...more].filter((name) => !installed.has(name));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0)
    throw new ProblemError({
      what: 'Packages that the tests need are not installed.',
      why: `Missing: ${missing.join(' ')}.`,
      remedy: 'Install them, or run this as root to have them installed.',
      command: `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`,
    });
  await install(missing);
};

/** Names of installed packages and of what they provide (Debian 13 has libgtk-3-0 as libgtk-3-0t64). Undefined without dpkg. */
const installedOnDebian = async (): Promise<Set<string> | undefined> => {
  const format = '${db:Status-Abbrev}\t${Package}\t${Provides}\n';
  const { stdout, failed } = await execa('dpkg-query', ['--show', `--showformat=${format}`], {
    reject: false,
  });
  if (failed || typeof stdout !== 'string') return undefined;
  const names = new Set<string>();
  for (const line of stdout.split('\n')) {
    const [status, name, provides] = line.split('\t');
    if (!status?.startsWith('ii') || name === undefined) continue;
    names.add(name);
    for (const provided of provides?.split(', ') ?? []) names.add(provided.replace(/ .*/, ''));
  }
  return names;
};

const install = async (missing: string[]) => {
  const log = join(tmpdir(), 'hearth-packages.log');
  process.stderr.write(`Installing Debian packages (log: ${log}): ${missing.join(' ')}\n`);
  const output = createWriteStream(log);
  await new Promise((ready) => output.once('open', ready));
  const aptGet = (words: string[]) =>
    execa('apt-get', words, {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', output, output],
      timeout: 15 * 60_000,
    });
  try {
    await aptGet(['update']);
    await aptGet(['install', '-y', '--no-install-recommends', ...missing]);
  } catch {
    const tail = (await readFile(log, 'utf8')).trimEnd().split('\n').slice(-12).join('\n        ');
    throw new ProblemError({
      what: 'apt-get could not install packages that the tests need.',
      why: tail,
      remedy: 'Install them by hand, or fix apt first.',
      command: `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`,
    });
  } finally {
    output.end();
  }
};

const programs = [
  'systemd-nspawn',
  'nsenter',
  'su',
  'sudo',
  'pkexec',
  'perl',
  'Xvfb',
  'xdpyinfo',
  'openbox',
  'xfce4-panel',
].concat(['lxpolkit', 'dunst', 'notify-send', 'import', 'xdotool', 'gio']);

const requirePrograms = async () => {
  const found = await Promise.all(
    programs.map((name) => execa('which', [name], { reject: false })),
  );
  const missing = programs.filter((_, i) => found[i]?.failed);
  if (missing.length === 0) return;
  const list = (distribution: 'fedora' | 'arch') =>
    needs.flatMap((need) => need[distribution]).join(' ');
  throw new ProblemError({
    what: 'Programs that the tests need are not installed.',
    why: `Missing: ${missing.join(', ')}. Only Debian's packages are installed automatically.`,
    remedy: `Install them. On Arch: pacman -S --needed ${list('arch')}. On Fedora:`,
    command: `dnf install ${list('fedora')}`,
  });
};
