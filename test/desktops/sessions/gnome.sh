#!/bin/bash
# gnome.sh CMD…: runs CMD in GNOME Shell, without a monitor; TRAY=yes adds the extension for tray icons.
here=$(dirname "$0")
source "$here/../../machine/desktop/common.sh"
source "$here/wayland.sh"

export XDG_CURRENT_DESKTOP=GNOME XDG_SESSION_DESKTOP=gnome LIBGL_ALWAYS_SOFTWARE=1
extension=ubuntu-appindicators@ubuntu.com
[ "${TRAY:-no}" = yes ] && enabled="['$extension']" || enabled='[]'
gsettings set org.gnome.shell enabled-extensions "$enabled"
gsettings set org.gnome.shell disable-user-extensions false
gsettings set org.gnome.shell welcome-dialog-last-shown-version 99
gsettings set org.gnome.desktop.interface enable-animations false
share XDG_SESSION_TYPE XDG_CURRENT_DESKTOP XDG_SESSION_DESKTOP

shell() { busctl --user status org.gnome.Shell; }
background gnome-shell --headless --wayland --unsafe-mode --virtual-monitor 1280x800
await shell 60


screen_is_ready
XAUTHORITY=$(echo "$XDG_RUNTIME_DIR"/.mutter-Xwaylandauth.*)
export XAUTHORITY
share XAUTHORITY
begin_session
[ "${TRAY:-no}" = no ] || await tray 30
await notifications 30
await prompt 30
run "$@"
