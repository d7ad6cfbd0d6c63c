/** What a unit needs that nobody but a logged-in person has, by its settings and the mount table. */
import { describe, expect, test } from 'vitest';
import { homeNeed, needsOf, type MountedPlace } from '../../../electron/core/survival/needs.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { placeOfPerson, unitSpecifiers } from '../../../electron/core/units/unit-specifiers.ts';

const home = '/home/a';
const root: MountedPlace = { point: '/', type: 'ext4', source: '/dev/sda1' };
const place = placeOfPerson({
  name: 'a',
  uid: 1,
  home,
  runtimeFolder: '/run/user/1',
  unitFolder: `${home}/.config/systemd/user`,
});

const needs = (
  text: string,
  { mounts = [root], script = null }: { mounts?: MountedPlace[]; script?: string | null } = {},
): string[] =>
  needsOf({
    assignments: parseText(text).assignments,
    specifiers: unitSpecifiers('a.service', place),
    script,
    mounts,
    home,
  }).map((need) =>
    need.kind === 'mount'
      ? `mount ${need.point}: ${need.evidence}`
      : `${need.kind}: ${need.evidence}`,
  );
const exec = (line: string): string => `[Service]\nExecStart=${line}\n`;

describe('what a unit needs', () => {
  test.each([
    ['[Service]\nEnvironment=DISPLAY=:0\n', ['display: Environment=DISPLAY=:0']],
    [
      '[Service]\nEnvironment=A=b "WAYLAND_DISPLAY=wayland-1"\n',
      ['display: Environment=WAYLAND_DISPLAY=wayland-1'],
    ],
    ['[Service]\nEnvironment=DISPLAY=:0\nEnvironment=\n', []],
    ['[Service]\nPassEnvironment=LANG DISPLAY\n', ['display: PassEnvironment=DISPLAY']],
    [
      '[Unit]\nConditionEnvironment=WAYLAND_DISPLAY\n',
      ['display: ConditionEnvironment=WAYLAND_DISPLAY'],
    ],
    ['[Unit]\nConditionEnvironment=!DISPLAY\n', []],
    ['[Unit]\nPartOf=graphical-session.target\n', ['display: PartOf=graphical-session.target']],
    ['[Unit]\nAfter=network.target\n', []],
    [exec('/usr/bin/waybar'), ['display: waybar']],
    [exec('/usr/bin/env A=b nice -n 5 picom --vsync'), ['display: picom']],
    [exec("/bin/sh -c 'sleep 5; exec xclip -o > /tmp/x'"), ['display: xclip']],
    [exec('/usr/bin/app --display=$DISPLAY'), ['display: ExecStart=… $DISPLAY']],
    [exec('/usr/bin/app --name=waybar'), []],
    [
      '[Service]\nEnvironment=SSH_AUTH_SOCK=%t/agent\n',
      ['ssh-agent: Environment=SSH_AUTH_SOCK=/run/user/1/agent'],
    ],
    [exec('/usr/bin/ssh -N -L 1:b:2 host'), ['ssh-agent: ssh']],
    [exec('/usr/bin/rsync -a %h/a user@host:b'), ['ssh-agent: ssh']],
    [exec('/usr/bin/rsync -a %h/a %h/b'), []],
    [exec('/usr/bin/rsync -a rsync://host/a %h/b'), []],
    [exec('/usr/bin/git -C %h/notes push'), ['ssh-agent: git']],
    [exec('/usr/bin/git -C %h/notes gc'), []],
    [exec('/usr/bin/pass show mail'), ['gpg-agent: pass']],
    [exec('/usr/bin/secret-tool lookup a b'), ['keyring: secret-tool']],
    [exec('/usr/bin/sleep 5'), []],
  ])('%j', (text, expected) => {
    expect(needs(text)).toEqual(expected);
  });

  test('reads the shell script that it runs', () => {
    const script =
      '#!/bin/sh\n# xclip is not used\nset -e\nif true; then\n  scp a host:b\nfi\nnotify-send done\n';
    expect(needs(exec('%h/bin/copy.sh'), { script })).toEqual([
      'ssh-agent: scp',
      'display: notify-send',
    ]);
  });

  test('names one place on each mount that a login makes', () => {
    const mounts = [
      root,
      { point: `${home}/cloud`, type: 'fuse.rclone', source: 'cloud:' },
      { point: '/media/a/stick', type: 'vfat', source: '/dev/sdb1' },
      { point: '/srv', type: 'ext4', source: '/dev/sdc1' },
    ];
    const text = `[Service]\nWorkingDirectory=%h/cloud/work\nExecStart=/srv/app --to /media/a/stick/b ${home}/cloud/c\n`;
    expect(needs(text, { mounts })).toEqual([
      `mount ${home}/cloud: ${home}/cloud/work`,
      'mount /media/a/stick: /media/a/stick/b',
    ]);
  });
});

describe('a home folder that isn’t there at boot', () => {
  test.each([
    [{ point: home, type: 'ecryptfs', source: `${home}/.Private` }, 'encrypted'],
    [{ point: home, type: 'fuse.gocryptfs', source: '/home/.a' }, 'encrypted'],
    [{ point: home, type: 'btrfs', source: '/dev/mapper/home-a' }, 'encrypted'],
    [{ point: home, type: 'nfs4', source: 'server:/home/a' }, 'network'],
    [{ point: '/home', type: 'nfs', source: 'server:/home' }, 'network'],
    [{ point: '/home', type: 'autofs', source: 'auto.home' }, 'network'],
    [{ point: '/home', type: 'ext4', source: '/dev/mapper/vg-home' }, null],
    [{ point: `${home}/cloud`, type: 'fuse.sshfs', source: 'b:' }, null],
  ] as const)('%j', (mount, kind) => {
    expect(homeNeed([root, mount], home)?.kind ?? null).toBe(kind);
  });

  test('of two mounts at one point, the later counts', () => {
    const mounts = [
      root,
      { point: '/home', type: 'autofs', source: 'auto.home' },
      { point: '/home', type: 'ext4', source: '/dev/sda2' },
    ];
    expect(homeNeed(mounts, home)).toBeNull();
  });

  test('a system that is on the network as a whole has no home of its own', () => {
    expect(homeNeed([{ point: '/', type: 'nfs', source: 'server:/' }], home)).toBeNull();
  });
});
