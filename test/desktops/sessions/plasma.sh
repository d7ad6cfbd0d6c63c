#!/bin/bash
# plasma.sh CMD…: runs CMD in KDE Plasma under Wayland, nested in an X server for pictures, clicks and keys (:98).
here=$(dirname "$0")
source "$here/../../machine/desktop/common.sh"
source "$here/wayland.sh"

export XDG_CURRENT_DESKTOP=KDE XDG_SESSION_DESKTOP=KDE KDE_FULL_SESSION=true KDE_SESSION_VERSION=6
export LIBGL_ALWAYS_SOFTWARE=1 QT_QUICK_BACKEND=software QT_QPA_PLATFORM=wayland
share XDG_SESSION_TYPE XDG_CURRENT_DESKTOP XDG_SESSION_DESKTOP KDE_FULL_SESSION KDE_SESSION_VERSION QT_QPA_PLATFORM QT_QUICK_BACKEND

screen() { DISPLAY=:98 xdpyinfo; }
background Xvfb :98 -screen 0 1280x800x24 -nolisten tcp -noreset
await screen
DISPLAY=:98 background kwin_wayland --x11-display :98 --width 1280 --height 800 --no-lockscreen --xwayland
screen_is_ready
background kded6
background plasmashell
background /usr/lib/x86_64-linux-gnu/libexec/polkit-kde-authentication-agent-1
begin_session
for part in tray notifications prompt; do await "$part" 60; done
run "$@"
