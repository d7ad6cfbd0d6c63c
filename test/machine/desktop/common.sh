# Sourced by each session: notes the session for end.sh, and brings what they share. Their output goes to $log.
set -um # job control: makes a program's process group not ignore SIGINT, as background jobs otherwise do

log=/tmp/hearth-desktop.log
echo "$XDG_SESSION_ID" > /tmp/hearth-desktop-session
exec 3>"$log"

background() { "$@" </dev/null >&3 2>&3 & }

await() { # NAME [SECONDS]: waits until NAME succeeds, 15 s at most
  local end=$((SECONDS + ${2:-15}))
  until "$1" >/dev/null 2>&1; do
    if ((SECONDS > end)); then
      echo "The test machine's desktop has no $1 after ${2:-15} s. Its log ends with:" >&2
      tail -n 15 "$log" >&2
      exit 125
    fi
    sleep 0.03
  done
}

watcher=org.kde.StatusNotifierWatcher
tray() { busctl --user get-property $watcher /StatusNotifierWatcher $watcher IsStatusNotifierHostRegistered | grep -q true; }
notifications() { busctl --user status org.freedesktop.Notifications; }
# polkit does not list its agents; it logs them, and only root may read that.
prompt() { sudo -n journalctl --boot --quiet --output=cat --grep="Registered Authentication Agent for unix-session:$XDG_SESSION_ID "; }

# Programs that the bus starts (accessibility, settings, portals) belong to this screen, as on any desktop.
share() { dbus-update-activation-environment --systemd "$@"; }

run() { # CMD…: runs it, and exits with its exit code
  "$@" 3>&- &
  program=$!
  exec 2>&3 # bash reports jobs ended by a signal; keep that out of CMD's stderr
  trap 'kill -TERM -- -$program' TERM
  trap 'kill -INT -- -$program' INT
  trap 'kill -HUP -- -$program' HUP
  # A trapped signal ends `wait` early, with a code over 128; keep waiting for the program then.
  while wait "$program"; code=$?; ((code > 128)) && kill -0 "$program" 2>/dev/null; do :; done
  exit "$code"
}
