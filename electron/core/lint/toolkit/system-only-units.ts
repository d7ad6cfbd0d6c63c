/** Units that only the system manager has. Source: systemd.special(7). */
import type { LintUnit } from './subject.ts';

const systemOnly = new Set(
  [
    'boot-complete cryptsetup cryptsetup-pre emergency factory-reset final first-boot-complete',
    'getty getty-pre graphical halt hibernate hybrid-sleep initrd integritysetup kbrequest kexec',
    'local-fs local-fs-pre machines multi-user network network-online network-pre nss-lookup',
    'nss-user-lookup poweroff reboot remote-cryptsetup remote-fs remote-fs-pre rescue rpcbind',
    'sigpwr sleep suspend suspend-then-hibernate swap sysinit syslog system-update time-set',
    'time-sync umount veritysetup runlevel2 runlevel3 runlevel4 runlevel5',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `${name}.target`),
);

/**
 * True for a unit that only the system manager has. If there is a user unit with such a name, the user manager has it.
 */
export const isSystemOnly = ({ facts }: Pick<LintUnit, 'facts'>, name: string): boolean => {
  const known = facts.units.get(name);
  if (known?.user === true) return false;
  // Mounts, swaps, and devices exist in every manager, whichever has their files.
  if (/\.(?:mount|swap|device)$/.test(name)) return false;
  return systemOnly.has(name) || known?.system === true;
};
