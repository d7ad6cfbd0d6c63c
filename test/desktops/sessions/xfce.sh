#!/bin/bash
# xfce.sh CMD…: runs CMD in Xfce under X11, as startxfce4 starts it.
here=$(dirname "$0")
source "$here/../../machine/desktop/common.sh"

export DISPLAY=:99 XDG_CURRENT_DESKTOP=XFCE XDG_SESSION_DESKTOP=xfce DESKTOP_SESSION=xfce
mkdir -p ~/.config/xfce4/xfconf/xfce-perchannel-xml
cp "$here/../../machine/desktop/xfce4-panel.xml" ~/.config/xfce4/xfconf/xfce-perchannel-xml/

screen() { xdpyinfo; }
window_manager() { xprop -root _NET_SUPPORTING_WM_CHECK | grep -q 'window id'; }
background Xvfb "$DISPLAY" -screen 0 1280x800x24 -nolisten tcp -noreset
await screen
share DISPLAY XDG_CURRENT_DESKTOP XDG_SESSION_DESKTOP XDG_SESSION_TYPE
background xfce4-session
for part in window_manager tray notifications prompt; do await "$part" 30; done
run "$@"
