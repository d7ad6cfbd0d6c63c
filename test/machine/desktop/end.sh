#!/bin/bash
# Ends the desktop of session.sh, with everything still running in its login session. Run as root. No-op if there is none.
note=/tmp/hearth-desktop-session
[ -s "$note" ] || exit 0
scope=session-$(<"$note").scope
systemctl kill --signal=SIGKILL "$scope" 2>/dev/null
systemctl stop "$scope" 2>/dev/null
# The bus started these for that screen; they are useless without it.
runuser --user alice -- env XDG_RUNTIME_DIR=/run/user/4242 sh -c '
  systemctl --user unset-environment DISPLAY XDG_CURRENT_DESKTOP XDG_SESSION_TYPE
  systemctl --user stop at-spi-dbus-bus.service xfconfd.service "dbus-*-org.xfce.Xfconf@*"' 2>/dev/null
rm -f "$note" /tmp/.X99-lock /tmp/.X11-unix/X99
