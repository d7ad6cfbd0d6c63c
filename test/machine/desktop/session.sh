#!/bin/bash
# session.sh CMD…: runs CMD in this login session with a screen (:99, 1280x800), openbox, a panel that hosts tray icons,
# lxpolkit as the polkit prompt of this session, and dunst for notifications. Exits with CMD's exit code, or 125 if the
# desktop did not become ready. end.sh cleans up after it, as root.
here=$(dirname "$0")
source "$here/common.sh"

export DISPLAY=:99 XDG_CURRENT_DESKTOP=XFCE
mkdir -p ~/.config/gtk-3.0 ~/.config/xfce4/xfconf/xfce-perchannel-xml
[ -e ~/.config/gtk-3.0/settings.ini ] || cp "$here/gtk-settings.ini" ~/.config/gtk-3.0/settings.ini
cp "$here/xfce4-panel.xml" ~/.config/xfce4/xfconf/xfce-perchannel-xml/

screen() { xdpyinfo; }
window_manager() { xprop -root _NET_SUPPORTING_WM_CHECK | grep -q 'window id'; }

# Without -noreset it restarts when its last client (such as `xdpyinfo`) leaves, and rejects clients meanwhile.
background Xvfb "$DISPLAY" -screen 0 1280x800x24 -nolisten tcp -noreset
await screen
share DISPLAY XDG_CURRENT_DESKTOP XDG_SESSION_TYPE
background display -window root xc:'#4b5d6b'
background openbox
background lxpolkit
background dunst
background xfce4-panel --disable-wm-check
for part in window_manager tray notifications prompt; do await "$part"; done

run "$@"
