# Prints how the kernel and systemd look from here, one fact per line: NAME, a tab, VALUE. Run as root, in the test
# machine and outside. With a uid, also asks systemd and that user's manager.
uid=$1
say() { printf '%s\t%s\n' "$1" "$2"; }

# The bounding set of whatever starts services, in hexadecimal: one bit per capability.
process=self
[ -n "$uid" ] && process=1
status() { sed -n "s/^$1:[[:space:]]*//p" "/proc/$process/status"; }
say 'capabilities' "$(status CapBnd)"
say 'system call filter' "$(status Seccomp)"
say 'new privileges forbidden' "$(status NoNewPrivs)"

# Not even root can write to a read-only mount.
for path in /proc/[a-z]* /sys/*; do
  case $path in /proc/self | /proc/thread-self) continue ;; esac
  if [ -p "$path" ]; then say "$path" fifo; elif [ -w "$path" ]; then say "$path" writable; else say "$path" read-only; fi
done
for node in console fuse kmsg loop-control null ptmx pts random shm tty tty0 urandom zero full net/tun; do
  [ -e "/dev/$node" ] && say "/dev/$node" there
done

[ -n "$uid" ] || exit 0
say 'container' "$(systemd-detect-virt --container)"
yes_if() { "$@" >/dev/null 2>&1 && echo yes || echo no; }
say 'overlay as root file system' "$(yes_if sh -c 'stat --file-system --format=%T / | grep overlay')"
say 'network card' "$(yes_if sh -c 'ls /sys/class/net | grep -vx lo')"
say 'screen of seat0' "$(loginctl show-seat seat0 --property=CanGraphical --value)"
say 'kernel messages in the journal' "$(yes_if sh -c 'journalctl --boot --dmesg --quiet --lines=1 | grep .')"
controllers=/sys/fs/cgroup/user.slice/user-$uid.slice/user@$uid.service/cgroup.controllers
for name in cpu memory pids; do say "controller $name" "$(yes_if grep -w "$name" "$controllers")"; done
manager=$(systemctl show --property=MainPID --value "user@$uid.service")
say 'open files of the user manager' "$(sed -n 's/^Max open files *[0-9]* *\([0-9]*\) .*/\1/p' "/proc/$manager/limits")"
say 'bounding set of the user manager' "$(sed -n 's/^CapBnd:[[:space:]]*//p' "/proc/$manager/status")"
for unit in dev-hugepages.mount dev-mqueue.mount getty@tty1.service kmod-static-nodes.service \
  proc-sys-fs-binfmt_misc.automount sys-fs-fuse-connections.mount sys-kernel-config.mount sys-kernel-debug.mount \
  systemd-journald.service systemd-logind.service systemd-modules-load.service systemd-random-seed.service \
  systemd-sysctl.service systemd-timesyncd.service systemd-tmpfiles-setup.service systemd-udevd.service \
  systemd-update-utmp.service systemd-user-sessions.service; do
  say "$unit" "$(systemctl show --property=ActiveState --value "$unit")"
done
