/** Programs that move to the background when they are started as people often do it, by their man pages. */
import { lookUp } from '../../../text/look-up.ts';

export interface ForkingProgram {
  /** A word that makes it fork; without one it forks unless one of `stays` is there. */
  forks?: RegExp;
  /** With one of these, it stays in the foreground, or does something else and ends. */
  stays?: RegExp;
  /** What to add to stay in the foreground. */
  foreground?: string;
  /** Only a client: the work runs in another program’s processes. */
  isClient?: true;
}

/** One letter among short options that are written together: `-dmS`. */
const letter = (letters: string): RegExp => new RegExp(`^-[A-Za-z]*[${letters}][A-Za-z]*$`);

const detached: ForkingProgram = { forks: /^(?:-d|--detach(?:=true)?)$/, isClient: true };

const table: Record<string, ForkingProgram> = {
  tmux: { forks: /^(?:-d[A-Za-z]*|-[AEPX]+d|start-server|start)$/, stays: /^-(?:D|C+)$/ },
  screen: {
    forks: /^-(?=[A-Za-z]*m)(?:[A-Za-ce-z]*d[A-Za-z]*|m)$/,
    stays: /^-[A-Za-z]*D/,
    foreground: '-DmS',
  },
  nginx: { stays: /daemon off|^-[cgtTvVs]/, foreground: "-g 'daemon off;'" },
  sshd: { stays: letter('DditTG'), foreground: '-D' },
  ssh: { forks: letter('f') },
  autossh: { forks: letter('f') },
  'ssh-agent': { stays: /^(?:-[Ddkcs]+|[^-].*)$/, foreground: '-D' },
  dnsmasq: { stays: /^(?:-[kd]|--keep-in-foreground|--no-daemon|--test)$/, foreground: '-k' },
  mpd: {
    stays: /^--(?:no-daemon|systemd|stderr|stdout|kill|version|help)$/,
    foreground: '--no-daemon',
  },
  emacs: { forks: /^--?(?:bg-)?daemon(?:=.*)?$/, foreground: '--fg-daemon' },
  'gpg-agent': {
    forks: /^--daemon$/,
    stays: /^--(?:no-detach|supervised|server)$/,
    foreground: '--supervised',
  },
  'transmission-daemon': {
    stays: /^(?:-f|--foreground|-d|--dump-settings|-V|--version)$/,
    foreground: '-f',
  },
  deluged: { stays: /^(?:-d|--do-not-daemonize|-V|--version)$/, foreground: '-d' },
  lighttpd: { stays: /^-(?:D|t+|p|v|V|h|1)$/, foreground: '-D' },
  apachectl: { forks: /^(?:start|restart)$/, stays: /FOREGROUND/, foreground: '-DFOREGROUND' },
  apache2ctl: { forks: /^(?:start|restart)$/, stays: /FOREGROUND/, foreground: '-DFOREGROUND' },
  httpd: { stays: /FOREGROUND|^-[tvVSlLMX]$/, foreground: '-DFOREGROUND' },
  memcached: { forks: /^(?:-d|--daemon)$/ },
  mosquitto: { forks: /^(?:-d|--daemon)$/ },
  mongod: { forks: /^--fork$/ },
  aria2c: { forks: /^(?:-D|--daemon(?:=true)?)$/ },
  'qbittorrent-nox': { forks: /^(?:-d|--daemon)$/ },
  fcitx5: { forks: letter('d') },
  fcitx: { forks: /^-d$/ },
  'ibus-daemon': { forks: /^(?:-[rxRvpn]*d[drxRvpn]*|--daemonize)$/ },
  picom: { forks: /^(?:-b|--daemon)$/ },
  compton: { forks: /^-b$/ },
  urxvtd: { forks: /^(?:-[qom]*f|--fork)$/ },
  xbindkeys: {
    stays: /^(?:-n|--nodaemon|-k|--key|-mk|--multikey|-d|--defaults)$/,
    foreground: '-n',
  },
  pulseaudio: {
    forks: /^(?:-D|--start|--daemonize(?:=(?:yes|true|1))?)$/,
    stays: /^--daemonize=(?:no|false|0)$/,
    foreground: '--daemonize=no',
  },
  'gnome-keyring-daemon': {
    forks: /^(?:-d|--daemonize|-s|--start)$/,
    stays: /^(?:-f|--foreground)$/,
    foreground: '--foreground',
  },
  swaylock: { forks: /^(?:-f|--daemonize)$/ },
  eww: { forks: /^daemon$/, stays: /^--no-daemonize$/, foreground: '--no-daemonize' },
  supervisord: { stays: /^(?:-n|--nodaemon|-v|--version)$/, foreground: '-n' },
  gunicorn: { forks: /^(?:-D|--daemon)$/ },
  pg_ctl: { forks: /^(?:start|restart)$/ },
  pm2: {
    forks: /^(?:start|resurrect|restart|reload)$/,
    stays: /^--no-daemon$/,
    foreground: '--no-daemon',
  },
  forever: { forks: /^start$/ },
  bitcoind: { forks: /^-?-daemon(?:wait)?(?:=1)?$/ },
  monerod: { forks: /^--detach$/, foreground: '--non-interactive' },
  sshfs: { stays: /^(?:-[fd]|-u)$/, foreground: '-f' },
  gocryptfs: { stays: /^--?(?:f|fg|init|info|passwd|version|fsck|speed)$/, foreground: '-fg' },
  encfs: { stays: /^-[fd]$/, foreground: '-f' },
  bindfs: { stays: /^-[fd]$/, foreground: '-f' },
  s3fs: { stays: /^-[fd]$/, foreground: '-f' },
  cron: { stays: /^-(?:f|n)$/, foreground: '-f' },
  crond: { stays: letter('nf'), foreground: '-n' },
  atd: { stays: letter('fs'), foreground: '-f' },
  znc: {
    stays: /^(?:-[fDvh]|--(?:foreground|debug|version|help|makepass|makeconf|makepem))$/,
    foreground: '--foreground',
  },
  'weechat-headless': { forks: /^(?:-d|--daemon)$/ },
  fetchmail: { forks: /^(?:-d|--daemon)$/, stays: /^(?:-N|--nodetach)$/, foreground: '--nodetach' },
  conky: { forks: /^(?:-d|--daemonize)$/ },
  vncserver: { stays: /^-(?:fg|list|kill|h)$/, foreground: '-fg' },
  x11vnc: { forks: /^-bg$/ },
  dropbox: { forks: /^start$/ },
  espanso: { forks: /^(?:start|service)$/, foreground: 'launcher' },
  inadyn: {
    stays: /^(?:-[1nvh]|--(?:foreground|once|check-config|version|help))$/,
    foreground: '--foreground',
  },
  'php-fpm': { stays: /^(?:-[Ftvhim]|--nodaemonize|--test)$/, foreground: '-F' },
  openvpn: { forks: /^--daemon$/ },
  wpa_supplicant: { forks: letter('B') },
  hostapd: { forks: letter('B') },
  collectd: { stays: letter('ftTh'), foreground: '-f' },
  squid: { stays: letter('Nkvh'), foreground: '-N' },
  docker: detached,
  podman: detached,
  nerdctl: detached,
  'docker-compose': detached,
  'podman-compose': detached,
};

/** By the name of the program, without its folder; null for others. */
export const forkingProgram = (name: string): ForkingProgram | null => lookUp(table, name) ?? null;
