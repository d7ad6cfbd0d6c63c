#!/bin/bash
# session.sh CMD…: runs CMD in this login session with a screen (:99, 1280x800), openbox, a panel that hosts tray icons,
# lxpolkit as the polkit prompt of this session, and dunst for notifications. Exits with CMD's exit code, or 125 if the
# desktop did not become ready. end.sh cleans up after it, as root.
set -um # job control: makes CMD a process group that doesn't ignore SIGINT, as background jobs otherwise do

here=$(dirname "$0")
log=/tmp/hearth-desktop.log
echo "$XDG_SESSION_ID" > /tmp/hearth-desktop-session
exec 3>"$log"

export DISPLAY=:99 XDG_CURRENT_DESKTOP=XFCE
mkdir -p ~/.config/gtk-3.0 ~/.config/xfce4/xfconf/xfce-perchannel-xml
[ -e ~/.config/gtk-3.0/settings.ini ] || cp "$here/gtk-settings.ini" ~/.config/gtk-3.0/settings.ini
cp "$here/xfce4-panel.xml" ~/.config/xfce4/xfconf/xfce-perchannel-xml/

background() { "$@" </dev/null >&3 2>&3 & }
watcher=org.kde.StatusNotifierWatcher
screen() { xdpyinfo; }
window_manager() { xprop -root _NET_SUPPORTING_WM_CHECK | grep -q 'window id'; }
tray() { busctl --user get-property $watcher /StatusNotifierWatcher $watcher IsStatusNotifierHostRegistered | grep -q true; }
notifications() { busctl --user status org.freedesktop.Notifications; }
# polkit does not list its agents; it logs them, and only root may read that.
prompt() { sudo -n journalctl --boot --quiet --output=cat --grep="Registered Authentication Agent for unix-session:$XDG_SESSION_ID "; }

await() { # NAME: waits until NAME succeeds, 15 s at most
  local end=$((SECONDS + 15))
  until "$1" >/dev/null 2>&1; do
    if ((SECONDS > end)); then
      echo "The test machine's desktop has no $1 after 15 s. Its log ends with:" >&2
      tail -n 15 "$log" >&2
      exit 125
    fi
    sleep 0.03
  done
}

# Without -noreset it restarts when its last client (such as `xdpyinfo`) leaves, and rejects clients meanwhile.
background Xvfb "$DISPLAY" -screen 0 1280x800x24 -nolisten tcp -noreset
await screen
# Programs that the bus starts (accessibility, settings) belong to this screen, as on any desktop.
dbus-update-activation-environment --systemd DISPLAY XDG_CURRENT_DESKTOP XDG_SESSION_TYPE
background display -window root xc:'#4b5d6b'
background openbox
background lxpolkit
background dunst
background xfce4-panel --disable-wm-check
for part in window_manager tray notifications prompt; do await "$part"; done

"$@" 3>&- &
program=$!
exec 2>&3 # bash reports jobs ended by a signal; keep that out of CMD's stderr
trap 'kill -TERM -- -$program' TERM
trap 'kill -INT -- -$program' INT
trap 'kill -HUP -- -$program' HUP
# A trapped signal ends `wait` early, with a code over 128; keep waiting for the program then.
while wait "$program"; code=$?; ((code > 128)) && kill -0 "$program" 2>/dev/null; do :; done
exit "$code"
